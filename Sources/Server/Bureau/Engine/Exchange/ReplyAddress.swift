/// The destination of an answer: a loop, a connection of it, a stream of that.
package struct ReplyAddress: Sendable, Hashable {
  /// The loop's index.
  package var loop: UInt32
  package var connection: UInt64
  package var stream: UInt64

  package init(loop: UInt32, connection: UInt64, stream: UInt64) {
    self.loop = loop
    self.connection = connection
    self.stream = stream
  }

  var ofConnection: ConnectionAddress { ConnectionAddress(loop: loop, connection: connection) }
}

/// A loop and a connection of it.
struct ConnectionAddress: Sendable, Hashable {
  var loop: UInt32
  var connection: UInt64
}
