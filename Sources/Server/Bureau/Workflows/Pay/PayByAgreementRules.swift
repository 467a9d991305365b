internal import Protocol

/// 协议缴纳: payment by agreement.
///
/// The order of its checks: notice and version; declared; not special (T8); not held or paid;
/// sequence (T5, T6); deferrable lines (T11); the preview's digest, the total; the agreement; the
/// bank; the payment password last, so that a guess counts only where it would have moved money
/// (T12–T14, A6).
enum PayByAgreementRules {
  /// Decides `pay.agreement`. A wrong payment password is refused within the decision, which counts
  /// it.
  ///
  /// - Throws: in the order of the checks `.noticeNotFound`, `.noticeChanged`; `.notDeclared`;
  ///   `.specialByAgreement`; `.linesHeld`, `.alreadyPaid`, `.nothingDue`; `.outOfSequence`;
  ///   `.lineNotDeferrable`, `.deferralUnconfirmed`, `.limit`, `.nothingDue`; `.previewStale`;
  ///   `.amountDiffers`; `.agreementNone`, `.agreementChoice`, `.agreementNotFound`,
  ///   `.agreementNotUsable`; `.bankNotConnected`; `.paymentPasswordNotSet`,
  ///   `.paymentPasswordNeeded`, `.personLocked`, `.confirmationNeeded`; `.numbersExhausted`.
  static func decide(
    _ pay: PayByAgreement, _ clerk: SignedInClerk, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    let employer = clerk.employer
    let notice = try employer.notice(pay.notice, version: pay.version)
    try checkState(notice)
    try checkSequence(notice, employer, context.now.day)
    let quote = try quote(pay, notice, context)
    let agreement = try agreement(pay, notice, employer)
    let feed = FeedKind.orders(agreement.entered.clearingBank)
    guard volatile.feeds.isOpen(feed) else {
      throw Refusal(
        .bankNotConnected, "银行 \(agreement.entered.clearingBank) 暂未联机，本次未发起扣款", next: "请稍后重试")
    }
    let terms = Terms(
      isConfirmed: pay.deferralConfirmed, notice: notice, quote: quote, agreement: agreement)
    switch PaymentPasswordCheck.judge(pay.password, clerk, state, &context) {
    case .refused(let refusal): throw refusal
    case .counted(let refusal, let events, let orders):
      return Decision(.refusal(refusal), events: events, orders: orders)
    case .off:
      guard pay.withoutPassword else {
        throw Refusal(.confirmationNeeded, Previewing.passwordOffQuestion)
      }
      return try begin(terms, clerk, state, taken: volatile.feeds.taker(feed) != nil, [], &context)
    case .passed(let events):
      return try begin(
        terms, clerk, state, taken: volatile.feeds.taker(feed) != nil, events, &context)
    }
  }

  /// The checked terms of a payment: the notice, the amounts and the agreement.
  private struct Terms {
    let isConfirmed: Bool
    let notice: Notice
    let quote: Quote
    let agreement: AgreementState
  }

  private static func checkState(_ notice: Notice) throws(Refusal) {
    guard notice.declaredOn != nil else { throw Previewing.undeclared(notice) }
    guard notice.kind == .normal else {
      throw Refusal(.specialByAgreement, "缴费类型为特殊缴费的，不支持协议扣款")
    }
    guard !notice.lines.contains(where: { $0.status == .held }) else {
      throw Refusal(.linesHeld, Words.held, next: "shebao pay list --notice \(notice.number)")
    }
    guard notice.lines.contains(where: { $0.status == .declared }) else {
      let paid = notice.lines.contains { $0.status == .paid || $0.status == .posted }
      throw paid
        ? Refusal(.alreadyPaid, "告知单 \(notice.number) 已缴清", next: "shebao query paid")
        : Refusal(.nothingDue, "告知单 \(notice.number) 无需缴款")
    }
  }

  private static func checkSequence(
    _ notice: Notice, _ employer: Employer, _ day: BusinessDate
  ) throws(Refusal) {
    guard let first = employer.blocker(of: notice, on: day) else { return }
    let next =
      first.declaredOn == nil
      ? "shebao declare save \(first.number)" : "shebao pay agreement \(first.number)"
    throw Refusal(
      .outOfSequence, "须按顺序缴费：请先缴纳告知单 \(first.number)（\(first.period.from)）", next: next)
  }

  private static func quote(
    _ pay: PayByAgreement, _ notice: Notice, _ context: Context
  ) throws(Refusal) -> Quote {
    try Selection.check(pay.deferrable, notice, day: context.now.day)
    guard pay.deferrable.isEmpty || pay.deferralConfirmed else {
      throw Refusal(.deferralUnconfirmed, Previewing.deferralQuestion)
    }
    let quote = try Quote(notice, ticked: Set(pay.deferrable), context)
    let preview = "shebao pay preview \(notice.number)"
    guard !quote.lines.isEmpty else {
      throw Refusal(.nothingDue, "没有可缴纳的明细；可缓缴的明细须先勾选", next: preview)
    }
    guard quote.digest == pay.digest else {
      throw Refusal(.previewStale, "缴费内容在预览之后有变化，请重新预览", next: preview)
    }
    guard quote.total == pay.total else {
      throw Refusal(.amountDiffers, "确认的金额与应缴金额 \(quote.total) 元不一致", next: preview)
    }
    return quote
  }

  private static func agreement(
    _ pay: PayByAgreement, _ notice: Notice, _ employer: Employer
  ) throws(Refusal) -> AgreementState {
    let usable = Previewing.usable(employer, for: notice)
    guard let wanted = pay.agreement else {
      guard let only = usable.first else {
        throw Refusal(
          .agreementNone, "没有可用的委托扣款协议（征收机关 \(notice.office)）",
          next: "shebao agreement add")
      }
      guard usable.count == 1 else {
        let numbers = usable.map(\.number.text).joined(separator: "、")
        throw Refusal(.agreementChoice, "有多份协议可用，请选择：\(numbers)")
      }
      return only
    }
    guard let agreement = employer.agreements[wanted] else {
      throw Refusal(.agreementNotFound, "没有这份协议：\(wanted)", next: "shebao agreement list")
    }
    guard usable.contains(agreement) else {
      throw Refusal(
        .agreementNotUsable,
        "协议 \(wanted)（\(Words.agreement(agreement.status))）不能用于征收机关 \(notice.office)",
        next: "shebao agreement list")
    }
    return agreement
  }

  /// Begins the attempt. With credit on the bank's feed it is handed out in the same operation;
  /// without, it waits for credit for `Timing.cancelAfterMilliseconds`, then it is cancelled.
  private static func begin(
    _ terms: Terms, _ clerk: SignedInClerk, _ state: State, taken: Bool, _ events: [Event],
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    let attempt = try attempt(terms, clerk, state, taken: taken, context)
    let registration = clerk.employer.registration
    let event = AttemptRequested(registration: registration.number, attempt: attempt)
    let bank = terms.agreement.entered.clearingBank
    var orders = [Order.waiting(bank, attempt.number)]
    if taken, let order = PayOrders.debit(attempt, of: clerk.employer) {
      orders = [.bank(bank, order)]
    }
    return Decision(
      .reply(PaymentView.payment(attempt)), events: events + [.employer(.attemptRequested(event))],
      orders: orders)
  }

  private static func attempt(
    _ terms: Terms, _ clerk: SignedInClerk, _ state: State, taken: Bool, _ context: Context
  ) throws(Refusal) -> Attempt {
    let quote = terms.quote
    let now = context.now
    var attempt = Attempt(
      number: try number(state, context), notice: terms.notice.number, method: .agreement,
      agreement: terms.agreement.number, bank: terms.agreement.entered.clearingBank,
      account: terms.agreement.entered.account.masked, lines: quote.lines, amount: quote.amount,
      lateFee: quote.lateFee, day: now.day, digest: .zero, person: clerk.person.resident,
      key: context.key ?? Id128(high: 0, low: 0), status: taken ? .handedOut : .requested,
      requested: now.business, requestedReal: now.real, handedOut: taken ? now.real : nil,
      receipt: "", code: "", reason: "", deferralConfirmed: terms.isConfirmed)
    attempt.digest = PayOrders.digest(
      attempt, terms.agreement, terms.notice, clerk.employer.registration, context.digests)
    return attempt
  }

  private static func number(_ state: State, _ context: Context) throws(Refusal) -> TicketNumber {
    let month = context.now.day.period
    let serial = (state.serials[month] ?? 0) + 1
    guard serial <= TicketNumber.serialMax,
      let number = TicketNumber(
        region: context.realm.region, kind: .payment, month: month, serial: serial)
    else { throw Refusal(.numbersExhausted, "本月电子税票号码已用尽，请联系税务机关") }
    return number
  }
}
