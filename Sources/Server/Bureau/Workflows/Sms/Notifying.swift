internal import Protocol

/// 通知短信: tells a person by text message of the outcome of a debit, a change of an agreement or of
/// the payment password, or a lock.
///
/// Messages go to the mobile number on file. Nothing depends on them: at ``waitingMax`` waiting
/// messages no other is ordered.
enum Notifying {
  /// The number of messages waiting for the gateway at which notifications stop; codes still go
  /// out.
  static let waitingMax = 20_000
  /// The time after which a message that no gateway has taken is dropped, in milliseconds: a day.
  static let lifeMilliseconds: Int64 = 24 * 3_600_000

  /// The events and orders of a notification; both empty where none is sent.
  struct Notification {
    let events: [Event]
    let orders: [Order]

    static let none = Notification(events: [], orders: [])
  }

  /// Tells the person who asked for a payment how it ended. The person is in memory: eviction keeps
  /// the payer of a debit that is not handed out, and a report or a resolution looks the payer up
  /// first (`Bank.attempt`).
  static func outcome(
    _ attempt: Attempt, succeeded: Bool, _ state: State, _ context: inout Context
  ) -> Notification {
    guard let person = state.persons[attempt.person] else { return .none }
    let what = succeeded ? "协议扣款成功" : "协议扣款未成功，请登录查看原因"
    return send(
      "告知单\(attempt.notice)\(what)，金额\(PaymentView.total(attempt))元。", to: person, state, &context)
  }

  /// The change that was asked of an agreement.
  enum AgreementChange: String {
    case adding = "新增"
    case ending = "删除"
  }

  /// Tells the person who asked for a change of an agreement its outcome: on the bank's report, or
  /// at once for an agreement that the bank never had.
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
    _ number: AgreementNumber, _ isOn: Bool, _ clerk: SignedInClerk, _ state: State,
    _ context: inout Context
  ) -> Notification {
    send("协议\(number)已\(isOn ? "开通" : "关闭")自动缴费。\(unlessYou)", to: clerk.person, state, &context)
  }

  /// Tells the clerk that the payment password or its use was changed in the clerk's name.
  static func paymentPassword(
    _ what: String, _ clerk: SignedInClerk, _ state: State, _ context: inout Context
  ) -> Notification {
    send("您单位的支付密码\(what)。\(unlessYou)", to: clerk.person, state, &context)
  }

  /// Tells the person that wrong payment passwords have locked them (T13).
  static func locked(_ clerk: SignedInClerk, _ state: State, _ context: inout Context)
    -> Notification
  {
    send("支付密码连续错误3次，您已被退出登录并锁定3分钟。\(unlessYou)", to: clerk.person, state, &context)
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
