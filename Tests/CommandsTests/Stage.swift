import Foundation
import Protocol
import Terminal

@testable import Commands

/// One profile's folder, a scripted server and a console; the folder goes with it.
final class Stage {
  let folder: String
  let console = ScriptedConsole()
  var calls = ScriptedCalls()
  private(set) var pauses = 0
  private var dice: UInt8 = 0

  init(signedIn: Bool = true) throws {
    folder = NSTemporaryDirectory() + "commands-\(UUID().uuidString)"
    console.variables = ["XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder + "/config"]
    if signedIn { try store.keep(Self.session) }
  }

  var store: StateStore { StateStore(path: folder + "/shebao/default") }

  /// The ledger of `ScriptedCalls`.
  static let realm = Id128(high: 1, low: 1)
  /// Who is signed in.
  static let person = Id128(high: 7, low: 1)

  static let session: StoredSession = {
    let text = """
      {"v":1,"token":"\(String(repeating: "ab", count: 32))","server":"127.0.0.1:1",\
      "registration":"10113702020000000001","employer":"海川","person":"王*","identity":"办税员",\
      "ends":1790000000000,"realm":"\(realm)","personId":"\(person)"}
      """
    guard let session = StoredSession(Array(text.utf8)) else { preconditionFailure("session") }
    return session
  }()

  /// Runs a command line against the scripted answers.
  func run(_ line: String, _ answers: [ScriptedCalls.Answer] = []) -> Int32 {
    calls = ScriptedCalls(answers)
    return again(line)
  }

  /// Runs a command line against `calls` as they are.
  func again(_ line: String) -> Int32 {
    let words = line.split(separator: " ").map(String.init)
    let surroundings = Surroundings(
      console: console,
      connect: { [calls] (_: Settings) throws(ErrorReport) in calls },
      pause: { [self] _ in pauses += 1 },
      random: { [self] count in
        dice += 1
        return [UInt8](repeating: dice, count: count)
      },
      wallMs: { 1_780_000_000_000 })
    return Program.run(words + ["--server", "127.0.0.1:1", "--plain"], surroundings)
  }

  func file(_ name: String, _ text: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/" + name
    try LocalFile.write(path, Array(text.utf8))
    return path
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: folder) } catch { return }
  }
}

/// Messages and answers that the tests begin with.
enum Sample {
  static func refused(_ reason: String, _ text: String = "不可以") -> ScriptedCalls.Answer {
    .failure(
      .answered(
        .failedPrecondition, CallError(reason, outcome: .notStarted, retry: .never, text: text)))
  }

  static let lost: ScriptedCalls.Answer = .failure(
    .answered(
      .unavailable, CallError(Reason.connectionLost, outcome: .unknown, retry: .withSameKey)))

  static func notice() throws -> NoticeNumber { try need(NoticeNumber(text: "HR1")) }

  static func need<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw SampleMissing() }
    return value
  }

  static func money(_ fen: Int64) throws -> Money { try need(Money(fen: fen)) }

  static func todo() throws -> Todo {
    let day = try need(BusinessDate(year: 2026, month: 4, day: 30))
    return Todo(
      notice: try notice(), version: 3, agency: try need(AgencyCode("3702023702020000001")),
      unit: try need(UnitNumber(text: "100000")), levies: "失业保险费", from: day.period,
      through: day.period, amount: try money(845_430), remaining: try money(845_430), due: day,
      sequential: true, kind: .normal, status: .unpaid, statusText: "未缴费", action: "继续缴费")
  }

  static func preview(passwordUsed: Bool = true, allowed: Bool = true, question: String = "") throws
    -> Preview
  {
    let todo = try todo()
    return Preview(
      todo: todo, lines: [], amount: todo.amount, lateFee: .zero, total: todo.amount,
      digest: .zero, methods: [MethodOption(method: .agreement, allowed: allowed, reason: "")],
      question: question, agreements: [], passwordSet: true, passwordUsed: passwordUsed,
      day: todo.due, passwordQuestion: "")
  }

  static func payment(_ status: AttemptStatus, final: Bool) throws -> Payment {
    let total = try money(845_430)
    return Payment(
      number: try need(TicketNumber("437026260400000001")), notice: try notice(),
      method: .agreement, status: status, statusText: "状态", amount: total, lateFee: .zero,
      total: total, requested: Timestamp(clamping: 1_780_000_000_000), bank: nil,
      account: "****1234",
      receipt: "", code: "", reason: "余额不足", ended: nil, next: "", final: final)
  }
}

struct SampleMissing: Error {}
