import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Notifications by message, and messages that no gateway takes.
@Suite struct NotifyingTests {
  private static func gateway(_ rig: inout PayRig, credit: UInt64 = 100) -> ReplyAddress {
    rig.base.send(
      .sms(.messages), as: .credential(.gateway), credit: credit, connection: 99,
      within: 1_000_000_000_000)
  }

  private static func sent(_ rig: PayRig, _ feed: ReplyAddress) -> [SmsMessage] {
    rig.base.items(of: feed).compactMap { $0 as? SmsMessage }
  }

  @Test func `the payer is notified of a debit's outcome, with notice and amount`() {
    var rig = PayRig([PayRig.declared()])
    let feed = Self.gateway(&rig)
    rig.pay()
    #expect(rig.messages.isEmpty)
    rig.report(.done)
    rig.report(.done)
    #expect(rig.messages == ["【电子税务局】告知单N1协议扣款成功，金额1000.00元。"])
    #expect(Self.sent(rig, feed).map(\.mobile) == [Fixture.mobile(1)])
    #expect(Self.sent(rig, feed).map(\.text) == rig.messages)
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
    cancelled.base.advance(5_000)
    #expect(cancelled.messages == [failed])

    var resolved = PayRig([PayRig.declared()])
    resolved.pay()
    resolved.report(.done, fen: 1)
    #expect(resolved.messages.isEmpty)
    _ = resolved.base.call(
      .officer(
        .resolve(
          OfficerResolve(
            number: resolved.attempt.number, succeeded: false, receipt: "", reason: "查无"))),
      as: .credential(.officer("qingdao")))
    #expect(resolved.messages == [failed])
  }

  @Test func `a payer who is not in memory is loaded to be notified`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    rig.base.engine.state.persons = [:]
    rig.report(.done)
    #expect(rig.messages.count == 1)
    #expect(rig.base.engine.state.persons[Fixture.resident(1)] != nil)
  }

  /// Lets a clerk enter an agreement, and its bank answer; then delete it, and its bank answer.
  private static func changes(
    _ added: AgreementOutcome, _ ended: AgreementOutcome?, _ rig: inout PayRig
  ) {
    let number = PayRig.agreement
    let add = Fixture.agreement(number.text).entered
    func answer(_ outcome: AgreementOutcome) {
      // The person is notified even if not in memory.
      rig.base.engine.state.persons = [:]
      let agreement = Fixture.sure(rig.employer.agreements[number])
      let report = AgreementReport(
        reference: agreement.order, digest: agreement.digest, outcome: outcome, code: "",
        reason: "户名不符")
      for _ in 0..<2 {
        _ = rig.base.call(.bank(.agreementReport(report)), as: .credential(.bank(PayRig.bank)))
      }
    }
    _ = rig.base.call(.agreement(.add(add)), as: rig.clerk)
    answer(added)
    _ = rig.base.call(
      .agreement(.delete(AgreementReference(number: number, wait: false))), as: rig.clerk)
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
      var rig = PayRig([], agreements: [])
      Self.changes(added, ended, &rig)
      #expect(rig.messages == texts.map { "【电子税务局】\($0)\(warning)" })
      #expect(rig.base.engine.state.messages.values.allSatisfy { $0.mobile == Fixture.mobile(1) })
    }
  }

  @Test func `a change of auto-payment is notified at once`() {
    var rig = PayRig([])
    let number = PayRig.agreement
    _ = rig.base.call(.agreement(.autopay(AutoPayment(number: number, on: true))), as: rig.clerk)
    _ = rig.base.call(
      .agreement(.autopay(AutoPayment(number: number, on: false))), as: rig.clerk)
    #expect(
      rig.messages == [
        "【电子税务局】协议13702020000-1已开通自动缴费。如非本人操作，请联系主管税务机关。",
        "【电子税务局】协议13702020000-1已关闭自动缴费。如非本人操作，请联系主管税务机关。",
      ])
  }

  @Test func `T13: a change of the payment password and a lock are told`() {
    var rig = PayRig([])
    let off = Request.paymentPassword(
      .use(
        PaymentPasswordUse(on: false, password: PayRig.password)))
    _ = rig.base.call(off, as: rig.clerk)
    _ = rig.base.call(off, as: rig.clerk)
    _ = rig.base.call(.paymentPassword(.use(PaymentPasswordUse(on: true))), as: rig.clerk)
    for guess in ["000001", "000002", "000003"] {
      _ = rig.base.call(
        .paymentPassword(.use(PaymentPasswordUse(on: false, password: guess))), as: rig.clerk)
    }
    #expect(
      rig.messages == [
        "【电子税务局】您单位的支付密码已停用。如非本人操作，请联系主管税务机关。",
        "【电子税务局】您单位的支付密码已启用。如非本人操作，请联系主管税务机关。",
        "【电子税务局】支付密码连续错误3次，您已被退出登录并锁定3分钟。如非本人操作，请联系主管税务机关。",
      ])
  }

  @Test func `the longest notification fits its order`() throws {
    let longest = try #require(AgreementNumber(text: String(repeating: "9", count: 60)))
    var rig = PayRig([], agreements: [PayRig.agreed(longest.text)])
    _ = rig.base.call(
      .agreement(.autopay(AutoPayment(number: longest, on: true))), as: rig.clerk)
    let order = try #require(rig.base.engine.state.messages.values.first)
    #expect(try Protocol.check(order) > 0)
    #expect(rig.base.replayed().messages == rig.base.engine.state.messages)
  }

  @Test func `R-1309: a gateway that connects late gets waiting messages, and taken ones no more`()
  {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    rig.report(.done)
    let feed = Self.gateway(&rig)
    let order = Self.sent(rig, feed).first?.order
    #expect(order != nil)
    let take = Request.sms(.acknowledge(SmsAcknowledge(order: order ?? Id128(high: 0, low: 0))))
    for _ in 0..<2 { #expect(rig.base.call(take, as: .credential(.gateway)).reply != nil) }
    #expect(rig.base.events.filter { $0.number == 21 }.count == 1)
    #expect(rig.base.engine.state.messages.isEmpty)
    let next = Self.gateway(&rig)
    #expect(Self.sent(rig, next).isEmpty)
  }

  @Test func `an expired message is dropped by an operation`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    rig.report(.done)
    rig.base.advance(Notifying.lifeMilliseconds - 1)
    #expect(rig.base.engine.state.messages.count == 1)
    rig.base.advance(10_001)
    #expect(rig.base.engine.state.messages.isEmpty)
    #expect(rig.base.lastEvents.map(\.number) == [22])
    let next = Self.gateway(&rig)
    #expect(Self.sent(rig, next).isEmpty)
    let entryCount = rig.base.entries.count
    rig.base.advance(20_000)
    #expect(rig.base.entries.count == entryCount)
  }

  @Test func `a message that waits for credit beyond its end is not sent`() {
    var rig = PayRig([PayRig.declared()])
    let feed = Self.gateway(&rig, credit: 0)
    rig.pay()
    rig.report(.done)
    rig.base.advance(Notifying.lifeMilliseconds)
    rig.base.work([.credit(feed, 10)])
    #expect(Self.sent(rig, feed).isEmpty)
  }

  /// Adds `count` waiting messages with different identifiers.
  private static func waiting(_ count: Int, _ rig: inout PayRig, life: Int64 = 86_400_000) {
    for n in 0..<count {
      let name = Id128(high: 77, low: UInt64(n))
      rig.base.engine.state.messages[name] = SmsOrder(
        order: name, mobile: Fixture.mobile(1), purpose: "x",
        ends: rig.base.now.real.adding(milliseconds: life))
    }
  }

  @Test(arguments: [(19_999, 1), (20_000, 0)] as [(Int, Int)])
  func `no notification is ordered above 20000 waiting messages; the debit still ends`(
    _ waiting: Int, _ told: Int
  ) {
    var rig = PayRig([PayRig.declared()])
    Self.waiting(waiting, &rig)
    rig.pay()
    rig.report(.done)
    #expect(rig.messages.count == told)
    #expect(rig.attempt.status == .succeeded)
    #expect(rig.base.engine.state.messages.count == 20_000)
  }

  @Test(arguments: [(99_999, nil), (100_000, .exhausted)] as [(Int, RefusalCode?)])
  func `a code is refused above the limit of waiting messages, known or not`(
    _ waiting: Int, _ code: RefusalCode?
  ) throws {
    var rig = PayRig([])
    Self.waiting(waiting, &rig)
    let unknownLogin = try rig.base.activationStart(9, mobile: 9)
    #expect(rig.base.call(.account(.activateStart(unknownLogin))).code == code)
    #expect(rig.base.call(.paymentPassword(.code), as: rig.clerk).code == code)
  }

  @Test(arguments: [(4_096, 0), (4_097, 1)] as [(Int, Int)])
  func `one operation drops at most 4096 messages, the next the rest`(_ count: Int, _ left: Int) {
    var rig = PayRig([])
    Self.waiting(count, &rig, life: 1)
    rig.base.advance(10_000)
    #expect(rig.base.engine.state.messages.count == left)
    rig.base.advance(10_000)
    #expect(rig.base.engine.state.messages.isEmpty)
  }
}
