import Fixtures
import Protocol
import Testing

@testable import Bureau

/// 申报: declaring, and voiding a declaration (T3).
@Suite struct DeclareTests {
  private static let month = Fixture.day(2026, 11, 3)

  private static func save(
    _ rig: PayRig, version: UInt32 = 1, fen: Int64? = nil, number: String = "N1"
  ) -> Request {
    .declare(
      .save(
        DeclareSave(
          notice: Fixture.sure(NoticeNumber(text: number)), version: version,
          amount: fen.map { Fixture.sure(Money(fen: $0)) } ?? rig.notice().amount)))
  }

  private static func void(version: UInt32 = 1) -> Request {
    .declare(.void(DeclareVoid(notice: Fixture.sure(NoticeNumber(text: "N1")), version: version)))
  }

  private static func opened(_ notices: [Notice]) -> PayRig {
    var rig = PayRig(notices)
    _ = rig.base.call(.session(.whoami), as: rig.clerk)
    return rig
  }

  @Test func `T3: the answer is the manual's, and the notice can be paid`() {
    var rig = Self.opened([Fixture.notice()])
    let outcome = rig.base.call(Self.save(rig), as: rig.clerk)
    guard let result = outcome.reply as? DeclareResult else {
      Issue.record("not declared: \(outcome)")
      return
    }
    #expect(result.text == "申报成功，请返回主页进行缴费")
    #expect(result.status == .unpaid)
    #expect(result.amount == rig.notice().amount)
    #expect(rig.notice().lines.map(\.status) == [.declared])
    #expect(rig.notice().declaredOn == EngineRig.start.businessDate)
    #expect(rig.pay().payment?.status == .handedOut)
  }

  @Test func `T3: lines of zero owe nothing, and a notice of zero is done with`() {
    let zero = [Fixture.line(1, fen: 0), Fixture.line(2, fen: 0, part: .personal)]
    var rig = Self.opened([Fixture.notice(lines: zero)])
    let outcome = rig.base.call(Self.save(rig), as: rig.clerk)
    guard let result = outcome.reply as? DeclareResult else {
      Issue.record("not declared: \(outcome)")
      return
    }
    #expect(result.text == "申报成功，无需缴款")
    #expect(result.status == nil)
    #expect(rig.notice().lines.map(\.status) == [.nothingDue, .nothingDue])
    #expect(!rig.notice().isTodo)
    #expect(rig.preview().reply != nil)
    let mixed = [Fixture.line(1, fen: 0), Fixture.line(2, fen: 5)]
    var other = Self.opened([Fixture.notice(lines: mixed)])
    #expect(other.base.call(Self.save(other), as: other.clerk).reply != nil)
    #expect(other.notice().lines.map(\.status) == [.nothingDue, .declared])
  }

  @Test(arguments: [-1, 1] as [Int64])
  func `T3: another amount than the notice's is not declared`(off: Int64) {
    var rig = Self.opened([Fixture.notice()])
    let save = Self.save(rig, fen: rig.notice().amount.fen + off)
    let refusal = rig.base.call(save, as: rig.clerk).refusal
    #expect(refusal?.code == .amountDiffers)
    #expect(refusal?.text == "确认的金额与应申报金额 1000.00 元不一致")
    #expect(refusal?.next == "shebao todo show N1")
    #expect(rig.notice().lines.map(\.status) == [.undeclared])
  }

  @Test(arguments: [0, 2] as [UInt32])
  func `T3: another version than the one there is is not declared`(version: UInt32) {
    var rig = Self.opened([Fixture.notice()])
    let refusal = rig.base.call(Self.save(rig, version: version), as: rig.clerk).refusal
    #expect(refusal?.code == .noticeChanged)
    #expect(refusal?.text == "告知单 N1 已被经办机构更正，请重新查看")
  }

  @Test func `T3: a notice that is declared, withdrawn or unknown is not declared`() {
    var declared = Self.opened([PayRig.declared()])
    let refusal = declared.base.call(Self.save(declared), as: declared.clerk).refusal
    #expect(refusal?.code == .alreadyDeclared)
    #expect(refusal?.next == "shebao pay preview N1")
    let gone = Fixture.notice(lines: [Fixture.line(1, fen: 5, status: .withdrawn)])
    var withdrawn = Self.opened([gone])
    let code = withdrawn.base.call(Self.save(withdrawn), as: withdrawn.clerk).code
    #expect(code == .noticeNotFound)
    let nowhere = Self.save(declared, number: "N9")
    #expect(declared.base.call(nowhere, as: declared.clerk).code == .noticeNotFound)
  }

  @Test func `T3: the checks come in their order: notice, version, state, amount`() {
    var rig = Self.opened([PayRig.declared()])
    func code(_ version: UInt32, _ number: String) -> RefusalCode? {
      let save = Self.save(rig, version: version, fen: 1, number: number)
      return rig.base.call(save, as: rig.clerk).code
    }
    #expect(code(9, "N9") == .noticeNotFound)
    #expect(code(9, "N1") == .noticeChanged)
    #expect(code(1, "N1") == .alreadyDeclared)
  }

  // MARK: voiding

  @Test func `T3: a declaration of this month is voided, and made again`() {
    var rig = Self.opened([
      PayRig.declared(
        lines: [
          Fixture.line(1, fen: 5, status: .declared), Fixture.line(2, fen: 0, status: .nothingDue),
        ])
    ])
    let outcome = rig.base.call(Self.void(), as: rig.clerk)
    guard let result = outcome.reply as? DeclareResult else {
      Issue.record("not voided: \(outcome)")
      return
    }
    #expect(result.text == "申报已作废")
    #expect(result.status == .undeclared)
    #expect(rig.notice().lines.map(\.status) == [.undeclared, .undeclared])
    #expect(rig.notice().declaredOn == nil)
    #expect(rig.base.call(Self.void(), as: rig.clerk).code == .notDeclared)
    #expect(rig.base.call(Self.save(rig), as: rig.clerk).reply != nil)
  }

  @Test func `T3: a declaration of an earlier month stays`() {
    var rig = Self.opened([
      Fixture.notice(declaredOn: Fixture.day(2026, 10, 31))
    ])
    let refusal = rig.base.call(Self.void(), as: rig.clerk).refusal
    #expect(refusal?.code == .notVoidable)
    #expect(refusal?.text == "只能作废本月的申报；该告知单申报于 2026-10-31")
  }

  @Test(
    arguments: [
      (.held, .linesHeld, "扣款锁定，请勿重复缴费"), (.paid, .notVoidable, "该告知单已有缴款，不能作废申报"),
      (.posted, .notVoidable, "该告知单已有缴款，不能作废申报"),
      (.withdrawn, .notVoidable, "该告知单已由经办机构撤回或更正"),
      (.replaced, .notVoidable, "该告知单已由经办机构撤回或更正"),
    ] as [(LineStatus, RefusalCode, String)])
  func `T3: a declaration stays once a line of it is held or paid`(
    _ status: LineStatus, _ code: RefusalCode, _ text: String
  ) {
    var rig = Self.opened([
      PayRig.declared(
        lines: [
          Fixture.line(1, fen: 5, status: .declared), Fixture.line(2, fen: 5, status: status),
        ])
    ])
    let refusal = rig.base.call(Self.void(), as: rig.clerk).refusal
    #expect(refusal?.code == code)
    #expect(refusal?.text == text)
    #expect(rig.base.call(Self.void(version: 2), as: rig.clerk).code == .noticeChanged)
  }

  @Test func `T3: a declaration held by a payment cannot be voided until the payment has failed`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    #expect(rig.base.call(Self.void(), as: rig.clerk).code == .linesHeld)
    rig.report(.refused, code: "51", reason: "余额不足")
    #expect(rig.base.call(Self.void(), as: rig.clerk).reply != nil)
    #expect(rig.notice().declaredOn == nil)
  }
}
