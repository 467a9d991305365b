public import Protocol

/// Calls, answers and items on one connection, for the delegate on the loop's thread. All have no
/// effect on a connection that is gone: its `closed` is on the way.
extension Loop {
  /// Answers a call; the bytes leave at the end of the turn.
  public func respond(
    _ connection: ConnectionID, stream: UInt64, status: Status = .ok, meta: Meta? = nil,
    body: [UInt8] = []
  ) {
    guard let socket = reactor.find(connection) else { return }
    reactor.touch(socket)
    socket.connection.respond(stream: stream, status: status, meta: meta, body: body)
  }

  /// Answers a call; `write` appends the encoded message to the output, without a copy.
  public func respond(
    _ connection: ConnectionID, stream: UInt64, status: Status = .ok, meta: Meta? = nil,
    writing write: (inout [UInt8]) -> Void
  ) {
    guard let socket = reactor.find(connection) else { return }
    reactor.touch(socket)
    socket.connection.respond(stream: stream, status: status, meta: meta, writing: write)
  }

  /// Answers a call with an error.
  public func fail(
    _ connection: ConnectionID, stream: UInt64, status: Status, error: CallError
  ) {
    guard let socket = reactor.find(connection) else { return }
    reactor.touch(socket)
    socket.connection.fail(stream: stream, status: status, error: error)
  }

  /// Sends an item of a stream; false without credit, or when the stream or connection is gone.
  public func item(_ connection: ConnectionID, stream: UInt64, body: [UInt8]) -> Bool {
    guard let socket = reactor.find(connection) else { return false }
    reactor.touch(socket)
    return socket.connection.item(stream: stream, body: body, now: reactor.now)
  }

  /// Items that may still be sent on a stream; nil when it is gone.
  public func credit(_ connection: ConnectionID, stream: UInt64) -> UInt32? {
    reactor.find(connection)?.connection.credit(stream: stream)
  }

  /// Sends a call; exactly one `response` event carries the returned stream id.
  ///
  /// - Throws: the `SendRefusal` of `Connection.call`; `closed` for a connection that is gone.
  public func call(
    _ connection: ConnectionID, method: UInt16, meta: Meta? = nil, body: [UInt8],
    timeoutMs: UInt32 = 0, streaming: Bool = false
  ) throws(SendRefusal) -> UInt64 {
    guard let socket = reactor.find(connection) else { throw .closed }
    reactor.touch(socket)
    return try socket.connection.call(
      method: method, meta: meta, body: body, timeoutMs: timeoutMs, streaming: streaming,
      now: reactor.now)
  }

  /// Cancels a call; one `response` event still follows.
  public func cancel(_ connection: ConnectionID, stream: UInt64) {
    guard let socket = reactor.find(connection) else { return }
    reactor.touch(socket)
    socket.connection.cancel(stream: stream)
  }

  /// Raises the credit of a stream to `items` in all.
  public func grant(_ connection: ConnectionID, stream: UInt64, items: UInt32) {
    guard let socket = reactor.find(connection) else { return }
    reactor.touch(socket)
    socket.connection.grant(stream: stream, items: items)
  }

  /// Ends a connection: sends GOAWAY with a text for people, then closes.
  public func goAway(_ connection: ConnectionID, code: GoAwayCode, text: String) {
    guard let socket = reactor.find(connection) else { return }
    reactor.touch(socket)
    socket.connection.goAway(code: code, text: text)
  }

  /// Lets running calls finish for `graceMs`, then closes the connection.
  public func drain(_ connection: ConnectionID, graceMs: UInt32) {
    guard let socket = reactor.find(connection) else { return }
    reactor.touch(socket)
    socket.connection.drain(graceMs: graceMs, now: reactor.now)
  }
}
