import Protocol
import Terminal

/// `pay`: previews, states and lists (T4, T5, T8, T11); paying itself is `PayAgreement`.
enum PayCommands {
  static let all = [
    Command(
      ["pay", "preview"], Phrase("预览缴费：明细、滞纳金、缴费方式", "what paying would come to"),
      options: [Options.lines], arguments: [Options.noticeArgument], run: preview),
    PayAgreement.command,
    Command(
      ["pay", "status"], Phrase("查询一笔缴费的结果", "what became of a payment"),
      options: [Options.key, Options.wait],
      arguments: [
        ArgumentSpec(
          "number", Phrase("电子税票号码", "ticket"), Phrase("电子税票号码", "the ticket's number"),
          isOptional: true)
      ],
      examples: [
        CommandExample(
          "shebao pay status --wait", Phrase("等待未确认的结果", "wait for what is not confirmed"))
      ], run: status),
    Command(
      ["pay", "list"], Phrase("缴费记录", "payments"), options: [Options.notice], run: list),
    Command(
      ["pay", "show"], Phrase("一笔缴费及其明细", "a payment with its lines"),
      arguments: [
        ArgumentSpec(
          "ticket", Phrase("电子税票号码", "ticket"), Phrase("电子税票号码", "the ticket's number"))
      ], run: show),
  ]

  private static func preview(_ run: Run) throws(ErrorReport) -> ExitCode {
    try run.show(PayView.page(try PayAgreement.preview(run)))
    return .done
  }

  private static func list(_ run: Run) throws(ErrorReport) -> ExitCode {
    let filter = PaymentFilter(
      notice: try run.maybe("notice", Phrase("告知单号", "notice"), NoticeNumber.self))
    let list = try run.ask(PayMethods.list, filter)
    try run.show(Page(list, list: "payments", [.table(PayView.table(list.payments))]))
    return .done
  }

  private static func show(_ run: Run) throws(ErrorReport) -> ExitCode {
    let number = try run.value("ticket", Phrase("电子税票号码", "ticket")) { TicketNumber($0) }
    let detail = try run.ask(PayMethods.show, PaymentStatusRequest(number: number, wait: false))
    try run.show(
      Page(
        detail,
        [
          .records(PayView.records(detail.payment)),
          .table(PayView.lines(detail.lines)),
        ]))
    return .done
  }

  private static func status(_ run: Run) throws(ErrorReport) -> ExitCode {
    let number = try run.maybe("number", Phrase("电子税票号码", "ticket")) { TicketNumber($0) }
    var key = try run.givenKey()
    if number == nil && key == nil {
      key = try onlyPending(run)
    }
    if let key { try checkOwner(run, key) }
    let payment: Payment
    do throws(ErrorReport) {
      payment = try PaymentWait.status(run, number: number, key: key)
    } catch {
      throw try UnseenPayment.report(run, key, error)
    }
    try PaymentWait.settle(run, payment, key: key)
    return try PayView.end(run, payment, waited: run.invocation.flag("wait"))
  }
}

extension PayCommands {
  /// The oldest payment without an outcome that this session's person made here.
  private static func onlyPending(_ run: Run) throws(ErrorReport) -> Id128 {
    let here = try run.unanswered()
    if let own = here.own.first(where: isPayment) { return own.key }
    guard let other = here.others.first(where: isPayment) else {
      throw InputFailure.missing(
        Question(Phrase("电子税票号码或请求键", "ticket or key"), flag: "NUMBER | --key UUIDv7")
      ).report
    }
    throw UnseenPayment.ofAnother(other.owner, than: try run.session())
  }

  /// Refuses a key that somebody else's payment has.
  private static func checkOwner(_ run: Run, _ key: Id128) throws(ErrorReport) {
    guard let session = try run.session() else { return }
    let others = try run.unanswered().others
    if let other = others.first(where: { isPayment($0) && $0.key == key }) {
      throw UnseenPayment.ofAnother(other.owner, than: session)
    }
  }

  private static func isPayment(_ note: Unanswered) -> Bool {
    note.method == PayMethods.agreement.method
  }
}

/// Asks for a payment until it is final.
enum PaymentWait {
  /// Questions that wait, before the client leaves the rest to a later `pay status`.
  static let roundsMax = 3
  /// One of them, ms.
  static let roundMs: UInt32 = 20_000

  /// The payment now; with `--wait`, once it is final or the rounds are over.
  static func status(
    _ run: Run, number: TicketNumber?, key: Id128?
  ) throws(ErrorReport) -> Payment {
    let wants = run.invocation.flag("wait")
    let now = PaymentStatusRequest(number: number, key: key, wait: false)
    if wants, let final = try waited(run, number: number, key: key) { return final }
    return try run.ask(PayMethods.status, now)
  }

  /// The payment once it is final; nil where it did not come to that.
  static func waited(
    _ run: Run, number: TicketNumber?, key: Id128?
  ) throws(ErrorReport) -> Payment? {
    let which = PaymentStatusRequest(number: number, key: key, wait: true)
    for _ in 0..<roundsMax {
      let result = try run.exchange(
        PayMethods.status, which, timeoutMs: run.settings.timeoutMs ?? roundMs)
      switch result {
      case .success(let payment) where payment.final: return payment
      case .success: continue
      case .failure(.answered(_, let error)) where error.reason == Reason.deadline: continue
      case .failure(let failure): throw try run.report(failure)
      }
    }
    return nil
  }

  /// Forgets the request of a payment that is final.
  static func settle(_ run: Run, _ payment: Payment, key: Id128?) throws(ErrorReport) {
    guard payment.final else { return }
    if let key { try run.state.drop(key) }
  }
}
