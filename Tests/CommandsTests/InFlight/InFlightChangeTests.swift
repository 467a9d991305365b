import Protocol
import TestConsole
import Testing

@testable import Commands

/// Changes whose answer was lost, and the change requested next.
@Suite struct InFlightChangeTests {
  private static let on = "payment-password on"
  private static let off = "payment-password off --password-stdin --no-input"
  private static let save = "declare save HR1 --confirm-amount 8454.30 --no-input"
  private static let void = "declare void HR1 --confirm HR1 --no-input"

  private static let done: ScriptedCalls.CallResult = .success(Done(text: "已办理"))
  private static let lost = [CommandFixtures.lost, CommandFixtures.lost]

  private static func detail() throws -> ScriptedCalls.CallResult {
    .success(TodoDetail(todo: try CommandFixtures.todo(), lines: []))
  }

  private static func declared() throws -> ScriptedCalls.CallResult {
    let todo = try CommandFixtures.todo()
    return .success(
      DeclareResult(
        notice: todo.notice, status: .unpaid, amount: todo.amount, text: "申报成功"))
  }

  /// Returns the keyed changes that were sent.
  private static func sent(_ rig: CommandRig) -> [(method: Method, key: Id128?)] {
    rig.calls.asked.filter { $0.request.method.idempotency == .keyed }.map {
      ($0.request.method, $0.terms.key)
    }
  }

  private static func firstKey(_ rig: CommandRig) throws -> Id128 {
    try #require(sent(rig).first?.key)
  }

  @Test func `a lost change made again keeps its key, so that it is done once`() throws {
    let rig = try CommandRig()
    #expect(rig.run(Self.on, Self.lost) == 87)
    let key = try Self.firstKey(rig)
    #expect(rig.run(Self.on, [Self.done]) == 0)
    #expect(Self.sent(rig).map(\.key) == [key])
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test func `a lost change, its opposite and the same once more are three changes`() throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    #expect(rig.run(Self.on, Self.lost) == 87)
    let first = try Self.firstKey(rig)
    #expect(rig.run(Self.off, [Self.done, Self.done]) == 0)
    let then = rig.calls.asked.map(\.request)
    #expect(then.first == .paymentPassword(.use(PaymentPasswordUse(on: true))))
    #expect(Self.sent(rig).first?.key == first)
    let second = try #require(Self.sent(rig).last?.key)
    #expect(second != first)
    #expect(try rig.store.inFlight().isEmpty)
    #expect(rig.run(Self.on, [Self.done]) == 0)
    #expect(Self.sent(rig).count == 1)
    #expect(![first, second].contains(try Self.firstKey(rig)))
  }

  @Test func `a lost declaration is asked for before its voiding leaves`()
    throws
  {
    let rig = try CommandRig()
    #expect(rig.run(Self.save, [try Self.detail()] + Self.lost) == 87)
    let first = try Self.firstKey(rig)
    #expect(
      rig.run(Self.void, [try Self.detail(), try Self.declared(), try Self.declared()]) == 0)
    #expect(
      Self.sent(rig).map(\.method) == [DeclareMethods.save.method, DeclareMethods.void.method])
    #expect(try Self.firstKey(rig) == first)
    #expect(rig.run(Self.save, [try Self.detail(), try Self.declared()]) == 0)
    #expect(try Self.firstKey(rig) != first)
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test func `a change does not leave while an earlier one has no answer`() throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    #expect(rig.run(Self.on, Self.lost) == 87)
    let first = try Self.firstKey(rig)
    #expect(rig.run(Self.off, Self.lost) == 87)
    #expect(Self.sent(rig).map(\.key) == [first, first])
    #expect(rig.console.messages.contains("payment-password.use"))
    #expect(try rig.store.inFlight().map(\.key) == [first])
  }

  @Test func `a refusal is an answer to the earlier change, an ended session is none`() throws {
    let rig = try CommandRig()
    #expect(rig.run(Self.save, [try Self.detail()] + Self.lost) == 87)
    let first = try Self.firstKey(rig)
    let over = [try Self.detail(), CommandFixtures.refused("NOT_SIGNED_IN")]
    #expect(rig.run(Self.void, over) == 80)
    #expect(try rig.store.inFlight().map(\.key) == [first])
    try rig.store.keep(CommandRig.session)
    let refused = [
      try Self.detail(), CommandFixtures.refused("ALREADY_DECLARED"), try Self.declared(),
    ]
    #expect(rig.run(Self.void, refused) == 0)
    #expect(
      Self.sent(rig).map(\.method) == [DeclareMethods.save.method, DeclareMethods.void.method])
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test
  func `R-1204: the key of a lost change with a secret is taken, so that it cannot come late`()
    throws
  {
    let rig = try CommandRig()
    rig.console.secrets = ["135790", "246800"]
    #expect(rig.run(Self.off, Self.lost) == 87)
    let first = try Self.firstKey(rig)
    #expect(rig.run(Self.on, [Self.done]) == 0)
    #expect(Self.sent(rig).map(\.key) == [first])
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test(arguments: [on, off])
  func `R-1204: a key that has arrived with something else is over: the change gets another`(
    next: String
  ) throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790", "246800"]
    #expect(rig.run(Self.off, Self.lost) == 87)
    let first = try Self.firstKey(rig)
    #expect(rig.run(next, [CommandFixtures.refused("KEY_REUSED"), Self.done]) == 0)
    #expect(Self.sent(rig).first?.key == first)
    #expect(Self.sent(rig).count == 2)
    #expect(try #require(Self.sent(rig).last).key != first)
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test func `another notice's change is another matter`() throws {
    let rig = try CommandRig()
    #expect(rig.run(Self.on, Self.lost) == 87)
    #expect(rig.run(Self.save, [try Self.detail(), try Self.declared()]) == 0)
    #expect(Self.sent(rig).map(\.method) == [DeclareMethods.save.method])
    #expect(try rig.store.inFlight().count == 1)
  }

  @Test func `a change in flight is reminded of, like a payment`() throws {
    let rig = try CommandRig()
    #expect(rig.run(Self.save, [try Self.detail()] + Self.lost) == 87)
    let before = rig.console.messages.count
    #expect(rig.run("pay list", [.success(PaymentList(payments: []))]) == 0)
    let after = String(rig.console.messages.dropFirst(before))
    #expect(after.contains("declare.save HR1"))
  }

  @Test func `a key that another request in flight has is refused`() throws {
    let rig = try CommandRig()
    #expect(rig.run(Self.on, Self.lost) == 87)
    let first = try Self.firstKey(rig)
    #expect(rig.run(Self.save + " --key \(first)", [try Self.detail()]) == 64)
    let pay = "pay agreement HR1 --confirm-amount 8454.30 --password-stdin --no-input"
    rig.console.secrets = ["135790"]
    let preview: ScriptedCalls.CallResult = .success(try CommandFixtures.preview())
    #expect(rig.run(pay + " --key \(first)", [preview]) == 64)
    #expect(try rig.store.inFlight().map(\.key) == [first])
  }

  /// Only one agreement of an office has auto-payment (A4).
  @Test func `turning auto-payment on here turns it off there, so both are one matter`() throws {
    let rig = try CommandRig()
    #expect(rig.run("agreement autopay XY1 on", Self.lost) == 87)
    let first = try Self.firstKey(rig)
    let refused = CommandFixtures.refused("AGREEMENT_NOT_FOUND")
    _ = rig.run("agreement autopay XY2 on", [refused, refused])
    #expect(
      Self.sent(rig).map(\.method) == [
        AgreementMethods.autopay.method, AgreementMethods.autopay.method,
      ])
    #expect(try Self.firstKey(rig) == first)
    #expect(try #require(Self.sent(rig).last).key != first)
    #expect(try rig.store.inFlight().isEmpty)
  }
}
