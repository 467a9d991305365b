import Protocol
import Terminal

/// `pay agreement`: pays a notice by agreement (协议缴纳, T11–T14). It never pays twice: the key is on
/// disk before the request is sent, and the next run asks for that key first.
enum PayAgreement {
  static let command = Command(
    ["pay", "agreement"], Phrase("协议缴纳", "pay by agreement"),
    options: [
      CommandOptions.lines,
      OptionSpec.flag(
        "confirm-deferral", Phrase("确认缴纳可缓缴的单位部分", "confirm paying deferrable lines")),
      OptionSpec(
        "agreement", value: Phrase("协议书号", "agreement"),
        Phrase("用哪份协议", "which agreement, where there are several")),
      CommandOptions.passwordFile, CommandOptions.passwordStdin,
      OptionSpec.flag(
        "confirm-no-password", Phrase("确认不使用支付密码缴费", "confirm paying without the password")),
      CommandOptions.confirmAmount, CommandOptions.wait, CommandOptions.dryRun, CommandOptions.key,
      OptionSpec.flag(
        "not-debited",
        Phrase(
          "银行已证实上次未扣款，以新请求缴费", "the bank says that the last one moved no money; pay anew")),
    ],
    arguments: [CommandOptions.noticeArgument],
    examples: [
      CommandExample(
        "shebao pay agreement HR2026040000000001 --confirm-amount 8454.30 --wait",
        Phrase("缴费并等待结果", "pay and wait for the outcome"))
    ], run: run)

  private static func run(_ run: Run) throws(ErrorReport) -> ExitCode {
    let notice = try run.value("notice", Phrase("告知单号", "notice"), NoticeNumber.self)
    if !run.isDry, let end = try former(run, notice) { return end }
    let preview = try preview(run)
    guard !run.isDry else {
      try run.show(PayOutput.preview(preview))
      return .done
    }
    try run.note(PayOutput.summary(preview))
    let pay = try terms(run, preview)
    return try send(run, pay)
  }

  static func preview(_ run: Run) throws(ErrorReport) -> Preview {
    let request = PreviewRequest(
      notice: try run.value("notice", Phrase("告知单号", "notice"), NoticeNumber.self),
      deferrable: try run.maybe("lines", Phrase("行号", "lines"), LineNumber.list) ?? [])
    return try run.ask(PayMethods.preview, request)
  }

  /// Asks for the caller's payment of this notice that is in flight, if any. Returns nil, to go on
  /// with paying, only where there is none, the server has none, or it failed.
  private static func former(
    _ run: Run, _ notice: NoticeNumber
  ) throws(ErrorReport) -> ExitCode? {
    guard let inFlight = try run.former(notice.text) else { return nil }
    // Where the server has none, the request may still arrive: it is sent again under the same key,
    // never a new one.
    guard var payment = try known(run, inFlight) else { return nil }
    if !payment.final, wantsToWait(run) {
      payment = try PaymentWait.waited(run, number: nil, key: inFlight.key) ?? payment
    }
    try PaymentWait.settle(run, payment, key: inFlight.key)
    switch payment.status {
    case .failed, .cancelled:
      try run.note(
        Phrase("上次缴费未成功：\(payment.reason)", "the last payment failed: \(payment.reason)"))
      return nil
    case .requested, .handedOut, .succeeded, .unknown, .officer, .posted:
      return try PayOutput.end(run, payment, waited: wantsToWait(run))
    }
  }

  /// Asks for the former payment. A restored server may have lost it: then only the bank knows, and
  /// `--not-debited` says that it moved no money.
  private static func known(
    _ run: Run, _ inFlight: InFlightPayment
  ) throws(ErrorReport) -> Payment? {
    do throws(ErrorReport) { return try run.payment(under: inFlight.key) } catch {
      guard error.code == "KEY_IN_RECOVERY_GAP" else { throw error }
      guard run.invocation.flag("not-debited") else {
        let command = "shebao pay agreement \(inFlight.notice) --not-debited"
        throw ErrorReport(
          error.exit, code: error.code, what: error.what, why: error.why,
          next: Phrase(
            "银行证实未扣款后：\(command)",
            "once the bank says that nothing was debited: \(command)"),
          trace: error.trace, details: error.details)
      }
      try run.state.drop(inFlight.key)
      return nil
    }
  }

  private static func wantsToWait(_ run: Run) -> Bool {
    run.invocation.flag("wait") || run.canAsk
  }

  /// Collects the confirmations in the manual's order: deferral (缓缴), amount, payment password.
  private static func terms(_ run: Run, _ preview: Preview) throws(ErrorReport) -> PayByAgreement {
    let ticked = try run.maybe("lines", Phrase("行号", "lines"), LineNumber.list) ?? []
    // Where paying by agreement is not allowed, the request is sent without password and
    // confirmation: the server refuses it with the reason's code, and can't pay.
    let option = preview.methods.first { $0.method == .agreement }
    let isOpen = option?.allowed ?? true
    var isDeferralConfirmed = run.invocation.flag("confirm-deferral")
    if !preview.question.isEmpty, !isDeferralConfirmed {
      isDeferralConfirmed = try run.isConfirmed(
        "confirm-deferral", Phrase(same: preview.question))
    }
    if isOpen {
      try run.confirm(
        amount: preview.total,
        Phrase(
          "即将缴纳告知单 \(preview.todo.notice)，合计 \(preview.total.grouped) 元。请输入金额确认",
          "pay \(preview.total.grouped) yuan for notice \(preview.todo.notice); type the amount"))
    }
    var password: Secret?
    var withoutPassword = false
    if isOpen, preview.passwordSet, preview.passwordUsed {
      password = try run.secret("password", Phrase("支付密码", "payment password"))
    } else if isOpen, preview.passwordSet {
      let question =
        preview.passwordQuestion.isEmpty
        ? "支付密码未启用，是否继续缴费？" : preview.passwordQuestion
      withoutPassword = try run.isConfirmed("confirm-no-password", Phrase(same: question))
    }
    return PayByAgreement(
      notice: preview.todo.notice, version: preview.todo.version, deferrable: ticked,
      deferralConfirmed: isDeferralConfirmed, total: preview.total, digest: preview.digest,
      agreement: isOpen ? try agreement(run, preview) : nil, password: password?.text,
      withoutPassword: withoutPassword)
  }

  private static func agreement(
    _ run: Run, _ preview: Preview
  ) throws(ErrorReport) -> AgreementNumber? {
    let named = try run.maybe("agreement", Phrase("协议书号", "agreement"), AgreementNumber.self)
    if named != nil || preview.agreements.count < 2 || !run.canAsk { return named }
    let words = preview.agreements.map { option in
      Phrase(same: "\(option.agreement)  \(option.bank)  \(option.account)")
    }
    let index = try run.choice(
      Phrase("选择委托扣款协议", "agreement"), flag: "--agreement NUMBER", words)
    return preview.agreements[index].agreement
  }

  private static func send(
    _ run: Run, _ pay: PayByAgreement
  ) throws(ErrorReport) -> ExitCode {
    var (payment, key) = try run.pay(pay)
    let waits = wantsToWait(run)
    if !payment.final, waits { payment = try outcome(run, payment, key) }
    try PaymentWait.settle(run, payment, key: key)
    return try PayOutput.end(run, payment, waited: waits)
  }

  /// Waits for the outcome of a durable payment; a failed call leaves it unknown, not failed.
  private static func outcome(
    _ run: Run, _ payment: Payment, _ key: Id128
  ) throws(ErrorReport) -> Payment {
    do throws(ErrorReport) {
      return try PaymentWait.waited(run, number: nil, key: key) ?? payment
    } catch {
      throw Failures.unknownOutcome(key, isPayment: true, why: error)
    }
  }
}
