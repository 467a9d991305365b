internal import Protocol

/// 继续缴费: the preview of a payment: the lines, those that may be ticked, the total, and the ways to
/// pay (T4, T5, T7, T8, T11).
enum Previewing {
  /// The manual's question where deferrable lines are ticked (T11).
  static let deferralQuestion = "按照医保缓缴政策，您勾选的单位缴纳部分可以缓缴，是否确认本期缴纳？"
  /// The question where the payment password is off (A6).
  static let passwordOffQuestion = "协议缴费的支付密码已关闭，确认后将直接扣款，是否继续？"

  /// Decides `pay.preview`.
  ///
  /// - Throws: `.noticeNotFound`; `.notDeclared`; `.lineNotDeferrable`; `.limit`.
  static func decide(
    _ request: PreviewRequest, _ employer: Employer, _ context: Context
  ) throws(Refusal) -> Decision {
    let notice = try employer.notice(request.notice)
    guard notice.declaredOn != nil else { throw undeclared(notice) }
    try Selection.check(request.deferrable, notice, day: context.now.day)
    let quote = try Quote(notice, ticked: Set(request.deferrable), context)
    let agreements = usable(employer, for: notice)
    return .reply(
      Preview(
        todo: try TodoView.todo(notice), lines: try lines(notice, quote, employer, context),
        amount: quote.amount, lateFee: quote.lateFee, total: quote.total,
        digest: quote.digest, methods: methods(notice, quote, employer, context.now.day),
        question: request.deferrable.isEmpty ? "" : deferralQuestion,
        agreements: agreements.map(option), passwordSet: employer.password.digest != nil,
        passwordUsed: employer.password.digest != nil && !employer.password.off,
        day: context.now.day,
        passwordQuestion: employer.password.off ? passwordOffQuestion : ""))
  }

  static func undeclared(_ notice: Notice) -> Refusal {
    Refusal(
      .notDeclared, "告知单 \(notice.number) 尚未申报，请先申报",
      next: "shebao declare save \(notice.number)")
  }

  private static func lines(
    _ notice: Notice, _ quote: Quote, _ employer: Employer, _ context: Context
  ) throws(Refusal) -> [NoticeLine] {
    var lines: [NoticeLine] = []
    for line in notice.lines {
      lines.append(
        try TodoView.line(
          line, of: notice, employer, selected: quote.numbers.contains(line.number),
          day: context.now.day, count: context.realm.dayCount, word: Words.todo))
    }
    return lines
  }

  /// Returns the active agreements with the notice's tax office, by number.
  static func usable(_ employer: Employer, for notice: Notice) -> [AgreementState] {
    employer.agreements.values
      .filter { $0.status == .active && $0.entered.office == notice.office }
      .sorted { $0.number.text < $1.number.text }
  }

  private static func option(_ agreement: AgreementState) -> AgreementOption {
    AgreementOption(
      agreement: agreement.number, bank: agreement.entered.clearingBank,
      account: agreement.entered.account.masked, automatic: agreement.automatic)
  }

  /// Returns the three ways to pay (支付方式), each with the reason for which it is not allowed (T5,
  /// T7, T8).
  private static func methods(
    _ notice: Notice, _ quote: Quote, _ employer: Employer, _ day: BusinessDate
  ) -> [MethodOption] {
    let common = obstacle(notice, quote, employer, day)
    let special = notice.kind == .special ? "特殊缴费不支持协议扣款" : ""
    let counter =
      notice.sequential ? "顺序缴费的告知单只能通过汇总开具《银行查询缴费凭证》到银行柜台缴费" : unopened
    return [
      MethodOption(
        method: .agreement, allowed: (common + special).isEmpty,
        reason: special.isEmpty ? common : special),
      MethodOption(method: .qr, allowed: false, reason: common.isEmpty ? unopened : common),
      MethodOption(method: .counter, allowed: false, reason: counter),
    ]
  }

  private static let unopened = "本系统尚未开通该缴费方式"

  /// Returns the reason for which the notice cannot be paid in any way; empty where there is none.
  private static func obstacle(
    _ notice: Notice, _ quote: Quote, _ employer: Employer, _ day: BusinessDate
  ) -> String {
    if let blocker = employer.blocker(of: notice, on: day) {
      return "须先缴纳告知单 \(blocker.number)（\(blocker.period.from)）"
    }
    if notice.lines.contains(where: { $0.status == .held }) { return Words.held }
    return quote.lines.isEmpty ? "没有可缴纳的明细" : ""
  }
}
