internal import Protocol
internal import Store
internal import Terminal
internal import Transport

/// A call to be sent; the answer is handed to `PartnerWork.answered` with its `tag`.
struct PartnerCall: Sendable {
  let tag: UInt64
  let method: Method
  let body: [UInt8]

  init<Asked: Message, Answer: Message>(
    tag: UInt64, _ definition: MethodDefinition<Asked, Answer>, _ message: Asked
  ) {
    self.tag = tag
    method = definition.method
    body = encode(message)
  }
}

/// The output of a turn. Everything that it reports is durable.
struct PartnerTurn {
  var calls: [PartnerCall] = []
  /// Answers to commands of the control socket.
  var answers: [(CommandID, JSONValue)] = []
  /// Whether the connection is cut before the calls are sent.
  var isCut = false
  /// The latest time of the next turn, monotonic ms; nil: at the next event.
  var wakeAt: UInt64?

  mutating func wake(at moment: UInt64) { wakeAt = min(wakeAt ?? moment, moment) }
}

/// The behaviour of a partner, apart from its connection. `PartnerConnection` calls it on one
/// thread and never from inside another of its calls.
protocol PartnerWork: AnyObject {
  /// The feeds to be kept open.
  var feeds: [Method] { get }
  /// Whether credit for more items may be granted.
  var hasRoom: Bool { get }
  /// Called when the greetings are exchanged.
  func connected()
  /// Called when the connection is lost; calls under way get no answer.
  func disconnected()
  /// Called with an item of a feed.
  func item(_ feed: Method, _ body: [UInt8])
  /// Called once for each answered call.
  func answered(_ tag: UInt64, _ response: InboundResponse)
  /// Called with a command of the control socket, to be answered once.
  func command(_ command: JSONValue, _ id: CommandID)
  /// Called when the sender of a command has gone or cancelled it.
  func forget(_ id: CommandID)
  /// Executes everything that was handed over since the last turn.
  ///
  /// - Parameter now: monotonic ms.
  /// - Throws: the failure of the books, which ends the process.
  func turn(now: UInt64) throws(StoreFailure) -> PartnerTurn
}
