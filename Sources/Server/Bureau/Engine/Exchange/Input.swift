/// An input of a turn.
package enum Input: Sendable {
  case request(IncomingRequest)
  /// A reader has looked something up.
  case lookupResult(LookupResult)
  /// A lookup or a read failed: the requests that wait for it are refused.
  case lookupFailed(Lookup)
  /// scrypt has finished for the waiter of this number.
  case derived(UInt64, DerivedKey)
  /// scrypt failed for the waiter of this number, or would not take its password.
  case notDerived(UInt64)
  /// The stored reply of an operation, for the waiter of this number.
  case stored(UInt64, [UInt8])
  /// The next rows of an import to apply.
  case slice(Slice)
  /// The caller cancelled.
  case cancelled(ReplyAddress)
  /// A stream's credit rose.
  case credit(ReplyAddress, UInt64)
  /// A connection is gone.
  case gone(loop: UInt32, connection: UInt64)
  /// Only the time has moved: the first turn after a start, which does what was due meanwhile.
  case tick
  /// The server stops: feeds end, and waiting requests are answered with what there is.
  case closing
}
