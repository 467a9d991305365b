import Fixtures
import Protocol
import Testing

@testable import Bureau

/// 协议缴纳: refusals, their order, and the effects of a payment (T5, T8, T11–T14).
@Suite struct PayAgreementTests {
  @Test func `T12: the right password begins the payment, holds its lines and hands it out`() {
    var rig = PayRig([PayRig.declared()])
    let payment = rig.pay().payment
    #expect(payment?.status == .handedOut)
    #expect(payment?.statusText == "扣款处理中")
    #expect(payment?.total.fen == 100_000)
    #expect(payment?.number.text.count == 18)
    #expect(payment?.number.month == EngineRig.start.businessDate.period)
    #expect(payment?.final == false)
    #expect(rig.notice().lines.map(\.status) == [.held])
    #expect(rig.notice().lines.map(\.attempt) == [rig.attempt.number])
    #expect(rig.base.lastEvents.map(\.number) == [48])
    let order = rig.debits(rig.orders).first
    #expect(order?.amount.fen == 100_000)
    #expect(order?.rows.map(\.amount.fen) == [100_000])
    #expect(order?.agreement == PayRig.agreement)
    #expect(order?.taxpayer == Fixture.taxpayer(1))
    #expect(order?.digest == rig.attempt.digest)
  }

  @Test func `T12: the debit's rows are its fees and late fees, and their sum is its amount`()
    throws
  {
    let due = Fixture.day(2026, 11, 10)
    let lines = [1, 2].map { Fixture.line($0, fen: 100_000, status: .declared) }
    var rig = PayRig([PayRig.declared(due: due, lines: lines)])
    rig.pay()
    let order = try #require(rig.debits(rig.orders).first)
    #expect(order.rows.map(\.amount.fen) == [100_000, 500, 100_000, 500])
    #expect(order.rows.allSatisfy { (1...30).contains($0.name.count) })
    #expect(order.amount.fen == 201_000)
  }

  @Test(arguments: [(14, 14), (15, 14), (64, 14)] as [(UInt64, Int)])
  func `a ticket has at most 14 rows; more are summed in one row that names the list`(
    _ count: UInt64, _ rows: Int
  ) {
    let lines = (1...count).map { Fixture.line($0, fen: 100, status: .declared) }
    var rig = PayRig([PayRig.declared(lines: lines)])
    rig.pay()
    let order = rig.debits(rig.orders).first
    #expect(order?.rows.count == rows)
    #expect(order?.rows.reduce(0) { $0 + $1.amount.fen } == Int64(count) * 100)
    #expect((order?.rows.last?.name == "详见附表") == (count > 14))
  }

  // MARK: refusals

  private static func refused(
    _ notices: [Notice], _ number: String = "N1", agreements: [AgreementState]? = nil,
    change: (PayByAgreement) -> PayByAgreement = { $0 }
  ) -> Refusal? {
    var rig = PayRig(notices, agreements: agreements ?? [PayRig.agreed()])
    let request = change(rig.request(number))
    let outcome = rig.pay(request)
    #expect(rig.employer.attempts.isEmpty, "a refused payment began")
    #expect(rig.debits(rig.orders).isEmpty)
    return outcome.refusal
  }

  private static func changed(
    _ pay: PayByAgreement, notice: NoticeNumber? = nil, version: UInt32? = nil,
    total: Money? = nil, digest: Digest256? = nil, agreement: AgreementNumber? = nil
  ) -> PayByAgreement {
    PayByAgreement(
      notice: notice ?? pay.notice, version: version ?? pay.version, deferrable: pay.deferrable,
      deferralConfirmed: pay.deferralConfirmed, total: total ?? pay.total,
      digest: digest ?? pay.digest, agreement: agreement ?? pay.agreement, password: pay.password,
      withoutPassword: pay.withoutPassword)
  }

  @Test
  func `T5: a notice out of order is refused, naming the one that comes first and its command`() {
    let undeclared = Self.refused([PayRig.declared("N2"), Fixture.notice("N1", month: 9)], "N2")
    #expect(undeclared?.code == .outOfSequence)
    #expect(undeclared?.text == "须按顺序缴费：请先缴纳告知单 N1（2026-09）")
    #expect(undeclared?.next == "shebao declare save N1")
    let declared = Self.refused(
      [PayRig.declared("N2"), PayRig.declared("N1", month: 9)], "N2")
    #expect(declared?.next == "shebao pay agreement N1")
  }

  @Test func `T8: a special notice is refused in the manual's words`() {
    let refusal = Self.refused([PayRig.declared(sequential: false, kind: .special)])
    #expect(refusal?.code == .specialByAgreement)
    #expect(refusal?.text == "缴费类型为特殊缴费的，不支持协议扣款")
  }

  @Test(
    arguments: [
      (.held, .linesHeld, "扣款锁定，请勿重复缴费"), (.paid, .alreadyPaid, "告知单 N1 已缴清"),
      (.posted, .alreadyPaid, "告知单 N1 已缴清"), (.nothingDue, .nothingDue, "告知单 N1 无需缴款"),
    ] as [(LineStatus, RefusalCode, String)])
  func `a notice that is held, paid or comes to zero is refused`(
    _ status: LineStatus, _ code: RefusalCode, _ text: String
  ) {
    let refusal = Self.refused(
      [PayRig.declared(lines: [Fixture.line(1, fen: 0, status: status)])])
    #expect(refusal?.code == code)
    #expect(refusal?.text == text)
  }

  @Test func `a version, digest or total other than the preview's is refused`() throws {
    let notices = [PayRig.declared()]
    let version = Self.refused(notices) { Self.changed($0, version: 2) }
    #expect(version?.code == .noticeChanged)
    let digest = Self.refused(notices) { Self.changed($0, digest: Digest256(1, 2, 3, 4)) }
    #expect(digest?.code == .previewStale)
    #expect(digest?.text == "缴费内容在预览之后有变化，请重新预览")
    let total = try #require(Money(fen: 99_999))
    let amount = Self.refused(notices) { Self.changed($0, total: total) }
    #expect(amount?.code == .amountDiffers)
    #expect(amount?.text == "确认的金额与应缴金额 1000.00 元不一致")
  }

  @Test func `yesterday's preview is stale if a late fee has grown`() {
    let due = Fixture.day(2026, 11, 19)
    var rig = PayRig([PayRig.declared(due: due)])
    let request = rig.request()
    rig.base.advance(24 * 3_600_000)
    rig.signIn()
    #expect(rig.pay(request).code == .previewStale)
    #expect(rig.pay().payment?.lateFee.fen == 100)
  }

  @Test func `T11: ticked lines are paid after yes, and only then`() {
    let deferral = Deferral(policy: "缓缴", until: EngineRig.start.businessDate)
    let notice = PayRig.declared(
      lines: [
        Fixture.line(1, fen: 300, deferral: deferral, status: .declared),
        Fixture.line(2, fen: 500, status: .declared),
      ])
    var rig = PayRig([notice])
    let refusal = rig.pay(rig.request(ticked: [1], confirmed: false)).refusal
    #expect(refusal?.code == .deferralUnconfirmed)
    #expect(refusal?.text == "按照医保缓缴政策，您勾选的单位缴纳部分可以缓缴，是否确认本期缴纳？")
    #expect(rig.pay(rig.request(ticked: [1])).payment?.total.fen == 800)
    #expect(rig.notice().lines.map(\.status) == [.held, .held])

    var without = PayRig([notice])
    #expect(without.pay().payment?.total.fen == 500)
    #expect(without.notice().lines.map(\.status) == [.declared, .held])
    without.report(.done)
    #expect(without.notice().lines.map(\.status) == [.declared, .paid])
    #expect(without.notice().isTodo)
  }

  // MARK: agreements

  @Test func `a payment without an agreement is refused with the command to add one`() {
    let refusal = Self.refused([PayRig.declared()], agreements: [])
    #expect(refusal?.code == .agreementNone)
    #expect(refusal?.next == "shebao agreement add")
  }

  @Test func `of several agreements one is chosen, by name`() {
    let agreements = [PayRig.agreed("A1"), PayRig.agreed("B22")]
    let refusal = Self.refused([PayRig.declared()], agreements: agreements)
    #expect(refusal?.code == .agreementChoice)
    #expect(refusal?.text == "有多份协议可用，请选择：A1、B22")
    var rig = PayRig([PayRig.declared()], agreements: agreements)
    rig.pay(rig.request(agreement: agreements[1].number))
    #expect(rig.attempt.agreement == agreements[1].number)
  }

  @Test(
    arguments: [
      (.verifying, "验证中"), (.refused, "验证失败"), (.ending, "终止中"), (.ended, "已终止"),
    ] as [(AgreementStatus, String)])
  func `an agreement that is not active is not used`(_ status: AgreementStatus, _ word: String) {
    let agreement = PayRig.agreed(status: status)
    let refusal = Self.refused([PayRig.declared()], agreements: [agreement]) {
      Self.changed($0, agreement: agreement.number)
    }
    #expect(refusal?.code == .agreementNotUsable)
    #expect(refusal?.text == "协议 13702020000-1（\(word)）不能用于征收机关 13702020000")
    let nowhere = Self.refused([PayRig.declared()], agreements: [agreement]) {
      Self.changed($0, agreement: AgreementNumber(text: "X"))
    }
    #expect(nowhere?.code == .agreementNotFound)
  }

  @Test func `without a connection of the bank a payment is refused and no password counted`() {
    var rig = PayRig([PayRig.declared()], connected: false)
    let refusal = rig.pay(rig.request(password: "000001")).refusal
    #expect(refusal?.code == .bankNotConnected)
    #expect(refusal?.text == "银行 102452000012 暂未联机，本次未发起扣款")
    #expect(rig.employer.attempts.isEmpty && rig.employer.locks.isEmpty)
    #expect(rig.notice().lines.map(\.status) == [.declared])
  }

  // MARK: the payment password

  @Test func `T13: a wrong password says how many tries are left, and what then happens`() {
    var rig = PayRig([PayRig.declared()])
    let first = rig.pay(rig.request(password: "000001")).refusal
    #expect(first?.code == .paymentPasswordWrong)
    #expect(first?.text == "支付密码错误，还可输入2次，连续错误3次将被强制退出登录并锁定3分钟")
    #expect(first?.next == "请重新输入；忘记支付密码：shebao payment-password set")
    #expect(first?.left == 2)
    #expect(rig.pay(rig.request(password: "000002")).refusal?.left == 1)
    #expect(rig.employer.attempts.isEmpty)
    #expect(rig.pay().payment != nil)
    #expect(rig.employer.locks.isEmpty)
  }

  @Test
  func `T13: the third wrong password ends the session, and after 3 minutes paying works again`() {
    var rig = PayRig([PayRig.declared()])
    for guess in ["000001", "000002"] { _ = rig.pay(rig.request(password: guess)) }
    let request = rig.request(password: "000003")
    let third = rig.pay(request).refusal
    #expect(third?.text == "支付密码连续错误3次，已强制退出登录并锁定3分钟")
    #expect(third?.left == 0)
    #expect(third?.until == EngineRig.start.adding(milliseconds: 180_000))
    #expect(rig.pay(request).code == .notSignedIn)
    rig.signIn()
    let locked = rig.pay().refusal
    #expect(locked?.code == .personLocked)
    rig.base.advance(179_999)
    #expect(rig.pay().code == .personLocked)
    rig.base.advance(1)
    #expect(rig.pay().payment?.status == .handedOut)
  }

  @Test func `T13: the count of wrong passwords outlives a restart`() {
    var first = PayRig([PayRig.declared()])
    for guess in ["000001", "000002"] { _ = first.pay(first.request(password: guess)) }
    var state = first.base.engine.state
    var rig = EngineRig(state, at: EngineRig.start)
    #expect(rig.engine.state.employers[Fixture.registration(1)]?.locks.count == 1)
    let wrong = PaymentPasswordUse(on: false, password: "000003")
    #expect(rig.call(.paymentPassword(.use(wrong)), as: first.clerk).refusal?.left == 0)
    state = rig.engine.state
    #expect(state.sessions.isEmpty)
  }

  @Test func `T14: without a payment password the clerk is sent to the agreement page`() {
    var rig = PayRig([PayRig.declared()]) { $0.password.digest = nil }
    let refusal = rig.pay().refusal
    #expect(refusal?.code == .paymentPasswordNotSet)
    #expect(refusal?.text == "尚未设置支付密码，请前往委托扣款协议页面设置支付密码")
    #expect(refusal?.next == "shebao payment-password set")
  }

  @Test(arguments: [nil, ""] as [String?])
  func `T12: without a password the manual's sentence asks for it`(password: String?) {
    var rig = PayRig([PayRig.declared()])
    let refusal = rig.pay(rig.request(password: password)).refusal
    #expect(refusal?.code == .paymentPasswordNeeded)
    #expect(refusal?.text == "使用协议缴费时，需输入支付密码")
  }

  @Test func `A6: with the password off the question must have been answered`() {
    var rig = PayRig([PayRig.declared()], passwordOff: true)
    let refusal = rig.pay(rig.request(password: nil)).refusal
    #expect(refusal?.code == .confirmationNeeded)
    #expect(refusal?.text == "协议缴费的支付密码已关闭，确认后将直接扣款，是否继续？")
    #expect(rig.pay(rig.request(password: nil, withoutPassword: true)).payment != nil)
  }

  @Test func `T12: the password is looked at last, so that no other refusal costs a try`() {
    var rig = PayRig([PayRig.declared("N2"), PayRig.declared("N1", month: 9)])
    #expect(rig.pay(rig.request("N2", password: "000001")).code == .outOfSequence)
    #expect(rig.employer.locks.isEmpty)
  }

  // MARK: two payments, keys, numbers

  @Test func `a second payment of a notice is refused while the first is open`() {
    var rig = PayRig([PayRig.declared()])
    let request = rig.request()
    rig.pay(request)
    #expect(rig.pay(request).code == .linesHeld)
    #expect(rig.employer.attempts.count == 1)
  }

  @Test func `R-1205: a repeated key gets the same payment in its present state`() {
    var rig = PayRig([PayRig.declared()])
    let key = rig.base.newKey()
    let request = rig.request()
    let first = rig.pay(request, key: key).payment
    #expect(rig.pay(request, key: key).payment == first)
    rig.report(.done)
    let now = rig.pay(request, key: key).payment
    #expect(now?.number == first?.number)
    #expect(now?.status == .succeeded)
    #expect(rig.employer.attempts.count == 1)
    #expect(rig.debits(rig.orders).count == 1)
  }

  @Test func `ticket numbers ascend within the month of issue and begin again in the next`() {
    var rig = PayRig((1...3).map { PayRig.declared("N\($0)", sequential: false) })
    rig.pay("N1")
    rig.pay("N2")
    #expect(rig.employer.attempts.keys.map(\.serial).sorted() == [1, 2])
    rig.base.advance(11 * 24 * 3_600_000)
    rig.signIn()
    rig.pay("N3")
    #expect(rig.attempt.number.serial == 1)
    #expect("\(rig.attempt.number.month)" == "2026-12")
  }

  @Test func `a payment is refused if the month's ticket numbers are used up`() {
    var rig = PayRig([PayRig.declared()])
    rig.base.engine.state.serials[EngineRig.start.businessDate.period] = TicketNumber.serialMax
    let refusal = rig.pay().refusal
    #expect(refusal?.code == .numbersExhausted)
    rig.base.engine.state.serials[EngineRig.start.businessDate.period] = TicketNumber.serialMax - 1
    #expect(rig.pay().payment?.number.serial == TicketNumber.serialMax)
  }

  @Test func `replaying the journal gives the engine's state`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    rig.report(.done)
    var state = State()
    let before = PayRig([PayRig.declared()])
    state.load(Fixture.sure(before.base.shelf.employers[Fixture.registration(1)]))
    for entry in rig.base.entries {
      state.apply(EngineRig.events(of: entry), sequence: entry.sequence)
    }
    #expect(state.employers == rig.base.engine.state.employers)
    #expect(state.serials == rig.base.engine.state.serials)
  }
}
