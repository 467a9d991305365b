import Protocol
import Terminal
import TestConsole
import Testing

@testable import Commands

/// Payments in flight: their outcome is unknown to this client.
@Suite struct InFlightPaymentTests {
  private static func key(_ number: UInt64) -> Id128 {
    Id128(millis: 1_780_000_000_000, randomA: 0, randomB: number)
  }

  private static func inFlight(
    _ number: UInt64, realm: Id128 = CommandRig.realm,
    registration: String = CommandRig.session.registration
  ) -> InFlightRequest {
    let owner = RequestOwner(
      realm: realm, server: "127.0.0.1:1", registration: registration, personId: CommandRig.person,
      person: "王*")
    return .payment(InFlightPayment(key: key(number), notice: "HR1", owner: owner, sent: nil))
  }

  @Test func `without arguments the status is of the session's employer and ledger`() throws {
    let rig = try CommandRig()
    try rig.store.keep(Self.inFlight(1, realm: Id128(high: 1, low: 2)))
    try rig.store.keep(Self.inFlight(2, registration: "10113702020000000028"))
    try rig.store.keep(Self.inFlight(3))
    let final = try CommandFixtures.payment(.succeeded, final: true)
    #expect(rig.run("pay status", [.success(final)]) == 0)
    let request = PaymentStatusRequest(key: Self.key(3), wait: false)
    #expect(rig.calls.asked.map(\.request) == [.pay(.status(request))])
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1), Self.key(2)])
  }

  /// The server's time in `ScriptedCalls`, ms since 1970.
  private static let now: UInt64 = 1_780_000_000_000
  /// `InFlightPayment.arrivalMs`: two sendings of 5 minutes each, and 5 minutes at the server
  ///
  private static let arrival: UInt64 = 900_000

  /// Writes a payment in flight that was last sent at this time.
  private static func keep(_ number: UInt64, sent: UInt64, in rig: CommandRig) throws {
    try rig.store.keep(inFlight(number))
    let file = rig.folder + "/shebao/default/inflight/\(key(number))"
    let text = String(decoding: try LocalFile.read(file, limit: 65_536), as: UTF8.self)
    try LocalFile.write(file, Array(("{\"sent\":\(sent)," + text.dropFirst()).utf8))
  }

  @Test(arguments: ["", " --wait", " --key \(key(1))"])
  func `a payment that never arrived and no longer can is settled: nothing was paid`(
    options: String
  ) throws {
    let rig = try CommandRig()
    try Self.keep(1, sent: Self.now - Self.arrival - 1, in: rig)
    #expect(rig.run("pay status" + options, [CommandFixtures.refused("PAYMENT_NOT_FOUND")]) == 1)
    #expect(rig.console.messages.contains("未扣款"))
    #expect(rig.console.messages.contains("shebao pay agreement HR1"))
    #expect(try rig.store.inFlight().isEmpty)
    let list = PaymentList(payments: [])
    let before = rig.console.messages
    #expect(rig.run("pay list", [.success(list)]) == 0)
    #expect(rig.console.messages == before)
  }

  @Test(arguments: ["", " --wait", " --key \(key(1))"])
  func `a payment that may still arrive is unknown, and is kept`(options: String) throws {
    let rig = try CommandRig()
    try Self.keep(1, sent: Self.now - Self.arrival, in: rig)
    #expect(rig.run("pay status" + options, [CommandFixtures.refused("PAYMENT_NOT_FOUND")]) == 87)
    #expect(rig.console.messages.contains("请勿重复缴费"))
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
  }

  @Test func `a payment without a time of sending is never given up`() throws {
    let rig = try CommandRig()
    try rig.store.keep(Self.inFlight(1))
    #expect(rig.run("pay status", [CommandFixtures.refused("PAYMENT_NOT_FOUND")]) == 87)
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
  }

  @Test func `a key that is not this client's is just not found`() throws {
    let rig = try CommandRig()
    try Self.keep(1, sent: 0, in: rig)
    let line = "pay status --key \(Self.key(9))"
    #expect(rig.run(line, [CommandFixtures.refused("PAYMENT_NOT_FOUND")]) == 65)
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
  }

  @Test func `sending a payment again begins its time anew`() throws {
    let rig = try CommandRig()
    try Self.keep(1, sent: Self.now - Self.arrival - 1, in: rig)
    rig.console.secrets = ["135790"]
    let line = "pay agreement HR1 --confirm-amount 8454.30 --password-stdin --no-input"
    let again: [ScriptedCalls.CallResult] = [
      CommandFixtures.refused("PAYMENT_NOT_FOUND"), .success(try CommandFixtures.preview()),
      CommandFixtures.lost, CommandFixtures.lost,
    ]
    #expect(rig.run(line, again) == 87)
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
    #expect(rig.run("pay status", [CommandFixtures.refused("PAYMENT_NOT_FOUND")]) == 87)
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
  }

  private static let pay =
    "pay agreement HR1 --confirm-amount 8454.30 --password-stdin --no-input"

  private static func refusedAgain() throws -> [ScriptedCalls.CallResult] {
    [
      CommandFixtures.refused("PAYMENT_NOT_FOUND"), .success(try CommandFixtures.preview()),
      CommandFixtures.refused("AMOUNT_CHANGED"),
    ]
  }

  @Test func `a payment that a restored server lost is made anew only once the bank denies it`()
    throws
  {
    let rig = try CommandRig()
    try Self.keep(1, sent: Self.now - Self.arrival - 1, in: rig)
    let lost = CommandFixtures.refused("KEY_IN_RECOVERY_GAP")
    #expect(rig.run(Self.pay, [lost]) == 87)
    #expect(rig.console.messages.contains("shebao pay agreement HR1 --not-debited"))
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
    rig.console.secrets = ["135790"]
    let answers: [ScriptedCalls.CallResult] = [
      lost, .success(try CommandFixtures.preview()),
      .success(try CommandFixtures.payment(.succeeded, final: true)),
    ]
    #expect(rig.run(Self.pay + " --not-debited", answers) == 0)
    let key = try #require(rig.calls.asked.last?.terms.key)
    #expect(key != Self.key(1))
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test func `a refusal says nothing of the first sending, which may still arrive`() throws {
    let rig = try CommandRig()
    try Self.keep(1, sent: Self.now - Self.arrival, in: rig)
    rig.console.secrets = ["135790"]
    #expect(rig.run(Self.pay, try Self.refusedAgain()) != 0)
    #expect(rig.calls.asked.last?.terms.key == Self.key(1))
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
  }

  @Test func `a refusal settles a payment that was not sent before, or long ago`() throws {
    let rig = try CommandRig()
    try Self.keep(1, sent: Self.now - Self.arrival - 1, in: rig)
    rig.console.secrets = ["135790", "135790"]
    #expect(rig.run(Self.pay, try Self.refusedAgain()) != 0)
    #expect(rig.calls.asked.last?.terms.key == Self.key(1))
    #expect(try rig.store.inFlight().isEmpty)
    #expect(rig.run(Self.pay, Array(try Self.refusedAgain().dropFirst())) != 0)
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test func `another employer's payment is named, not asked for`() throws {
    let rig = try CommandRig()
    try rig.store.keep(Self.inFlight(2, registration: "10113702020000000028"))
    #expect(rig.run("pay status") == 66)
    #expect(rig.calls.asked.isEmpty)
    #expect(rig.console.messages.contains("10113702020000000028"))
  }

  /// Writes a payment in flight of this person and the session's employer, sent long ago.
  private static func leave(_ number: UInt64, of person: Id128, in rig: CommandRig) throws {
    let folder = try StateFolder(making: rig.folder + "/shebao/default/inflight")
    let text = """
      {"v":1,"key":"\(key(number))","method":"pay.agreement","subject":"HR1","digest":"00",\
      "server":"127.0.0.1:1","realm":"\(CommandRig.realm)",\
      "registration":"\(CommandRig.session.registration)","personId":"\(person)","person":"杨**",\
      "sent":1}
      """
    try folder.write(key(number).description, Array(text.utf8))
  }

  @Test(arguments: ["pay status", "pay status --key \(key(1))", "pay status --wait"])
  func `R-1205: another person's payment is neither asked for nor dropped: its owner has to come`(
    line: String
  ) throws {
    let rig = try CommandRig()
    try Self.leave(1, of: Id128(high: 9, low: 9), in: rig)
    #expect(rig.run(line, [CommandFixtures.refused("PAYMENT_NOT_FOUND")]) == 66)
    #expect(rig.calls.asked.isEmpty)
    #expect(rig.console.messages.contains("杨**"))
    #expect(!rig.console.messages.contains("未扣款"))
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
  }

  @Test func `another person pays under a key of their own, and keeps the other's file`() throws {
    let rig = try CommandRig()
    try Self.leave(1, of: Id128(high: 9, low: 9), in: rig)
    rig.console.secrets = ["135790"]
    let answers: [ScriptedCalls.CallResult] = [
      .success(try CommandFixtures.preview()), CommandFixtures.refused("LINES_HELD"),
    ]
    #expect(rig.run(Self.pay, answers) == 88)
    #expect(rig.calls.methods == [PayMethods.preview.method, PayMethods.agreement.method])
    #expect(rig.calls.asked.last?.terms.key != Self.key(1))
    #expect(rig.console.messages.contains("杨**"))
    #expect(!rig.console.messages.contains("pay status --key \(Self.key(1))"))
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
  }

  @Test
  func `R-1204: a key that was used with another password is over: the payment gets another`()
    throws
  {
    let rig = try CommandRig()
    try Self.leave(1, of: CommandRig.person, in: rig)
    rig.console.secrets = ["135790"]
    let answers: [ScriptedCalls.CallResult] = [
      CommandFixtures.refused("PAYMENT_NOT_FOUND"), .success(try CommandFixtures.preview()),
      CommandFixtures.refused("KEY_REUSED"), CommandFixtures.refused("PAYMENT_NOT_FOUND"),
      .success(try CommandFixtures.payment(.succeeded, final: true)),
    ]
    #expect(rig.run(Self.pay, answers) == 0)
    #expect(
      rig.calls.methods == [
        PayMethods.status.method, PayMethods.preview.method, PayMethods.agreement.method,
        PayMethods.status.method, PayMethods.agreement.method,
      ])
    let keys = rig.calls.asked.filter { $0.request.method == PayMethods.agreement.method }.map(
      \.terms.key)
    #expect(keys.first == Self.key(1))
    #expect(keys.count == 2 && keys.last != Self.key(1))
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test func `a key that turns out to have paid shows that payment and pays no more`() throws {
    let rig = try CommandRig()
    try Self.leave(1, of: CommandRig.person, in: rig)
    rig.console.secrets = ["135790"]
    let answers: [ScriptedCalls.CallResult] = [
      CommandFixtures.refused("PAYMENT_NOT_FOUND"), .success(try CommandFixtures.preview()),
      CommandFixtures.refused("KEY_REUSED"),
      .success(try CommandFixtures.payment(.succeeded, final: true)),
    ]
    #expect(rig.run(Self.pay, answers) == 0)
    #expect(
      rig.calls.methods == [
        PayMethods.status.method, PayMethods.preview.method, PayMethods.agreement.method,
        PayMethods.status.method,
      ])
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test func `a refused repeat does not begin a payment's time anew`() throws {
    let rig = try CommandRig()
    try Self.keep(1, sent: Self.now - Self.arrival, in: rig)
    let file = rig.folder + "/shebao/default/inflight/\(Self.key(1))"
    rig.console.secrets = ["135790"]
    #expect(rig.run(Self.pay, try Self.refusedAgain()) != 0)
    let text = String(decoding: try LocalFile.read(file, limit: 65_536), as: UTF8.self)
    #expect(text.contains("\"sent\":\(Self.now - Self.arrival)"))
  }

  @Test func `a payment is found among any number of files`() throws {
    let rig = try CommandRig()
    try rig.store.keep(Self.inFlight(1))
    let folder = rig.folder + "/shebao/default/inflight/"
    for number in 0..<1_200 { try LocalFile.write(folder + "a stray file \(number)", []) }
    #expect(try rig.store.inFlight().map(\.key) == [Self.key(1)])
  }

  @Test(
    arguments: [(.notStarted, 75), (.unknown, 69), (.done, 69)] as [(CallError.Outcome, Int32)])
  func `a change that may have been done is not reported as not carried out`(
    outcome: CallError.Outcome, exit: Int32
  ) throws {
    let rig = try CommandRig(signedIn: false)
    let error = CallError(CallError.Reason.deadline, outcome: outcome, retry: .never, text: "超时")
    let slider = Slider(
      challenge: [UInt8](repeating: 1, count: 56), width: 300, proofBits: 0,
      expires: Timestamp(clamping: 1_790_000_000_000))
    let line = "account activate --resident 11010519491231002X --mobile 13800000001 --no-input"
    let code = rig.run(
      line, [.success(slider), .failure(.answered(.deadlineExceeded, error))])
    #expect(code == exit)
  }

  @Test(
    arguments: [
      (.notStarted, .never, true), (.done, .never, true), (.done, .withSameKey, false),
      (.unknown, .withSameKey, false),
    ] as [(CallError.Outcome, CallError.Retry, Bool)])
  func `a refusal that left a trace is an answer; one whose answer is missing is not`(
    outcome: CallError.Outcome, retry: CallError.Retry, settled: Bool
  ) throws {
    let error = CallError("PAYMENT_PASSWORD_WRONG", outcome: outcome, retry: retry, text: "错误")
    #expect(CallFailure.answered(.failedPrecondition, error).isSettled == settled)
  }
}
