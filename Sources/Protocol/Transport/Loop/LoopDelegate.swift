public import Protocol

/// What a loop tells its owner. Every call comes on the loop's thread, and must not block.
public protocol LoopDelegate: AnyObject, SendableMetatype {
  /// What other threads post to this delegate.
  associatedtype Mail: Sendable

  /// The HELLO for a connection that was just accepted; it carries the real time.
  func helloForAccepted() -> Hello

  /// The transport of a connection stands, TLS included; its HELLO is still to come.
  func opened(_ connection: ConnectionID, peer: Peer)

  /// Something the protocol says, in order. `request` is owed exactly one `respond` or `fail`.
  func received(_ connection: ConnectionID, _ event: ConnectionEvent)

  /// What other threads posted since the last turn, in each thread's order.
  func mail(_ mail: [Mail])

  /// Little enough waits at a connection again of which `takesMore` was false.
  func hasRoom(_ connection: ConnectionID)

  /// The connection is gone; its id answers to nothing any more.
  func closed(_ connection: ConnectionID, _ reason: CloseReason)

  /// An accepted connection that was never opened: over a limit, a failed TLS handshake.
  func refused(_ peer: Peer, _ reason: CloseReason)

  /// All that was ready has been told: drop one batch on the desk. What the loop is asked to send
  /// up to the end of this call leaves in one write for each connection.
  func turnEnded()

  /// A drain is complete; `cut` connections had to be cut off at its end.
  func drained(cut: Int)
}

extension LoopDelegate {
  /// Nothing to go on with.
  public func hasRoom(_ connection: ConnectionID) {}
  /// Nothing to note.
  public func refused(_ peer: Peer, _ reason: CloseReason) {}
  /// Nothing to drop.
  public func turnEnded() {}
  /// Nothing to note.
  public func drained(cut: Int) {}
}
