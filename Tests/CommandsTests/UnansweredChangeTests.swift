import Protocol
import Terminal
import Testing

@testable import Commands

/// Changes whose answer never came, and what is changed next.
@Suite struct UnansweredChangeTests {
  private static let on = "payment-password on"
  private static let off = "payment-password off --password-stdin --no-input"
  private static let save = "declare save HR1 --confirm-amount 8454.30 --no-input"
  private static let void = "declare void HR1 --confirm HR1 --no-input"

  private static let done: ScriptedCalls.Answer = .success(Done(text: "已办理"))
  private static let lost = [Sample.lost, Sample.lost]

  private static func detail() throws -> ScriptedCalls.Answer {
    .success(TodoDetail(todo: try Sample.todo(), lines: []))
  }

  private static func declared() throws -> ScriptedCalls.Answer {
    let todo = try Sample.todo()
    return .success(
      DeclareResult(
        notice: todo.notice, status: .unpaid, amount: todo.amount, text: "申报成功"))
  }

  /// The keyed changes that left.
  private static func sent(_ stage: Stage) -> [(method: Method, key: Id128?)] {
    stage.calls.asked.filter { $0.request.method.idempotency == .keyed }.map {
      ($0.request.method, $0.terms.key)
    }
  }

  private static func firstKey(_ stage: Stage) throws -> Id128 {
    try #require(sent(stage).first?.key)
  }

  @Test func `lost, then the same again: the same key, so that it is done once`() throws {
    let stage = try Stage()
    #expect(stage.run(Self.on, Self.lost) == 87)
    let key = try Self.firstKey(stage)
    #expect(stage.run(Self.on, [Self.done]) == 0)
    #expect(Self.sent(stage).map(\.key) == [key])
    #expect(try stage.store.pending().isEmpty)
  }

  @Test func `lost, then the other way, then as before: each is a change of its own`() throws {
    let stage = try Stage()
    stage.console.secrets = ["135790"]
    #expect(stage.run(Self.on, Self.lost) == 87)
    let first = try Self.firstKey(stage)
    #expect(stage.run(Self.off, [Self.done, Self.done]) == 0)
    let then = stage.calls.asked.map(\.request)
    #expect(then.first == .paymentPassword(.use(PaymentPasswordUse(on: true))))
    #expect(Self.sent(stage).first?.key == first)
    let second = try #require(Self.sent(stage).last?.key)
    #expect(second != first)
    #expect(try stage.store.pending().isEmpty)
    #expect(stage.run(Self.on, [Self.done]) == 0)
    #expect(Self.sent(stage).count == 1)
    #expect(![first, second].contains(try Self.firstKey(stage)))
  }

  @Test func `lost declaring, then voiding: the first is asked for before the second leaves`()
    throws
  {
    let stage = try Stage()
    #expect(stage.run(Self.save, [try Self.detail()] + Self.lost) == 87)
    let first = try Self.firstKey(stage)
    #expect(
      stage.run(Self.void, [try Self.detail(), try Self.declared(), try Self.declared()]) == 0)
    #expect(
      Self.sent(stage).map(\.method) == [DeclareMethods.save.method, DeclareMethods.void.method])
    #expect(try Self.firstKey(stage) == first)
    #expect(stage.run(Self.save, [try Self.detail(), try Self.declared()]) == 0)
    #expect(try Self.firstKey(stage) != first)
    #expect(try stage.store.pending().isEmpty)
  }

  @Test func `while the first has no answer the second does not leave`() throws {
    let stage = try Stage()
    stage.console.secrets = ["135790"]
    #expect(stage.run(Self.on, Self.lost) == 87)
    let first = try Self.firstKey(stage)
    #expect(stage.run(Self.off, Self.lost) == 87)
    #expect(Self.sent(stage).map(\.key) == [first, first])
    #expect(stage.console.messages.contains("payment-password.use"))
    #expect(try stage.store.pending().map(\.key) == [first])
  }

  @Test func `a refused first is an answer, a session that is over is none`() throws {
    let stage = try Stage()
    #expect(stage.run(Self.save, [try Self.detail()] + Self.lost) == 87)
    let first = try Self.firstKey(stage)
    let over = [try Self.detail(), Sample.refused("NOT_SIGNED_IN")]
    #expect(stage.run(Self.void, over) == 80)
    #expect(try stage.store.pending().map(\.key) == [first])
    try stage.store.keep(Stage.session)
    let refused = [
      try Self.detail(), Sample.refused("ALREADY_DECLARED"), try Self.declared(),
    ]
    #expect(stage.run(Self.void, refused) == 0)
    #expect(
      Self.sent(stage).map(\.method) == [DeclareMethods.save.method, DeclareMethods.void.method])
    #expect(try stage.store.pending().isEmpty)
  }

  // R-1204
  @Test func `one with a secret cannot be sent again: its key is taken, so it cannot come late`()
    throws
  {
    let stage = try Stage()
    stage.console.secrets = ["135790", "246800"]
    #expect(stage.run(Self.off, Self.lost) == 87)
    let first = try Self.firstKey(stage)
    #expect(stage.run(Self.on, [Self.done]) == 0)
    #expect(Self.sent(stage).map(\.key) == [first])
    #expect(try stage.store.pending().isEmpty)
  }

  // R-1204
  @Test(arguments: [on, off])
  func `a key that has arrived with something else is over: the change gets another`(
    next: String
  ) throws {
    let stage = try Stage()
    stage.console.secrets = ["135790", "246800"]
    #expect(stage.run(Self.off, Self.lost) == 87)
    let first = try Self.firstKey(stage)
    #expect(stage.run(next, [Sample.refused("KEY_REUSED"), Self.done]) == 0)
    #expect(Self.sent(stage).first?.key == first)
    #expect(Self.sent(stage).count == 2)
    #expect(Self.sent(stage).last?.key != first)
    #expect(try stage.store.pending().isEmpty)
  }

  @Test func `another notice's change is another matter`() throws {
    let stage = try Stage()
    #expect(stage.run(Self.on, Self.lost) == 87)
    #expect(stage.run(Self.save, [try Self.detail(), try Self.declared()]) == 0)
    #expect(Self.sent(stage).map(\.method) == [DeclareMethods.save.method])
    #expect(try stage.store.pending().count == 1)
  }

  @Test func `an unanswered change is reminded of, like a payment`() throws {
    let stage = try Stage()
    #expect(stage.run(Self.save, [try Self.detail()] + Self.lost) == 87)
    let before = stage.console.messages.count
    #expect(stage.run("pay list", [.success(PaymentList(payments: []))]) == 0)
    let after = String(stage.console.messages.dropFirst(before))
    #expect(after.contains("declare.save HR1"))
  }

  @Test func `a key that another unanswered request has is not taken`() throws {
    let stage = try Stage()
    #expect(stage.run(Self.on, Self.lost) == 87)
    let first = try Self.firstKey(stage)
    #expect(stage.run(Self.save + " --key \(first)", [try Self.detail()]) == 64)
    let pay = "pay agreement HR1 --confirm-amount 8454.30 --password-stdin --no-input"
    stage.console.secrets = ["135790"]
    let preview: ScriptedCalls.Answer = .success(try Sample.preview())
    #expect(stage.run(pay + " --key \(first)", [preview]) == 64)
    #expect(try stage.store.pending().map(\.key) == [first])
  }

  /// Of an office one agreement has auto-payment (A4).
  @Test func `turning auto-payment on here turns it off there, so both are one matter`() throws {
    let stage = try Stage()
    #expect(stage.run("agreement autopay XY1 on", Self.lost) == 87)
    let first = try Self.firstKey(stage)
    let refused = Sample.refused("AGREEMENT_NOT_FOUND")
    _ = stage.run("agreement autopay XY2 on", [refused, refused])
    #expect(
      Self.sent(stage).map(\.method) == [
        AgreementMethods.autopay.method, AgreementMethods.autopay.method,
      ])
    #expect(try Self.firstKey(stage) == first)
    #expect(Self.sent(stage).last?.key != first)
    #expect(try stage.store.pending().isEmpty)
  }
}
