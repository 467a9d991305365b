import Protocol
import Terminal

/// `pay`: previews, states and lists of payments (缴费, T4, T5, T8, T11); see `PayAgreement` for
/// paying.
enum PayCommands {
  static let all = [
    Command(
      ["pay", "preview"], Phrase("预览缴费：明细、滞纳金、缴费方式", "what paying would come to"),
      options: [CommandOptions.lines], arguments: [CommandOptions.noticeArgument], run: preview),
    PayAgreement.command,
    Command(
      ["pay", "status"], Phrase("查询一笔缴费的结果", "what became of a payment"),
      options: [CommandOptions.key, CommandOptions.wait],
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
      ["pay", "list"], Phrase("缴费记录", "payments"), options: [CommandOptions.notice], run: list),
    Command(
      ["pay", "show"], Phrase("一笔缴费及其明细", "a payment with its lines"),
      arguments: [
        ArgumentSpec(
          "ticket", Phrase("电子税票号码", "ticket"), Phrase("电子税票号码", "the ticket's number"))
      ], run: show),
  ]

  private static func preview(_ run: Run) throws(ErrorReport) -> ExitCode {
    try run.show(PayOutput.preview(try PayAgreement.preview(run)))
    return .done
  }

  private static func list(_ run: Run) throws(ErrorReport) -> ExitCode {
    let filter = PaymentFilter(
      notice: try run.maybe("notice", Phrase("告知单号", "notice"), NoticeNumber.self))
    let list = try run.ask(PayMethods.list, filter)
    try run.show(CommandOutput(list, list: "payments", [.table(PayOutput.table(list.payments))]))
    return .done
  }

  private static func show(_ run: Run) throws(ErrorReport) -> ExitCode {
    let number = try run.value("ticket", Phrase("电子税票号码", "ticket")) { TicketNumber($0) }
    let detail = try run.ask(PayMethods.show, PaymentStatusRequest(number: number, wait: false))
    try run.show(
      CommandOutput(
        detail,
        [
          .fields(PayOutput.fields(detail.payment)),
          .table(PayOutput.lines(detail.lines)),
        ]))
    return .done
  }

  private static func status(_ run: Run) throws(ErrorReport) -> ExitCode {
    let number = try run.maybe("number", Phrase("电子税票号码", "ticket")) { TicketNumber($0) }
    var key = try run.givenKey()
    if number == nil && key == nil {
      key = try oldestInFlight(run)
    }
    if let key { try checkOwner(run, key) }
    let payment: Payment
    do throws(ErrorReport) {
      payment = try PaymentWait.status(run, number: number, key: key)
    } catch {
      throw try UnseenPayment.report(run, key, error)
    }
    try PaymentWait.settle(run, payment, key: key)
    return try PayOutput.end(run, payment, waited: run.invocation.flag("wait"))
  }
}

extension PayCommands {
  /// Returns the key of the caller's oldest payment in flight.
  private static func oldestInFlight(_ run: Run) throws(ErrorReport) -> Id128 {
    let here = try run.inFlight()
    if let own = here.own.first(where: isPayment) { return own.key }
    guard let other = here.others.first(where: isPayment) else {
      throw InputFailure.missing(
        Question(Phrase("电子税票号码或请求键", "ticket or key"), flag: "NUMBER | --key UUIDv7")
      ).report
    }
    throw UnseenPayment.ofAnother(other.owner, than: try run.session())
  }

  /// Throws where the key is that of a payment in flight of another person or employer.
  private static func checkOwner(_ run: Run, _ key: Id128) throws(ErrorReport) {
    guard let session = try run.session() else { return }
    let others = try run.inFlight().others
    if let other = others.first(where: { isPayment($0) && $0.key == key }) {
      throw UnseenPayment.ofAnother(other.owner, than: session)
    }
  }

  private static func isPayment(_ request: InFlightRequest) -> Bool {
    request.method == PayMethods.agreement.method
  }
}
