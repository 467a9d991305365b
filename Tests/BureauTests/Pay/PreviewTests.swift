import Fixtures
import Protocol
import Testing

@testable import Bureau

/// 继续缴费: the amount to be paid and the ways to pay it (T4–T8, T11).
@Suite struct PreviewTests {
  private static func day(_ month: Int, _ day: Int) -> BusinessDate {
    Fixture.day(2026, month, day)
  }

  /// A line deferrable until the rig's day, or until the day before it.
  private static func deferral(_ until: BusinessDate = EngineRig.start.businessDate) -> Deferral {
    Deferral(policy: "缓缴", until: until)
  }

  private static func method(_ preview: Preview, _ method: PayMethod) -> MethodOption {
    Fixture.sure(preview.methods.first { $0.method == method })
  }

  @Test func `T4: every line is shown, and the declared ones are taken`() {
    var rig = PayRig([
      PayRig.declared(
        lines: [
          Fixture.line(1, fen: 100_000, status: .declared),
          Fixture.line(2, fen: 50_000, part: .personal, status: .declared),
          Fixture.line(3, fen: 0, status: .nothingDue),
          Fixture.line(4, fen: 7, status: .withdrawn),
        ])
    ])
    let preview = rig.shown()
    #expect(preview.lines.map(\.selected) == [true, true, false, false])
    #expect(preview.lines.map(\.part) == [.employer, .personal, .employer, .employer])
    #expect(
      preview.lines.map(\.reason) == ["本期应缴，不可取消勾选", "本期应缴，不可取消勾选", "无需缴款", "已由经办机构撤回或更正"])
    #expect(preview.amount.fen == 150_000)
    #expect(preview.lateFee == .zero)
    #expect(preview.total.fen == 150_000)
    #expect(preview.question.isEmpty)
    #expect(preview.day == EngineRig.start.businessDate)
    #expect(Self.method(preview, .agreement).allowed)
    #expect(Self.method(preview, .agreement).reason.isEmpty)
  }

  @Test func `T4: a notice that is not declared is refused with the command to declare it`() {
    var rig = PayRig([Fixture.notice()])
    let refusal = rig.preview().refusal
    #expect(refusal?.code == .notDeclared)
    #expect(refusal?.text == "告知单 N1 尚未申报，请先申报")
    #expect(refusal?.next == "shebao declare save N1")
    #expect(rig.preview("N9").code == .noticeNotFound)
  }

  // MARK: late fees

  @Test(
    arguments: [
      (.office, 25, 0), (.office, 20, 0), (.office, 19, 50), (.office, 10, 500), (.agency, 10, 0),
      (.none, 10, 0),
    ] as [(LateFeeAssessor, Int, Int64)])
  func `a late fee runs from the day after the due day, on lines that the office assesses`(
    _ assessor: LateFeeAssessor, _ due: Int, _ fen: Int64
  ) {
    let line = Fixture.line(1, fen: 100_000, assessor: assessor, status: .declared)
    var rig = PayRig([PayRig.declared(due: Self.day(11, due), lines: [line])])
    let preview = rig.shown()
    #expect(preview.lateFee.fen == fen)
    #expect(preview.total.fen == 100_000 + fen)
    #expect(preview.lines.map(\.lateFee.fen) == [fen])
  }

  @Test func `late fees are rounded half up to the fen, for each line`() {
    let lines = [1_000, 999, 3_000].enumerated().map {
      Fixture.line(UInt64($0 + 1), fen: Int64($1), status: .declared)
    }
    var rig = PayRig([PayRig.declared(due: Self.day(11, 19), lines: lines)])
    #expect(rig.shown().lines.map(\.lateFee.fen) == [1, 0, 2])
    #expect(rig.shown().lateFee.fen == 3)
  }

  @Test func `T11: no late fee runs while a line is deferred, and from the deferral's end it does`()
  {
    let running = Fixture.line(1, fen: 100_000, deferral: Self.deferral(), status: .declared)
    var ticked = PayRig([PayRig.declared(due: Self.day(10, 25), lines: [running])])
    #expect(ticked.shown(ticked: [1]).lateFee == .zero)
    let over = Fixture.line(
      1, fen: 100_000, deferral: Self.deferral(Self.day(11, 18)), status: .declared)
    var ended = PayRig([PayRig.declared(due: Self.day(10, 25), lines: [over])])
    #expect(ended.shown().lateFee.fen == 100)
  }

  @Test func `the late fee in an attempt does not grow with the days`() {
    var rig = PayRig([PayRig.declared(due: Self.day(11, 19))])
    rig.pay()
    rig.base.advance(24 * 3_600_000)
    rig.signIn()
    #expect(rig.shown().lines.map(\.lateFee.fen) == [50])
    #expect(rig.attempt.lateFee.fen == 50)
  }

  // MARK: deferral

  @Test func `T11: a deferrable line starts unticked; ticked it asks the manual's question`() {
    var rig = PayRig([
      PayRig.declared(
        lines: [
          Fixture.line(1, fen: 300, deferral: Self.deferral(), status: .declared),
          Fixture.line(2, fen: 500, part: .personal, status: .declared),
        ])
    ])
    let bare = rig.shown()
    #expect(bare.lines.map(\.selected) == [false, true])
    #expect(bare.lines.map(\.selectable) == [true, false])
    #expect(bare.total.fen == 500)
    #expect(bare.question.isEmpty)
    let ticked = rig.shown(ticked: [1])
    #expect(ticked.lines.map(\.selected) == [true, true])
    #expect(ticked.total.fen == 800)
    #expect(ticked.question == "按照医保缓缴政策，您勾选的单位缴纳部分可以缓缴，是否确认本期缴纳？")
    #expect(ticked.digest != bare.digest)
  }

  @Test(arguments: [2, 3, 9] as [UInt64])
  func `T11: a line that cannot be deferred cannot be ticked`(line: UInt64) {
    let past = Self.deferral(EngineRig.start.businessDate.adding(days: -1))
    var rig = PayRig([
      PayRig.declared(
        lines: [
          Fixture.line(1, fen: 300, deferral: Self.deferral(), status: .declared),
          Fixture.line(2, fen: 500, status: .declared),
          Fixture.line(3, fen: 500, deferral: past, status: .declared),
        ])
    ])
    let refusal = rig.preview(ticked: [line]).refusal
    #expect(refusal?.code == .lineNotDeferrable)
    #expect(refusal?.text == "明细 \(line) 不是可缓缴的明细")
    // A line whose deferral is over is included like any other.
    #expect(rig.shown().lines.map(\.selected) == [false, true, true])
  }

  @Test func `T11: with nothing ticked of a notice that can wait wholly there is nothing to pay`() {
    var rig = PayRig([
      PayRig.declared(
        lines: [Fixture.line(1, fen: 300, deferral: Self.deferral(), status: .declared)])
    ])
    let preview = rig.shown()
    #expect(preview.total == .zero)
    #expect(Self.method(preview, .agreement).reason == "没有可缴纳的明细")
  }

  // MARK: methods

  @Test func `T5: a sequential notice names the one that comes first`() {
    var rig = PayRig([
      PayRig.declared("N2", month: 10), PayRig.declared("N1", month: 9),
      PayRig.declared("N0", month: 8, sequential: false),
    ])
    let option = Self.method(rig.shown("N2"), .agreement)
    #expect(!option.allowed)
    #expect(option.reason == "须先缴纳告知单 N1（2026-09）")
    #expect(Self.method(rig.shown("N1"), .agreement).allowed)
    #expect(Self.method(rig.shown("N0"), .agreement).allowed)
  }

  @Test(
    arguments: [
      (.undeclared, true), (.declared, true), (.held, true), (.paid, false), (.posted, false),
      (.nothingDue, false), (.withdrawn, false), (.replaced, false),
    ] as [(LineStatus, Bool)])
  func `T5: an earlier line blocks in these states`(_ status: LineStatus, _ blocks: Bool) {
    let line = Fixture.line(1, fen: 100, status: status)
    let declared = status == .undeclared ? nil : Self.day(11, 3)
    var rig = PayRig([
      PayRig.declared("N2"), Fixture.notice("N1", month: 9, lines: [line], declaredOn: declared),
    ])
    #expect(Self.method(rig.shown("N2"), .agreement).allowed == !blocks)
  }

  @Test func `T5, T11: an earlier deferrable line does not block`() {
    let waits = Fixture.line(1, fen: 100, deferral: Self.deferral(), status: .declared)
    var rig = PayRig([
      PayRig.declared("N2"), PayRig.declared("N1", month: 9, lines: [waits]),
    ])
    #expect(Self.method(rig.shown("N2"), .agreement).allowed)
  }

  @Test func `T5: agency and unit number each have a sequence of their own`() {
    let unit = Fixture.sure(UnitNumber(text: "370200000099"))
    var other = PayRig.declared("N1", month: 9)
    other.unit = unit
    var third = PayRig.declared("N0", month: 8)
    third.agency = Fixture.otherAgency
    var rig = PayRig([PayRig.declared("N2"), other, third])
    for number in ["N0", "N1", "N2"] {
      #expect(Self.method(rig.shown(number), .agreement).allowed)
    }
  }

  @Test func `T7: the counter takes a sequential notice through the consolidated voucher only`() {
    var rig = PayRig([PayRig.declared(), PayRig.declared("N2", sequential: false)])
    let sequential = Self.method(rig.shown(), .counter)
    #expect(sequential.reason == "顺序缴费的告知单只能通过汇总开具《银行查询缴费凭证》到银行柜台缴费")
    #expect(!sequential.allowed)
    #expect(Self.method(rig.shown("N2"), .counter).reason == "本系统尚未开通该缴费方式")
  }

  @Test func `T8: a special notice is not paid by agreement`() {
    var rig = PayRig([PayRig.declared(sequential: false, kind: .special)])
    let option = Self.method(rig.shown(), .agreement)
    #expect(!option.allowed)
    #expect(option.reason == "特殊缴费不支持协议扣款")
  }

  @Test func `a held notice is refused for every way to pay, with the reason`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    let preview = rig.shown()
    #expect(Self.method(preview, .agreement).reason == "扣款锁定，请勿重复缴费")
    #expect(Self.method(preview, .qr).reason == "扣款锁定，请勿重复缴费")
  }

  // MARK: agreements and the password

  @Test func `the agreements of the notice's own office are offered, their accounts masked`() {
    let elsewhere = Fixture.otherOffice
    var rig = PayRig(
      [PayRig.declared()],
      agreements: [
        PayRig.agreed("B"), PayRig.agreed("A1"), PayRig.agreed("C22", office: elsewhere),
        PayRig.agreed("D333", status: .verifying), PayRig.agreed("E4444", status: .ended),
      ])
    let preview = rig.shown()
    #expect(preview.agreements.map(\.agreement.text) == ["A1", "B"])
    #expect(preview.agreements.allSatisfy { $0.account.contains("*") })
    #expect(preview.agreements.allSatisfy { $0.account.hasSuffix("3445") })
  }

  @Test(arguments: [(false, true, ""), (true, false, "协议缴费的支付密码已关闭，确认后将直接扣款，是否继续？")])
  func `A6: the preview says whether the password is asked for, and the question where it is off`(
    _ off: Bool, _ used: Bool, _ question: String
  ) {
    var rig = PayRig([PayRig.declared()], passwordOff: off)
    let preview = rig.shown()
    #expect(preview.passwordSet)
    #expect(preview.passwordUsed == used)
    #expect(preview.passwordQuestion == question)
  }

  // MARK: the digest

  @Test func `the digest covers lines, amounts, version and day`() {
    var first = PayRig([PayRig.declared()])
    let seen = first.shown().digest
    #expect(first.shown().digest == seen)
    var higher = PayRig.declared()
    higher.version = 2
    let others: [Notice] = [
      higher, PayRig.declared(lines: [Fixture.line(1, fen: 100_001, status: .declared)]),
      PayRig.declared(
        lines: [
          Fixture.line(1, fen: 50_000, status: .declared),
          Fixture.line(2, fen: 50_000, status: .declared),
        ]), PayRig.declared(due: Self.day(11, 19)),
    ]
    for other in others {
      var rig = PayRig([other])
      #expect(rig.shown().digest != seen)
    }
    first.base.advance(24 * 3_600_000)
    first.signIn()
    #expect(first.shown().digest != seen)
  }
}
