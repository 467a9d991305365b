/// What one open call is.
struct OpenCall {
  /// Where a call stands. The pairs with what may happen to it:
  ///
  /// | phase     | server                                | client                              |
  /// | --------- | ------------------------------------- | ----------------------------------- |
  /// | running   | the handler works                     | the answer is awaited               |
  /// | cancelled | CANCEL came; the handler still works  | CANCEL sent; the answer is awaited  |
  /// | answered  | RESPONSE sent; the handler still works| the caller was told; RESPONSE awaited |
  /// | ended     | a tombstone in the table              | the same                            |
  enum Phase: UInt8 {
    case running, cancelled, answered, ended
  }

  let id: UInt64
  var phase = Phase.running
  var shape: MethodShape
  /// Monotonic ms; `.max` for none.
  var deadline: UInt64
  /// Items allowed in all.
  var credit: UInt32
  /// Items sent or received so far.
  var items: UInt32 = 0
  /// When something last went over the stream, monotonic ms.
  var active: UInt64
  /// The timeout used, where it is not the one that was asked for; else 0.
  var echoTimeoutMs: UInt32 = 0
}
