public import Protocol

/// The callbacks of a loop to its owner. All are called on the loop's thread and must not block.
public protocol LoopDelegate: AnyObject, SendableMetatype {
  /// The type of the messages that other threads post with `Loop.post`.
  associatedtype Mail: Sendable

  /// Returns the HELLO for a connection that was just accepted; it carries the real time.
  func helloForAccepted() -> Hello

  /// Reports that the transport of a connection is open, TLS included; its HELLO is still to come.
  func opened(_ connection: ConnectionID, peer: Peer)

  /// Reports an event of the protocol, in order. Each `request` must be answered by exactly one
  /// `respond` or `fail`.
  func received(_ connection: ConnectionID, _ event: ConnectionEvent)

  /// Hands over the mail posted since the last turn, in the order of each posting thread.
  func mail(_ mail: [Mail])

  /// Reports that the output of a connection for which `takesMore` was false fell to half of
  /// `softOutputBytes`.
  func outputDrained(_ connection: ConnectionID)

  /// Reports that the connection is closed. Calls with its id have no effect any more.
  func closed(_ connection: ConnectionID, _ reason: CloseReason)

  /// Reports an accepted connection that was never opened: over a limit, or a failed TLS handshake.
  func refused(_ peer: Peer, _ reason: CloseReason)

  /// Reports that all events of the turn were delivered: the place to submit one batch to a work
  /// queue. All output queued until this call returns leaves in one write for each connection.
  func turnEnded()

  /// Reports that a drain is complete; `cut` connections were cut off at its end.
  func drained(cut: Int)
}

extension LoopDelegate {
  /// Does nothing: for delegates that never ask `takesMore`.
  public func outputDrained(_ connection: ConnectionID) {}
  /// Does nothing: for loops without listeners.
  public func refused(_ peer: Peer, _ reason: CloseReason) {}
  /// Does nothing: for delegates without batches.
  public func turnEnded() {}
  /// Does nothing: for loops that are never drained.
  public func drained(cut: Int) {}
}
