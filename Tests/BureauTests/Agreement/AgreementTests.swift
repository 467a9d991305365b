import Fixtures
import Protocol
import Testing

@testable import Bureau

/// 委托扣款协议: adding, deleting, auto-payment, and the bank's reports (A1–A4, A7).
@Suite struct AgreementTests {
  private static let number = Fixture.sure(AgreementNumber(text: "13702020000-9"))

  private static func add(
    _ number: AgreementNumber = AgreementTests.number, office: TaxOfficeCode = Fixture.office,
    bank: BankNumber = PayRig.bank, name: String = "青岛第1有限公司",
    signing: SigningWay = .signedAtBank, account: String = "6222020200112233445",
    kind: AccountKind = .corporate
  ) -> Request {
    .agreement(
      .add(
        AgreementAdd(
          number: number, office: office, clearingBank: bank, openingBank: bank,
          account: Fixture.sure(AccountNumber(text: account)), accountName: name,
          accountKind: kind, signing: signing, phone: "13800000001")))
  }

  /// The agreement orders on the bank's feed so far.
  private static func orders(_ rig: PayRig) -> [BankOrder] {
    rig.base.items(of: Fixture.sure(rig.orders)).compactMap { item in
      guard let order = item as? BankOrder, order.kind != .debit else { return nil }
      return order
    }
  }

  private static func state(_ rig: PayRig) -> AgreementState {
    Fixture.sure(rig.employer.agreements[number])
  }

  @discardableResult
  private static func report(
    _ rig: inout PayRig, _ outcome: AgreementOutcome, reason: String = "",
    reference: Id128? = nil, digest: Digest256? = nil, by bank: BankNumber = PayRig.bank
  ) -> EngineRig.Outcome {
    let report = AgreementReport(
      reference: reference ?? state(rig).order, digest: digest ?? state(rig).digest,
      outcome: outcome, code: "", reason: reason)
    return rig.base.call(.bank(.agreementReport(report)), as: .credential(.bank(bank)))
  }

  private static func rig(_ status: AgreementStatus? = nil) -> PayRig {
    var rig = PayRig([], agreements: [])
    guard let status else { return rig }
    _ = rig.base.call(add(), as: rig.clerk)
    let delete = Request.agreement(.delete(AgreementReference(number: number, wait: false)))
    switch status {
    case .verifying: break
    case .active: report(&rig, .done)
    case .refused: report(&rig, .refused, reason: "户名不符")
    case .ending:
      report(&rig, .done)
      _ = rig.base.call(delete, as: rig.clerk)
    case .ended:
      report(&rig, .done)
      _ = rig.base.call(delete, as: rig.clerk)
      report(&rig, .done)
    }
    return rig
  }

  // MARK: adding

  @Test(
    arguments: [(.signedAtBank, .verify), (.notSigned, .create)] as [(SigningWay, BankOrderKind)])
  func `A1, A2: the bank is asked to verify an agreement signed there, or to make a new one`(
    _ signing: SigningWay, _ kind: BankOrderKind
  ) {
    var rig = Self.rig()
    let outcome = rig.base.call(Self.add(signing: signing), as: rig.clerk)
    guard let agreement = outcome.reply as? Agreement else {
      Issue.record("not added: \(outcome)")
      return
    }
    #expect(agreement.statusText == "验证中")
    #expect(agreement.account.contains("*"))
    let order = Self.orders(rig).first
    #expect(order?.kind == kind)
    #expect(order?.agreement == Self.number)
    #expect(order?.account.text == "6222020200112233445")
    #expect(order?.accountName == "青岛第1有限公司")
    #expect(order?.office == Fixture.office)
    #expect(order?.amount == .zero)
    #expect(order?.digest == Self.state(rig).digest)
    Self.report(&rig, .done)
    #expect(Self.state(rig).status == .active)
  }

  @Test(arguments: ["户名不符", "未签约", "账号不存在"])
  func `A1: an agreement that the bank refuses is shown with the reason, and may be entered again`(
    reason: String
  ) {
    var rig = Self.rig(.verifying)
    Self.report(&rig, .refused, reason: reason)
    let show = AgreementReference(number: Self.number, wait: false)
    guard
      let agreement = rig.base.call(.agreement(.show(show)), as: rig.clerk)
        .reply as? Agreement
    else {
      Issue.record("not shown")
      return
    }
    #expect(agreement.statusText == "验证失败")
    #expect(agreement.reason == reason)
    let former = Self.state(rig).order
    #expect(rig.base.call(Self.add(name: "青岛第1公司"), as: rig.clerk).reply != nil)
    #expect(Self.state(rig).order != former)
    #expect(Self.report(&rig, .done, reference: former).code == .orderDiffers)
    Self.report(&rig, .done)
    #expect(Self.state(rig).status == .active)
    #expect(Self.state(rig).reason.isEmpty)
  }

  @Test(arguments: [AgreementStatus.verifying, .active, .ending])
  func `an agreement that is active or in progress is not entered twice`(_ status: AgreementStatus)
  {
    var rig = Self.rig(status)
    let refusal = rig.base.call(Self.add(), as: rig.clerk).refusal
    #expect(refusal?.code == .agreementExists)
    #expect(refusal?.text == "协议 13702020000-9 已存在（\(Words.agreement(status))）")
  }

  @Test func `an agreement is for an office of the employer's own fees, and has an account name`() {
    var rig = Self.rig()
    let elsewhere = Fixture.otherOffice
    let office = rig.base.call(Self.add(office: elsewhere), as: rig.clerk).refusal
    #expect(office?.code == .agreementInvalid)
    #expect(office?.text == "征收机关 13702120000 不是本单位费款的征收机关")
    #expect(rig.base.call(Self.add(name: ""), as: rig.clerk).code == .agreementInvalid)
    var notice = Fixture.notice()
    notice.office = elsewhere
    var other = PayRig([notice], agreements: [])
    #expect(other.base.call(Self.add(office: elsewhere), as: other.clerk).reply != nil)
  }

  @Test(
    arguments: [
      ("6222020000000001", .personal, false), ("4111111111111111", .personal, true),
      ("411111111111116", .personal, false), ("6222020000000001", .corporate, true),
    ] as [(String, AccountKind, Bool)])
  func `a person's account is a bank card with its check digit; an employer's is any account`(
    account: String, kind: AccountKind, isTaken: Bool
  ) {
    var rig = Self.rig()
    let outcome = rig.base.call(Self.add(account: account, kind: kind), as: rig.clerk)
    #expect((outcome.reply != nil) == isTaken)
    guard !isTaken else { return }
    #expect(outcome.code == .agreementInvalid)
    #expect(outcome.refusal?.text.hasPrefix("账号 ****\(account.suffix(4)) 不是个人银行卡号") == true)
  }

  @Test func `an agreement whose bank is not connected is refused and not kept`() {
    var rig = Self.rig()
    let refusal = rig.base.call(Self.add(bank: PayRig.otherBank), as: rig.clerk).refusal
    #expect(refusal?.code == .bankNotConnected)
    #expect(refusal?.text == "银行 105452000018 暂未联机")
    #expect(rig.employer.agreements.isEmpty)
  }

  @Test(arguments: [(31, nil), (32, .limit)] as [(Int, RefusalCode?)])
  func `at most 32 agreements have not ended, as many as a preview shows`(
    _ count: Int, _ code: RefusalCode?
  ) {
    let agreements = (0..<count).map { PayRig.agreed(String(repeating: "9", count: $0 + 1)) }
    var rig = PayRig([PayRig.declared()], agreements: agreements)
    #expect(rig.base.call(Self.add(), as: rig.clerk).code == code)
    #expect(throws: Never.self) { try Protocol.check(rig.shown()) }
  }

  @Test(arguments: [(63, nil), (64, .limit)] as [(Int, RefusalCode?)])
  func `an employer has at most 64 agreements, ended ones included`(
    _ count: Int, _ code: RefusalCode?
  ) {
    let agreements = (0..<count).map {
      PayRig.agreed("E\($0)", status: .ended)
    }
    var rig = PayRig([], agreements: agreements)
    #expect(rig.base.call(Self.add(), as: rig.clerk).code == code)
  }

  // MARK: reports

  @Test(
    arguments: [
      (.verifying, .done, .active), (.verifying, .refused, .refused), (.active, .done, .active),
      (.active, .refused, .active), (.refused, .done, .refused), (.refused, .refused, .refused),
      (.ending, .done, .ended), (.ending, .refused, .active), (.ended, .done, .ended),
      (.ended, .refused, .ended),
    ] as [(AgreementStatus, AgreementOutcome, AgreementStatus)])
  func `a report moves an agreement once`(
    _ from: AgreementStatus, _ outcome: AgreementOutcome, _ to: AgreementStatus
  ) {
    var rig = Self.rig(from)
    let entryCount = rig.base.entries.count
    #expect(Self.report(&rig, outcome).message(Done.self) == Done(text: ""))
    #expect(Self.state(rig).status == to)
    #expect(rig.base.entries.count == (from == to ? entryCount : entryCount + 1))
  }

  @Test(arguments: [AgreementStatus.ending, .ended])
  func `R-1307: a repeated report on a replaced order is acknowledged without effect`(
    _ status: AgreementStatus
  ) {
    var rig = Self.rig(status)
    let former = Fixture.sure(Self.orders(rig).first)
    let entryCount = rig.base.entries.count
    func say(
      _ outcome: AgreementOutcome, _ digest: Digest256, by bank: BankNumber = PayRig.bank
    ) -> EngineRig.Outcome {
      Self.report(&rig, outcome, reference: former.reference, digest: digest, by: bank)
    }
    #expect(say(.done, former.digest).message(Done.self) == Done(text: ""))
    #expect(say(.refused, former.digest).message(Done.self) == Done(text: ""))
    #expect(say(.done, Digest256(1, 2, 3, 4)).code == .orderDiffers)
    #expect(say(.done, former.digest, by: PayRig.otherBank).code == .orderNotFound)
    #expect(Self.state(rig).status == status)
    #expect(rig.base.entries.count == entryCount)
  }

  @Test func `a report of another bank or with a made-up reference is refused`() {
    var rig = Self.rig(.verifying)
    #expect(Self.report(&rig, .done, by: PayRig.otherBank).code == .orderNotFound)
    let nowhere = Id128(high: 9, low: 9)
    #expect(Self.report(&rig, .done, reference: nowhere).code == .orderNotFound)
    #expect(Self.state(rig).status == .verifying)
  }

  @Test func `R-1308: a bank that connects gets its unanswered orders again, unchanged`() {
    var rig = Self.rig(.verifying)
    let first = Fixture.sure(rig.orders)
    rig.base.work([.gone(loop: 0, connection: first.connection)])
    let second = rig.connect()
    let items = rig.base.items(of: second)
    #expect(items.map { $0 as? BankOrder } == [Self.orders(rig)[0]])
    Self.report(&rig, .done)
    rig.base.work([.gone(loop: 0, connection: second.connection)])
    let third = rig.connect()
    #expect(rig.base.items(of: third).isEmpty)
  }

  @Test func `R-1405: a request that waits for the bank is answered when the report arrives`() {
    var rig = Self.rig(.verifying)
    let show = Request.agreement(.show(AgreementReference(number: Self.number, wait: true)))
    let waits = rig.base.send(show, as: rig.clerk, within: 20_000)
    #expect(rig.base.outcome(of: waits).waiting != nil)
    Self.report(&rig, .done)
    guard let agreement = rig.base.outcome(of: waits).reply as? Agreement else {
      Issue.record("not answered")
      return
    }
    #expect(agreement.status == .active)
  }

  // MARK: deleting

  @Test
  func `A3: an agreement of the bank's ends with its report; one that was refused ends at once`()
    throws
  {
    var rig = Self.rig(.active)
    let delete = Request.agreement(.delete(AgreementReference(number: Self.number, wait: false)))
    let verified = Self.state(rig).order
    #expect(rig.base.call(delete, as: rig.clerk).reply != nil)
    #expect(Self.state(rig).status == .ending)
    let order = try #require(Self.orders(rig).last)
    #expect(order.kind == .end)
    #expect(order.reference == Self.state(rig).order)
    #expect(order.reference != verified)
    Self.report(&rig, .done)
    #expect(Self.state(rig).status == .ended)

    var refused = Self.rig(.refused)
    let count = Self.orders(refused).count
    #expect(refused.base.call(delete, as: refused.clerk).reply != nil)
    #expect(Self.state(refused).status == .ended)
    #expect(Self.orders(refused).count == count)
  }

  @Test(arguments: [AgreementStatus.ending, .ended])
  func `A3: an agreement that is ending or has ended is not deleted`(_ status: AgreementStatus) {
    var rig = Self.rig(status)
    let delete = Request.agreement(.delete(AgreementReference(number: Self.number, wait: false)))
    let refusal = rig.base.call(delete, as: rig.clerk).refusal
    #expect(refusal?.code == .agreementNotUsable)
    #expect(refusal?.text == "协议 13702020000-9（\(Words.agreement(status))）不能删除")
  }

  @Test(
    arguments: [(nil, false), (.done, true), (.refused, true)] as [(DebitOutcome?, Bool)])
  func `A3: an agreement is not deleted while a debit is on its way`(
    _ outcome: DebitOutcome?, _ deleted: Bool
  ) {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    if let outcome { rig.report(outcome, code: "51", reason: "余额不足") }
    let delete = Request.agreement(
      .delete(
        AgreementReference(number: PayRig.agreement, wait: false)))
    let refusal = rig.base.call(delete, as: rig.clerk).refusal
    #expect((refusal == nil) == deleted)
    guard !deleted else { return }
    #expect(refusal?.code == .agreementInUse)
    #expect(refusal?.text == "协议 13702020000-1 有扣款正在处理，不能删除")
    // An unknown payment, or one with an officer, is still open.
    rig.base.advance(10_000)
    #expect(rig.base.call(delete, as: rig.clerk).code == .agreementInUse)
    rig.report(.done, fen: 1)
    #expect(rig.base.call(delete, as: rig.clerk).code == .agreementInUse)
  }

  @Test func `an agreement of another employer is not found, like one that does not exist`() {
    var rig = Self.rig(.active)
    rig.base.shelf.put(Fixture.employer(2))
    let other = rig.base.signIn(2, at: 2)
    let mine = AgreementReference(number: Self.number, wait: false)
    let nowhere = AgreementReference(
      number: Fixture.sure(AgreementNumber(text: "13702020000-8")), wait: false)
    for (which, from) in [(mine, other), (nowhere, rig.clerk)] {
      for request in [Request.agreement(.show(which)), .agreement(.delete(which))] {
        let refusal = rig.base.call(request, as: from).refusal
        #expect(refusal?.code == .agreementNotFound)
        #expect(refusal?.text == "没有这份协议：\(which.number)")
      }
    }
  }

  // MARK: auto-payment

  @Test func `A4: of an office one agreement has auto-payment; turning one on turns the other off`()
  {
    let elsewhere = Fixture.otherOffice
    var rig = PayRig(
      [],
      agreements: [
        PayRig.agreed("A1"), PayRig.agreed("B22"), PayRig.agreed("C333", office: elsewhere),
      ])
    func automatic(_ text: String, _ on: Bool) -> Bool {
      let auto = AutoPayment(number: Fixture.sure(AgreementNumber(text: text)), on: on)
      return rig.base.call(.agreement(.autopay(auto)), as: rig.clerk).reply != nil
    }
    #expect(automatic("A1", true) && automatic("C333", true))
    #expect(automatic("B22", true))
    let on = rig.employer.agreements.values.filter(\.automatic).map(\.number.text).sorted()
    #expect(on == ["B22", "C333"])
    #expect(automatic("B22", false))
    #expect(rig.employer.agreements.values.filter(\.automatic).count == 1)
  }

  @Test(arguments: [AgreementStatus.verifying, .refused, .ending, .ended])
  func `A4: an agreement that does not stand has no auto-payment`(_ status: AgreementStatus) {
    var rig = Self.rig(status)
    let auto = AutoPayment(number: Self.number, on: true)
    #expect(rig.base.call(.agreement(.autopay(auto)), as: rig.clerk).code == .agreementNotUsable)
  }

  @Test func `A4: an agreement that has ended has lost its auto-payment`() {
    var rig = Self.rig(.active)
    let auto = AutoPayment(number: Self.number, on: true)
    _ = rig.base.call(.agreement(.autopay(auto)), as: rig.clerk)
    let delete = Request.agreement(.delete(AgreementReference(number: Self.number, wait: false)))
    _ = rig.base.call(delete, as: rig.clerk)
    Self.report(&rig, .done)
    #expect(!Self.state(rig).automatic)
  }

  @Test func `A7: the notice and the phone numbers are shown`() {
    var rig = Self.rig()
    guard
      let notice = rig.base.call(.agreement(.notice), as: rig.clerk).reply as? AgreementNotice
    else {
      Issue.record("no notice")
      return
    }
    #expect(notice.text.hasPrefix("温馨提示"))
    #expect(notice.text.contains("各区市税务局咨询电话"))
  }

  @Test func `agreements are listed by number`() {
    var rig = PayRig([], agreements: [PayRig.agreed("B"), PayRig.agreed("A1")])
    guard let list = rig.base.call(.agreement(.list), as: rig.clerk).reply as? AgreementList
    else {
      Issue.record("no list")
      return
    }
    #expect(list.agreements.map(\.number.text) == ["A1", "B"])
  }
}
