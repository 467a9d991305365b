internal import Protocol

/// Messages that tell a person what has happened (通知短信): the outcome of a debit, a change of an
/// agreement or of the payment password, a lock.
///
/// They go to the notification phone; with none on file the login mobile serves. Nothing waits for
/// one: where too many wait for a gateway already, no other is ordered.
enum Notifying {
  /// The most messages that wait for the gateway before notifications stop; codes still go out.
  static let waitingMax = 20_000
  /// How long one is worth sending, in milliseconds: a day.
  static let lifeMilliseconds: Int64 = 24 * 3_600_000

  /// An order, durable and on its way; both empty where none is sent.
  struct Notification {
    let events: [Event]
    let orders: [Order]

    static let none = Notification(events: [], orders: [])
  }

  /// Tells who asked for a payment how it ended. The person is in memory: who asked for a debit
  /// that nobody has taken stays there, and whoever else ends one has brought the person in.
  static func outcome(
    _ attempt: Attempt, succeeded: Bool, _ state: State, _ context: inout Context
  ) -> Notification {
    guard let person = state.persons[attempt.person] else { return .none }
    let what = succeeded ? "协议扣款成功" : "协议扣款未成功，请登录查看原因"
    return send(
      "告知单\(attempt.notice)\(what)，金额\(PaymentView.total(attempt))元。", to: person, state, &context)
  }

  /// What was asked of an agreement.
  enum AgreementChange: String {
    case adding = "新增"
    case ending = "删除"
  }

  /// Tells who asked for a change of an agreement what came of it, once it has: when the bank says
  /// so, or, of an agreement that the bank never had, at the request.
  static func agreement(
    _ number: AgreementNumber, _ change: AgreementChange, isDone: Bool, to person: Person,
    _ state: State, _ context: inout Context
  ) -> Notification {
    let outcome = isDone ? "成功" : "未成功，请登录查看原因"
    return send(
      "\(change.rawValue)委托扣款协议\(number)\(outcome)。\(unlessYou)", to: person, state, &context)
  }

  /// Tells the clerk that auto-payment was turned on or off in the clerk's name.
  static func automatic(
    _ number: AgreementNumber, _ isOn: Bool, _ desk: ClerkDesk, _ state: State,
    _ context: inout Context
  ) -> Notification {
    send("协议\(number)已\(isOn ? "开通" : "关闭")自动缴费。\(unlessYou)", to: desk.person, state, &context)
  }

  /// Tells the clerk that the payment password or its use was changed in the clerk's name.
  static func paymentPassword(
    _ what: String, _ desk: ClerkDesk, _ state: State, _ context: inout Context
  ) -> Notification {
    send("您单位的支付密码\(what)。\(unlessYou)", to: desk.person, state, &context)
  }

  /// Tells the person that wrong payment passwords have locked them (T13).
  static func locked(_ desk: ClerkDesk, _ state: State, _ context: inout Context) -> Notification {
    send("支付密码连续错误3次，您已被退出登录并锁定3分钟。\(unlessYou)", to: desk.person, state, &context)
  }

  private static let unlessYou = "如非本人操作，请联系主管税务机关。"

  private static func send(
    _ text: String, to person: Person, _ state: State, _ context: inout Context
  ) -> Notification {
    guard state.messages.count < waitingMax else { return .none }
    let order = SmsOrder(
      order: context.entropy.name(), mobile: person.mobile, purpose: "【电子税务局】\(text)",
      ends: context.now.real.adding(milliseconds: lifeMilliseconds))
    return Notification(
      events: [.message(.messageOrdered(MessageOrdered(order: order)))], orders: [.message(order)])
  }
}
