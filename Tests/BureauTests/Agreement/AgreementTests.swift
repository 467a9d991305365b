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
  private static func orders(_ desk: PayRig) -> [BankOrder] {
    desk.rig.items(of: Fixture.sure(desk.orders)).compactMap { item in
      guard let order = item as? BankOrder, order.kind != .debit else { return nil }
      return order
    }
  }

  private static func state(_ desk: PayRig) -> AgreementState {
    Fixture.sure(desk.employer.agreements[number])
  }

  @discardableResult
  private static func report(
    _ desk: inout PayRig, _ outcome: AgreementOutcome, reason: String = "",
    reference: Id128? = nil, digest: Digest256? = nil, by bank: BankNumber = PayRig.bank
  ) -> EngineRig.Outcome {
    let report = AgreementReport(
      reference: reference ?? state(desk).order, digest: digest ?? state(desk).digest,
      outcome: outcome, code: "", reason: reason)
    return desk.rig.call(.bank(.agreementReport(report)), as: .credential(.bank(bank)))
  }

  private static func desk(_ status: AgreementStatus? = nil) -> PayRig {
    var desk = PayRig([], agreements: [])
    guard let status else { return desk }
    _ = desk.rig.call(add(), as: desk.clerk)
    let delete = Request.agreement(.delete(AgreementReference(number: number, wait: false)))
    switch status {
    case .verifying: break
    case .active: report(&desk, .done)
    case .refused: report(&desk, .refused, reason: "户名不符")
    case .ending:
      report(&desk, .done)
      _ = desk.rig.call(delete, as: desk.clerk)
    case .ended:
      report(&desk, .done)
      _ = desk.rig.call(delete, as: desk.clerk)
      report(&desk, .done)
    }
    return desk
  }

  // MARK: adding

  @Test(
    arguments: [(.signedAtBank, .verify), (.notSigned, .create)] as [(SigningWay, BankOrderKind)])
  func `A1, A2: the bank is asked to verify what it has, or to make what it has not`(
    _ signing: SigningWay, _ kind: BankOrderKind
  ) {
    var desk = Self.desk()
    let outcome = desk.rig.call(Self.add(signing: signing), as: desk.clerk)
    guard let agreement = outcome.reply as? Agreement else {
      Issue.record("not added: \(outcome)")
      return
    }
    #expect(agreement.statusText == "验证中")
    #expect(agreement.account.contains("*"))
    let order = Self.orders(desk).first
    #expect(order?.kind == kind)
    #expect(order?.agreement == Self.number)
    #expect(order?.account.text == "6222020200112233445")
    #expect(order?.accountName == "青岛第1有限公司")
    #expect(order?.office == Fixture.office)
    #expect(order?.amount == .zero)
    #expect(order?.digest == Self.state(desk).digest)
    Self.report(&desk, .done)
    #expect(Self.state(desk).status == .active)
  }

  @Test(arguments: ["户名不符", "未签约", "账号不存在"])
  func `A1: what the bank refuses is shown with its reason, and may be entered again`(
    reason: String
  ) {
    var desk = Self.desk(.verifying)
    Self.report(&desk, .refused, reason: reason)
    let show = AgreementReference(number: Self.number, wait: false)
    guard
      let agreement = desk.rig.call(.agreement(.show(show)), as: desk.clerk)
        .reply as? Agreement
    else {
      Issue.record("not shown")
      return
    }
    #expect(agreement.statusText == "验证失败")
    #expect(agreement.reason == reason)
    let former = Self.state(desk).order
    #expect(desk.rig.call(Self.add(name: "青岛第1公司"), as: desk.clerk).reply != nil)
    #expect(Self.state(desk).order != former)
    #expect(Self.report(&desk, .done, reference: former).code == .orderDiffers)
    Self.report(&desk, .done)
    #expect(Self.state(desk).status == .active)
    #expect(Self.state(desk).reason.isEmpty)
  }

  @Test(arguments: [AgreementStatus.verifying, .active, .ending])
  func `an agreement that is active or in progress is not entered twice`(_ status: AgreementStatus)
  {
    var desk = Self.desk(status)
    let refusal = desk.rig.call(Self.add(), as: desk.clerk).refusal
    #expect(refusal?.code == .agreementExists)
    #expect(refusal?.text == "协议 13702020000-9 已存在（\(Words.agreement(status))）")
  }

  @Test func `an agreement is for an office of the employer's own fees, and has an account name`() {
    var desk = Self.desk()
    let elsewhere = Fixture.otherOffice
    let office = desk.rig.call(Self.add(office: elsewhere), as: desk.clerk).refusal
    #expect(office?.code == .agreementInvalid)
    #expect(office?.text == "征收机关 13702120000 不是本单位费款的征收机关")
    #expect(desk.rig.call(Self.add(name: ""), as: desk.clerk).code == .agreementInvalid)
    var notice = Fixture.notice()
    notice.office = elsewhere
    var other = PayRig([notice], agreements: [])
    #expect(other.rig.call(Self.add(office: elsewhere), as: other.clerk).reply != nil)
  }

  @Test(
    arguments: [
      ("6222020000000001", .personal, false), ("4111111111111111", .personal, true),
      ("411111111111116", .personal, false), ("6222020000000001", .corporate, true),
    ] as [(String, AccountKind, Bool)])
  func `a person's account is a bank card with its check digit; an employer's is any account`(
    account: String, kind: AccountKind, isTaken: Bool
  ) {
    var desk = Self.desk()
    let outcome = desk.rig.call(Self.add(account: account, kind: kind), as: desk.clerk)
    #expect((outcome.reply != nil) == isTaken)
    guard !isTaken else { return }
    #expect(outcome.code == .agreementInvalid)
    #expect(outcome.refusal?.text.hasPrefix("账号 ****\(account.suffix(4)) 不是个人银行卡号") == true)
  }

  @Test func `an agreement whose bank is not connected is refused and not kept`() {
    var desk = Self.desk()
    let refusal = desk.rig.call(Self.add(bank: PayRig.otherBank), as: desk.clerk).refusal
    #expect(refusal?.code == .bankNotConnected)
    #expect(refusal?.text == "银行 105452000018 暂未联机")
    #expect(desk.employer.agreements.isEmpty)
  }

  @Test(arguments: [(31, nil), (32, .limit)] as [(Int, RefusalCode?)])
  func `at most 32 agreements have not ended, as many as a preview shows`(
    _ count: Int, _ code: RefusalCode?
  ) {
    let agreements = (0..<count).map { PayRig.agreed(String(repeating: "9", count: $0 + 1)) }
    var desk = PayRig([PayRig.declared()], agreements: agreements)
    #expect(desk.rig.call(Self.add(), as: desk.clerk).code == code)
    #expect(throws: Never.self) { try Protocol.check(desk.shown()) }
  }

  @Test(arguments: [(63, nil), (64, .limit)] as [(Int, RefusalCode?)])
  func `an employer has at most 64 agreements, ended ones included`(
    _ count: Int, _ code: RefusalCode?
  ) {
    let agreements = (0..<count).map {
      PayRig.agreed("E\($0)", status: .ended)
    }
    var desk = PayRig([], agreements: agreements)
    #expect(desk.rig.call(Self.add(), as: desk.clerk).code == code)
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
    var desk = Self.desk(from)
    let rows = desk.rig.rows.count
    #expect(Self.report(&desk, outcome).message(Done.self) == Done(text: ""))
    #expect(Self.state(desk).status == to)
    #expect(desk.rig.rows.count == (from == to ? rows : rows + 1))
  }

  @Test(arguments: [AgreementStatus.ending, .ended])
  func `R-1307: a repeated report on a replaced order is acknowledged without effect`(
    _ status: AgreementStatus
  ) {
    var desk = Self.desk(status)
    let former = Fixture.sure(Self.orders(desk).first)
    let rows = desk.rig.rows.count
    func say(
      _ outcome: AgreementOutcome, _ digest: Digest256, by bank: BankNumber = PayRig.bank
    ) -> EngineRig.Outcome {
      Self.report(&desk, outcome, reference: former.reference, digest: digest, by: bank)
    }
    #expect(say(.done, former.digest).message(Done.self) == Done(text: ""))
    #expect(say(.refused, former.digest).message(Done.self) == Done(text: ""))
    #expect(say(.done, Digest256(1, 2, 3, 4)).code == .orderDiffers)
    #expect(say(.done, former.digest, by: PayRig.otherBank).code == .orderNotFound)
    #expect(Self.state(desk).status == status)
    #expect(desk.rig.rows.count == rows)
  }

  @Test func `a report of another bank or with a made-up reference is refused`() {
    var desk = Self.desk(.verifying)
    #expect(Self.report(&desk, .done, by: PayRig.otherBank).code == .orderNotFound)
    let nowhere = Id128(high: 9, low: 9)
    #expect(Self.report(&desk, .done, reference: nowhere).code == .orderNotFound)
    #expect(Self.state(desk).status == .verifying)
  }

  @Test func `R-1308: a bank that connects gets its unanswered orders again, unchanged`() {
    var desk = Self.desk(.verifying)
    let first = Fixture.sure(desk.orders)
    desk.rig.work([.gone(loop: 0, connection: first.connection)])
    let second = desk.connect()
    let items = desk.rig.items(of: second)
    #expect(items.map { $0 as? BankOrder } == [Self.orders(desk)[0]])
    Self.report(&desk, .done)
    desk.rig.work([.gone(loop: 0, connection: second.connection)])
    let third = desk.connect()
    #expect(desk.rig.items(of: third).isEmpty)
  }

  @Test func `R-1405: a request that waits for the bank is answered when the report arrives`() {
    var desk = Self.desk(.verifying)
    let show = Request.agreement(.show(AgreementReference(number: Self.number, wait: true)))
    let waits = desk.rig.send(show, as: desk.clerk, within: 20_000)
    #expect(desk.rig.outcome(of: waits).waiting != nil)
    Self.report(&desk, .done)
    guard let agreement = desk.rig.outcome(of: waits).reply as? Agreement else {
      Issue.record("not answered")
      return
    }
    #expect(agreement.status == .active)
  }

  // MARK: deleting

  @Test func `A3: what the bank has ends when the bank says so; what it never had at once`() throws
  {
    var desk = Self.desk(.active)
    let delete = Request.agreement(.delete(AgreementReference(number: Self.number, wait: false)))
    let verified = Self.state(desk).order
    #expect(desk.rig.call(delete, as: desk.clerk).reply != nil)
    #expect(Self.state(desk).status == .ending)
    let order = try #require(Self.orders(desk).last)
    #expect(order.kind == .end)
    #expect(order.reference == Self.state(desk).order)
    #expect(order.reference != verified)
    Self.report(&desk, .done)
    #expect(Self.state(desk).status == .ended)

    var refused = Self.desk(.refused)
    let count = Self.orders(refused).count
    #expect(refused.rig.call(delete, as: refused.clerk).reply != nil)
    #expect(Self.state(refused).status == .ended)
    #expect(Self.orders(refused).count == count)
  }

  @Test(arguments: [AgreementStatus.ending, .ended])
  func `A3: what is being ended or over is not deleted`(_ status: AgreementStatus) {
    var desk = Self.desk(status)
    let delete = Request.agreement(.delete(AgreementReference(number: Self.number, wait: false)))
    let refusal = desk.rig.call(delete, as: desk.clerk).refusal
    #expect(refusal?.code == .agreementNotUsable)
    #expect(refusal?.text == "协议 13702020000-9（\(Words.agreement(status))）不能删除")
  }

  @Test(
    arguments: [(nil, false), (.done, true), (.refused, true)] as [(DebitOutcome?, Bool)])
  func `A3: an agreement is not deleted while a debit is on its way`(
    _ outcome: DebitOutcome?, _ deleted: Bool
  ) {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    if let outcome { desk.report(outcome, code: "51", reason: "余额不足") }
    let delete = Request.agreement(
      .delete(
        AgreementReference(number: PayRig.agreement, wait: false)))
    let refusal = desk.rig.call(delete, as: desk.clerk).refusal
    #expect((refusal == nil) == deleted)
    guard !deleted else { return }
    #expect(refusal?.code == .agreementInUse)
    #expect(refusal?.text == "协议 13702020000-1 有扣款正在处理，不能删除")
    // An unknown payment, or one with an officer, is still open.
    desk.rig.advance(10_000)
    #expect(desk.rig.call(delete, as: desk.clerk).code == .agreementInUse)
    desk.report(.done, fen: 1)
    #expect(desk.rig.call(delete, as: desk.clerk).code == .agreementInUse)
  }

  @Test func `an agreement of another employer is not found, like one that does not exist`() {
    var desk = Self.desk(.active)
    desk.rig.shelf.put(Fixture.employer(2))
    let other = desk.rig.signIn(2, at: 2)
    let mine = AgreementReference(number: Self.number, wait: false)
    let nowhere = AgreementReference(
      number: Fixture.sure(AgreementNumber(text: "13702020000-8")), wait: false)
    for (which, from) in [(mine, other), (nowhere, desk.clerk)] {
      for request in [Request.agreement(.show(which)), .agreement(.delete(which))] {
        let refusal = desk.rig.call(request, as: from).refusal
        #expect(refusal?.code == .agreementNotFound)
        #expect(refusal?.text == "没有这份协议：\(which.number)")
      }
    }
  }

  // MARK: auto-payment

  @Test func `A4: of an office one agreement has auto-payment; turning one on turns the other off`()
  {
    let elsewhere = Fixture.otherOffice
    var desk = PayRig(
      [],
      agreements: [
        PayRig.agreed("A1"), PayRig.agreed("B22"), PayRig.agreed("C333", office: elsewhere),
      ])
    func automatic(_ text: String, _ on: Bool) -> Bool {
      let auto = AutoPayment(number: Fixture.sure(AgreementNumber(text: text)), on: on)
      return desk.rig.call(.agreement(.autopay(auto)), as: desk.clerk).reply != nil
    }
    #expect(automatic("A1", true) && automatic("C333", true))
    #expect(automatic("B22", true))
    let on = desk.employer.agreements.values.filter(\.automatic).map(\.number.text).sorted()
    #expect(on == ["B22", "C333"])
    #expect(automatic("B22", false))
    #expect(desk.employer.agreements.values.filter(\.automatic).count == 1)
  }

  @Test(arguments: [AgreementStatus.verifying, .refused, .ending, .ended])
  func `A4: an agreement that does not stand has no auto-payment`(_ status: AgreementStatus) {
    var desk = Self.desk(status)
    let auto = AutoPayment(number: Self.number, on: true)
    #expect(desk.rig.call(.agreement(.autopay(auto)), as: desk.clerk).code == .agreementNotUsable)
  }

  @Test func `A4: an agreement that has ended has lost its auto-payment`() {
    var desk = Self.desk(.active)
    let auto = AutoPayment(number: Self.number, on: true)
    _ = desk.rig.call(.agreement(.autopay(auto)), as: desk.clerk)
    let delete = Request.agreement(.delete(AgreementReference(number: Self.number, wait: false)))
    _ = desk.rig.call(delete, as: desk.clerk)
    Self.report(&desk, .done)
    #expect(!Self.state(desk).automatic)
  }

  @Test func `A7: the notice and the phone numbers are shown`() {
    var desk = Self.desk()
    guard
      let notice = desk.rig.call(.agreement(.notice), as: desk.clerk).reply as? AgreementNotice
    else {
      Issue.record("no notice")
      return
    }
    #expect(notice.text.hasPrefix("温馨提示"))
    #expect(notice.text.contains("各区市税务局咨询电话"))
  }

  @Test func `agreements are listed by number`() {
    var desk = PayRig([], agreements: [PayRig.agreed("B"), PayRig.agreed("A1")])
    guard let list = desk.rig.call(.agreement(.list), as: desk.clerk).reply as? AgreementList
    else {
      Issue.record("no list")
      return
    }
    #expect(list.agreements.map(\.number.text) == ["A1", "B"])
  }
}
