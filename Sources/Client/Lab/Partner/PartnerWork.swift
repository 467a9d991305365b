internal import Protocol
internal import Store
internal import Terminal
internal import Transport

/// A call that a partner wants made; its answer comes back under `tag`.
struct PartnerCall: Sendable {
  let tag: UInt64
  let method: Method
  let body: [UInt8]

  init<Asked: Message, Answer: Message>(
    tag: UInt64, _ row: MethodDefinition<Asked, Answer>, _ message: Asked
  ) {
    self.tag = tag
    method = row.method
    body = encode(message)
  }
}

/// What a partner wants after a turn. All that it rests on is durable.
struct PartnerTurn {
  /// Calls to make, in order.
  var calls: [PartnerCall] = []
  /// Answers to commands.
  var answers: [(CommandID, JSONValue)] = []
  /// Cut the connection, before the calls.
  var isCut = false
  /// When the next turn is due at the latest, monotonic ms.
  var wakeAt: UInt64?

  mutating func wake(at moment: UInt64) { wakeAt = min(wakeAt ?? moment, moment) }
}

/// What a partner does; where the bytes come from and go to is `PartnerLine`'s business. All calls
/// come on one thread, never inside one another.
protocol PartnerWork: AnyObject {
  /// The server's streams that are to be kept open.
  var feeds: [Method] { get }
  /// Whether more orders may be asked for.
  var hasRoom: Bool { get }
  /// The server said HELLO.
  func connected()
  /// The connection is gone; calls without an answer will get none.
  func disconnected()
  func item(_ feed: Method, _ body: [UInt8])
  /// A call's one answer.
  func answered(_ tag: UInt64, _ response: InboundResponse)
  /// A command from the control socket, owed one answer.
  func command(_ command: JSONValue, _ id: CommandID)
  /// Nobody waits for this answer any more.
  func forget(_ id: CommandID)
  /// All that arrived has been told: carry it out. `now`: monotonic ms. A failure ends the process.
  func turn(now: UInt64) throws(StoreFailure) -> PartnerTurn
}
