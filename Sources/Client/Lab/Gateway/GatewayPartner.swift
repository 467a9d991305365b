internal import Protocol
internal import Store
internal import Terminal

/// The SMS gateway, and the inbox of every phone: stores each message, then acknowledges it.
final class GatewayPartner: PartnerWork {
  /// The most commands that may wait for a message at one time.
  static let waitersMax = 256

  private struct Waiter {
    let id: CommandID
    let mobile: MobileNumber?
    let after: Int64
  }

  private let inbox: SmsInbox
  private let clock: () -> UInt64
  private var arrived: [SmsMessage] = []
  private var commands: [(JSONValue, CommandID)] = []
  private var waiters: [Waiter] = []

  init(inbox: SmsInbox, clock: @escaping () -> UInt64) {
    self.inbox = inbox
    self.clock = clock
  }

  var feeds: [Protocol.Method] { [SmsMethods.messages.method] }
  var hasRoom: Bool { true }
  func connected() {}
  func disconnected() {}

  func item(_ feed: Protocol.Method, _ body: [UInt8]) {
    do throws(Malformed) {
      if let message = try feed.reply(body) as? SmsMessage { arrived.append(message) }
    } catch {
      // An unreadable message is not acknowledged, so the server sends it again.
    }
  }

  /// Does nothing: after a lost acknowledgement the message comes again and is stored once.
  func answered(_ tag: UInt64, _ response: InboundResponse) {}
  func command(_ command: JSONValue, _ id: CommandID) { commands.append((command, id)) }
  func forget(_ id: CommandID) { waiters.removeAll { $0.id == id } }

  func turn(now: UInt64) throws(StoreFailure) -> PartnerTurn {
    var turn = PartnerTurn()
    if !arrived.isEmpty {
      try inbox.keep(arrived, at: clock())
      turn.calls = arrived.map {
        PartnerCall(tag: 0, SmsMethods.acknowledge, SmsAcknowledge(order: $0.order))
      }
      arrived = []
      try serveWaiters(&turn)
    }
    for (command, id) in commands { try answer(command, id, &turn) }
    commands = []
    return turn
  }

  private func serveWaiters(_ turn: inout PartnerTurn) throws(StoreFailure) {
    var waiting: [Waiter] = []
    for waiter in waiters {
      let found = try inbox.messages(
        to: waiter.mobile, after: waiter.after, limit: SmsInbox.rowsMax)
      guard let first = found.first else {
        waiting.append(waiter)
        continue
      }
      turn.answers.append((waiter.id, ControlReply.data(.array([Self.json(first)])).json))
    }
    waiters = waiting
  }

  /// Answers command `inbox` with members `mobile`, `after` (an id) and `limit`. With `wait`,
  /// answers once there is a message after `after`, by default after the newest.
  private func answer(
    _ command: JSONValue, _ id: CommandID, _ turn: inout PartnerTurn
  ) throws(StoreFailure) {
    let mobile = command["mobile"]?.string
    let number = mobile.flatMap { MobileNumber($0) }
    guard command["do"]?.string == "inbox", (mobile == nil) == (number == nil) else {
      return turn.answers.append((id, ControlReply.badCommand("inbox").json))
    }
    let after = command["after"]?.integer
    guard command["wait"]?.bool == true else {
      let list = try inbox.messages(
        to: number, after: after ?? 0, limit: Int(clamping: command["limit"]?.integer ?? 100))
      return turn.answers.append((id, ControlReply.data(.array(list.map(Self.json))).json))
    }
    guard waiters.count < Self.waitersMax else {
      return turn.answers.append((id, ControlReply.badCommand("too many wait").json))
    }
    let last = try inbox.lastID()
    waiters.append(Waiter(id: id, mobile: number, after: after ?? last))
    try serveWaiters(&turn)
  }

  private static func json(_ message: InboxMessage) -> JSONValue {
    [
      "id": .integer(message.id), "mobile": .string(message.mobile.text),
      "text": .string(message.text), "code": message.code.map { .string($0) } ?? .null,
      "at": .integer(message.at),
    ]
  }
}
