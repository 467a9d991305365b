import Protocol
import Terminal
import Testing

@testable import Commands

/// Payments whose outcome this client does not know.
@Suite struct PendingPaymentTests {
  private static func key(_ number: UInt64) -> Id128 {
    Id128(millis: 1_780_000_000_000, randomA: 0, randomB: number)
  }

  private static func pending(
    _ number: UInt64, server: String = "127.0.0.1:1",
    registration: String = Stage.session.registration
  ) throws -> PendingChange {
    let pay = PayByAgreement(
      notice: try Sample.notice(), version: 1, deferrable: [], deferralConfirmed: false,
      total: try Sample.money(1), digest: .zero, agreement: nil, password: nil,
      withoutPassword: false)
    return PendingChange(
      key: key(number), request: .payAgreement(pay), subject: "HR1", server: server,
      registration: registration)
  }

  @Test func `without arguments the status is of the session's employer and server`() throws {
    let stage = try Stage()
    try stage.store.keep(try Self.pending(1, server: "127.0.0.1:2"))
    try stage.store.keep(try Self.pending(2, registration: "10113702020000000028"))
    try stage.store.keep(try Self.pending(3))
    let final = try Sample.payment(.succeeded, final: true)
    #expect(stage.run("pay status", [.success(.payment(final))]) == 0)
    let request = PaymentStatusRequest(key: Self.key(3), wait: false)
    #expect(stage.calls.asked.map(\.request) == [.payStatus(request)])
    #expect(try stage.store.pending().map(\.key) == [Self.key(1), Self.key(2)])
  }

  @Test func `another employer's payment is named, not asked for`() throws {
    let stage = try Stage()
    try stage.store.keep(try Self.pending(2, registration: "10113702020000000028"))
    #expect(stage.run("pay status") == 66)
    #expect(stage.calls.asked.isEmpty)
    #expect(stage.console.messages.contains("10113702020000000028"))
  }

  @Test func `a payment is found among any number of files`() throws {
    let stage = try Stage()
    try stage.store.keep(try Self.pending(1))
    let folder = stage.folder + "/shebao/default/inflight/"
    for number in 0..<1_200 { try LocalFile.write(folder + "a stray file \(number)", []) }
    #expect(try stage.store.pending().map(\.key) == [Self.key(1)])
  }

  @Test(
    arguments: [(.notStarted, 75), (.unknown, 69), (.done, 69)] as [(Outcome, Int32)])
  func `what may have been done is not said to be not carried out`(
    outcome: Outcome, exit: Int32
  ) throws {
    let stage = try Stage(signedIn: false)
    let error = CallError(Reason.deadline, outcome: outcome, retry: .never, text: "超时")
    let slider = Slider(
      challenge: [UInt8](repeating: 1, count: 56), width: 300, proofBits: 0,
      expires: Timestamp(clamping: 1_790_000_000_000))
    let line = "account activate --resident 11010519491231002X --mobile 13800000001 --no-input"
    let code = stage.run(
      line, [.success(.slider(slider)), .failure(.answered(.deadlineExceeded, error))])
    #expect(code == exit)
  }

  @Test(
    arguments: [
      (.notStarted, .never, true), (.done, .never, true), (.done, .withSameKey, false),
      (.unknown, .withSameKey, false),
    ] as [(Outcome, Retry, Bool)])
  func `a refusal that left a trace is an answer; one whose answer is missing is not`(
    outcome: Outcome, retry: Retry, settled: Bool
  ) throws {
    let error = CallError("PAYMENT_PASSWORD_WRONG", outcome: outcome, retry: retry, text: "错误")
    #expect(CallFailure.answered(.failedPrecondition, error).isSettled == settled)
  }
}
