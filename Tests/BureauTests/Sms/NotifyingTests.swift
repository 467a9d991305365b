import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Notifications by message, and messages that no gateway takes.
@Suite struct NotifyingTests {
  private static func gateway(_ desk: inout PayRig, credit: UInt64 = 100) -> ReplyAddress {
    desk.rig.send(
      .sms(.messages), as: .credential(.gateway), credit: credit, connection: 99,
      within: 1_000_000_000_000)
  }

  private static func sent(_ desk: PayRig, _ feed: ReplyAddress) -> [SmsMessage] {
    desk.rig.items(of: feed).compactMap { $0 as? SmsMessage }
  }

  @Test func `the payer is notified of a debit's outcome, with notice and amount`() {
    var desk = PayRig([PayRig.declared()])
    let feed = Self.gateway(&desk)
    desk.pay()
    #expect(desk.messages.isEmpty)
    desk.report(.done)
    desk.report(.done)
    #expect(desk.messages == ["【电子税务局】告知单N1协议扣款成功，金额1000.00元。"])
    #expect(Self.sent(desk, feed).map(\.mobile) == [Fixture.mobile(1)])
    #expect(Self.sent(desk, feed).map(\.text) == desk.messages)
  }

  @Test func `the payer is notified if a debit failed, was cancelled or resolved by an officer`() {
    let failed = "【电子税务局】告知单N1协议扣款未成功，请登录查看原因，金额1000.00元。"
    var refused = PayRig([PayRig.declared()])
    refused.pay()
    refused.report(.refused, code: "51", reason: "余额不足")
    #expect(refused.messages == [failed])

    var cancelled = PayRig([PayRig.declared()], connected: false)
    _ = cancelled.connect(credit: 0)
    cancelled.pay()
    cancelled.rig.advance(5_000)
    #expect(cancelled.messages == [failed])

    var resolved = PayRig([PayRig.declared()])
    resolved.pay()
    resolved.report(.done, fen: 1)
    #expect(resolved.messages.isEmpty)
    _ = resolved.rig.call(
      .officer(
        .resolve(
          OfficerResolve(
            number: resolved.attempt.number, succeeded: false, receipt: "", reason: "查无"))),
      as: .credential(.officer("qingdao")))
    #expect(resolved.messages == [failed])
  }

  @Test func `a payer who is not in memory is loaded to be notified`() {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    desk.rig.engine.state.persons = [:]
    desk.report(.done)
    #expect(desk.messages.count == 1)
    #expect(desk.rig.engine.state.persons[Fixture.resident(1)] != nil)
  }

  /// Lets a clerk enter an agreement, and its bank answer; then delete it, and its bank answer.
  private static func changes(
    _ added: AgreementOutcome, _ ended: AgreementOutcome?, _ desk: inout PayRig
  ) {
    let number = PayRig.agreement
    let add = Fixture.agreement(number.text).entered
    func answer(_ outcome: AgreementOutcome) {
      // The person is notified even if not in memory.
      desk.rig.engine.state.persons = [:]
      let agreement = Fixture.sure(desk.employer.agreements[number])
      let report = AgreementReport(
        reference: agreement.order, digest: agreement.digest, outcome: outcome, code: "",
        reason: "户名不符")
      for _ in 0..<2 {
        _ = desk.rig.call(.bank(.agreementReport(report)), as: .credential(.bank(PayRig.bank)))
      }
    }
    _ = desk.rig.call(.agreement(.add(add)), as: desk.clerk)
    answer(added)
    _ = desk.rig.call(
      .agreement(.delete(AgreementReference(number: number, wait: false))), as: desk.clerk)
    if let ended { answer(ended) }
  }

  @Test func `the person who asked for an agreement order is notified of the bank's report`() {
    let warning = "如非本人操作，请联系主管税务机关。"
    let told: [(AgreementOutcome, AgreementOutcome?, [String])] = [
      (.done, nil, ["新增委托扣款协议13702020000-1成功。"]),
      (.done, .done, ["新增委托扣款协议13702020000-1成功。", "删除委托扣款协议13702020000-1成功。"]),
      (
        .done, .refused,
        ["新增委托扣款协议13702020000-1成功。", "删除委托扣款协议13702020000-1未成功，请登录查看原因。"]
      ),
      // An agreement that the bank has refused ends at once.
      (
        .refused, nil,
        ["新增委托扣款协议13702020000-1未成功，请登录查看原因。", "删除委托扣款协议13702020000-1成功。"]
      ),
    ]
    for (added, ended, texts) in told {
      var desk = PayRig([], agreements: [])
      Self.changes(added, ended, &desk)
      #expect(desk.messages == texts.map { "【电子税务局】\($0)\(warning)" })
      #expect(desk.rig.engine.state.messages.values.allSatisfy { $0.mobile == Fixture.mobile(1) })
    }
  }

  @Test func `a change of auto-payment is notified at once`() {
    var desk = PayRig([])
    let number = PayRig.agreement
    _ = desk.rig.call(.agreement(.autopay(AutoPayment(number: number, on: true))), as: desk.clerk)
    _ = desk.rig.call(
      .agreement(.autopay(AutoPayment(number: number, on: false))), as: desk.clerk)
    #expect(
      desk.messages == [
        "【电子税务局】协议13702020000-1已开通自动缴费。如非本人操作，请联系主管税务机关。",
        "【电子税务局】协议13702020000-1已关闭自动缴费。如非本人操作，请联系主管税务机关。",
      ])
  }

  @Test func `T13: a change of the payment password and a lock are told`() {
    var desk = PayRig([])
    let off = Request.paymentPassword(
      .use(
        PaymentPasswordUse(on: false, password: PayRig.password)))
    _ = desk.rig.call(off, as: desk.clerk)
    _ = desk.rig.call(off, as: desk.clerk)
    _ = desk.rig.call(.paymentPassword(.use(PaymentPasswordUse(on: true))), as: desk.clerk)
    for guess in ["000001", "000002", "000003"] {
      _ = desk.rig.call(
        .paymentPassword(.use(PaymentPasswordUse(on: false, password: guess))), as: desk.clerk)
    }
    #expect(
      desk.messages == [
        "【电子税务局】您单位的支付密码已停用。如非本人操作，请联系主管税务机关。",
        "【电子税务局】您单位的支付密码已启用。如非本人操作，请联系主管税务机关。",
        "【电子税务局】支付密码连续错误3次，您已被退出登录并锁定3分钟。如非本人操作，请联系主管税务机关。",
      ])
  }

  @Test func `the longest notification fits its order`() throws {
    let longest = try #require(AgreementNumber(text: String(repeating: "9", count: 60)))
    var desk = PayRig([], agreements: [PayRig.agreed(longest.text)])
    _ = desk.rig.call(
      .agreement(.autopay(AutoPayment(number: longest, on: true))), as: desk.clerk)
    let order = try #require(desk.rig.engine.state.messages.values.first)
    #expect(try Protocol.check(order) > 0)
    #expect(desk.rig.replayed().messages == desk.rig.engine.state.messages)
  }

  @Test func `R-1309: a gateway that connects late gets waiting messages, and taken ones no more`()
  {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    desk.report(.done)
    let feed = Self.gateway(&desk)
    let order = Self.sent(desk, feed).first?.order
    #expect(order != nil)
    let take = Request.sms(.acknowledge(SmsAcknowledge(order: order ?? Id128(high: 0, low: 0))))
    for _ in 0..<2 { #expect(desk.rig.call(take, as: .credential(.gateway)).reply != nil) }
    #expect(desk.rig.events.filter { $0.number == 21 }.count == 1)
    #expect(desk.rig.engine.state.messages.isEmpty)
    let next = Self.gateway(&desk)
    #expect(Self.sent(desk, next).isEmpty)
  }

  @Test func `an expired message is dropped by an operation`() {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    desk.report(.done)
    desk.rig.advance(Notifying.lifeMilliseconds - 1)
    #expect(desk.rig.engine.state.messages.count == 1)
    desk.rig.advance(10_001)
    #expect(desk.rig.engine.state.messages.isEmpty)
    #expect(desk.rig.lastEvents.map(\.number) == [22])
    let next = Self.gateway(&desk)
    #expect(Self.sent(desk, next).isEmpty)
    let rows = desk.rig.rows.count
    desk.rig.advance(20_000)
    #expect(desk.rig.rows.count == rows)
  }

  @Test func `a message that waits for credit beyond its end is not sent`() {
    var desk = PayRig([PayRig.declared()])
    let feed = Self.gateway(&desk, credit: 0)
    desk.pay()
    desk.report(.done)
    desk.rig.advance(Notifying.lifeMilliseconds)
    desk.rig.work([.credit(feed, 10)])
    #expect(Self.sent(desk, feed).isEmpty)
  }

  /// Adds `count` waiting messages with different identifiers.
  private static func waiting(_ count: Int, _ desk: inout PayRig, life: Int64 = 86_400_000) {
    for n in 0..<count {
      let name = Id128(high: 77, low: UInt64(n))
      desk.rig.engine.state.messages[name] = SmsOrder(
        order: name, mobile: Fixture.mobile(1), purpose: "x",
        ends: desk.rig.now.real.adding(milliseconds: life))
    }
  }

  @Test(arguments: [(19_999, 1), (20_000, 0)] as [(Int, Int)])
  func `no notification is ordered above 20000 waiting messages; the debit still ends`(
    _ waiting: Int, _ told: Int
  ) {
    var desk = PayRig([PayRig.declared()])
    Self.waiting(waiting, &desk)
    desk.pay()
    desk.report(.done)
    #expect(desk.messages.count == told)
    #expect(desk.attempt.status == .succeeded)
    #expect(desk.rig.engine.state.messages.count == 20_000)
  }

  @Test(arguments: [(99_999, nil), (100_000, .exhausted)] as [(Int, RefusalCode?)])
  func `a code is refused above the limit of waiting messages, known or not`(
    _ waiting: Int, _ code: RefusalCode?
  ) throws {
    var desk = PayRig([])
    Self.waiting(waiting, &desk)
    let unknownLogin = try desk.rig.activationStart(9, mobile: 9)
    #expect(desk.rig.call(.account(.activateStart(unknownLogin))).code == code)
    #expect(desk.rig.call(.paymentPassword(.code), as: desk.clerk).code == code)
  }

  @Test(arguments: [(4_096, 0), (4_097, 1)] as [(Int, Int)])
  func `one operation drops at most 4096 messages, the next the rest`(_ count: Int, _ left: Int) {
    var desk = PayRig([])
    Self.waiting(count, &desk, life: 1)
    desk.rig.advance(10_000)
    #expect(desk.rig.engine.state.messages.count == left)
    desk.rig.advance(10_000)
    #expect(desk.rig.engine.state.messages.isEmpty)
  }
}
