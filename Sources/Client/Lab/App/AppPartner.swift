internal import Protocol
internal import Store
internal import Terminal

/// A phone app (电子税务局 App or 个人所得税 App). Each command names the person signed in to it, so
/// one connection plays every phone.
final class AppPartner: PartnerWork {
  private var isConnected = false
  private var arrived: [(JSONValue, CommandID)] = []
  private var running: [UInt64: (method: Protocol.Method, id: CommandID)] = [:]
  private var answers: [(CommandID, JSONValue)] = []
  private var lastTag: UInt64 = 0

  init() {}

  var feeds: [Protocol.Method] { [] }
  var hasRoom: Bool { true }
  func connected() { isConnected = true }

  func disconnected() {
    isConnected = false
    for one in running.values { answers.append((one.id, Self.away.json)) }
    running = [:]
  }

  func item(_ feed: Protocol.Method, _ body: [UInt8]) {}
  func command(_ command: JSONValue, _ id: CommandID) { arrived.append((command, id)) }
  func forget(_ id: CommandID) {}

  private static let away = ControlReply.refusal(
    code: "app.away", Phrase("手机 App 未连接服务器", "the app is not connected to the server"))

  func answered(_ tag: UInt64, _ response: InboundResponse) {
    guard let one = running.removeValue(forKey: tag) else { return }
    answers.append((one.id, Self.reply(one.method, response).json))
  }

  func turn(now: UInt64) throws(StoreFailure) -> PartnerTurn {
    var turn = PartnerTurn()
    for (command, id) in arrived { begin(command, id, &turn) }
    arrived = []
    turn.answers += answers
    answers = []
    return turn
  }

  private func begin(_ command: JSONValue, _ id: CommandID, _ turn: inout PartnerTurn) {
    guard let call = Self.call(command, tag: lastTag + 1) else {
      return turn.answers.append((id, ControlReply.badCommand("scan").json))
    }
    guard isConnected else { return turn.answers.append((id, Self.away.json)) }
    lastTag += 1
    running[lastTag] = (call.method, id)
    turn.calls.append(call)
  }

  private static func call(_ command: JSONValue, tag: UInt64) -> PartnerCall? {
    guard let qr = command["qr"]?.string, qr.utf8.count <= 120 else { return nil }
    switch command["do"]?.string ?? "" {
    case "look": return PartnerCall(tag: tag, AppMethods.scanLook, ScanLook(qr: qr))
    case let word where word == "approve" || word == "refuse":
      guard let resident = command["person"]?.string.flatMap(ResidentID.init(text:)),
        let digits = UInt32(exactly: command["digits"]?.integer ?? 0), digits <= 99
      else { return nil }
      let employer = command["employer"]?.string
      let number = employer.flatMap { RegistrationNumber($0) }
      guard (employer == nil) == (number == nil) else { return nil }
      let answer = ScanAnswer(
        qr: qr, approved: word == "approve", digits: digits, resident: resident, employer: number)
      return PartnerCall(tag: tag, AppMethods.scanAnswer, answer)
    case _: return nil
    }
  }

  private static func reply(_ method: Protocol.Method, _ response: InboundResponse) -> ControlReply
  {
    guard response.status == .ok else {
      let error = response.error
      return .refusal(
        code: error?.reason ?? "\(response.status)",
        Phrase(same: error?.text ?? "\(response.status)"))
    }
    do throws(Malformed) {
      switch try method.reply(response.body) {
      case let terms as ScanTerms:
        return .data([
          "purpose": .string(terms.purpose), "employerName": .string(terms.employerName),
          "expires": .integer(Int64(clamping: terms.expires.milliseconds)),
        ])
      case let done as Done: return .data(["text": .string(done.text)])
      default: return .badCommand("the server's answer")
      }
    } catch {
      return .badCommand("\(error)")
    }
  }
}
