package import Bureau
internal import Protocol

extension BooksReader {
  /// Answers a query of history or of an officer's list, in one read transaction.
  ///
  /// - Returns: `.reply`, or `.refusal` for a number that the employer does not have.
  /// - Throws: `.store`; `.unreadable` where the books are damaged.
  package func answer(
    _ query: BooksQuery
  ) throws(LedgerFailure) -> OutputBody {
    try reading { () throws(LedgerFailure) in
      switch query {
      case .paid(let number, let filter): .reply(try paid(number, filter))
      case .notice(let number, let notice, let day): try detail(number, notice, day)
      case .payments(let number, let filter): .reply(try payments(number, filter))
      case .status(let number, let ticket): try status(number, ticket)
      case .payment(let number, let ticket): try payment(number, ticket)
      case .problems(let batch, let after): .reply(try problems(batch, after))
      case .officerAttempts(let before):
        .reply(OfficerAttempts(cases: try officerCases(before)))
      case .officerAttempt(let ticket, let before): try officerCase(ticket, before)
      }
    }
  }

  // MARK: Payments

  private func payments(
    _ registration: RegistrationNumber, _ filter: PaymentFilter
  ) throws(LedgerFailure) -> PaymentList {
    let statement = filter.notice == nil ? history.payments : history.paymentsOfNotice
    let bind = { (values: inout Values) in
      values.put(registration)
      if let notice = filter.notice { values.put(notice) }
      values.put(HistoryStatements.rowsMax)
    }
    let attempts = try statement.rows("attempt", bind, AttemptLoader.attempt)
    return PaymentList(payments: attempts.map { PaymentView.payment($0) })
  }

  private func status(
    _ registration: RegistrationNumber, _ number: TicketNumber
  ) throws(LedgerFailure) -> OutputBody {
    guard let attempt = try paying.attempt(registration, number) else {
      return .refusal(PaymentView.notFound(number))
    }
    return .reply(PaymentView.payment(attempt))
  }

  private func payment(
    _ registration: RegistrationNumber, _ number: TicketNumber
  ) throws(LedgerFailure) -> OutputBody {
    guard let attempt = try paying.attempt(registration, number) else {
      return .refusal(PaymentView.notFound(number))
    }
    return .reply(try detail(attempt, registration))
  }

  private func detail(
    _ attempt: Attempt, _ registration: RegistrationNumber
  ) throws(LedgerFailure) -> PaymentDetail {
    // A later version of the notice has other lines, which must not be shown as these.
    let isCurrent = try history.isCurrent.rows("attempt", { $0.put(attempt.number) }) {
      (c) throws(LedgerFailure) in c.flag()
    }
    let notice = isCurrent.isEmpty ? nil : try owing.notice(registration, attempt.notice)
    return PaymentView.detail(attempt, notice)
  }

  private func officerCases(_ before: Timestamp) throws(LedgerFailure) -> [OfficerCase] {
    let bind = { (values: inout Values) in
      values.put(before)
      values.put(HistoryStatements.rowsMax)
    }
    return try history.officerAttempts.rows("attempt", bind) { (c) throws(LedgerFailure) in
      let registration: RegistrationNumber = try c.value()
      return OfficerCases.view(try AttemptLoader.attempt(&c), registration, before: before)
    }
  }

  private func officerCase(
    _ number: TicketNumber, _ before: Timestamp
  ) throws(LedgerFailure) -> OutputBody {
    guard let owner = try attemptOwner(number), let attempt = try paying.attempt(owner, number)
    else {
      return .refusal(PaymentView.notFound(number))
    }
    let open = OfficerCases.view(attempt, owner, before: before)
    let lines = try detail(attempt, owner).lines
    return .reply(OfficerCaseDetail(open: open, lines: lines))
  }

  // MARK: Imports

  /// Returns a page of problems. A page ends with all problems of a line, since the next page
  /// begins after that line.
  private func problems(
    _ batch: Id128, _ after: UInt64
  ) throws(LedgerFailure) -> ImportProblems {
    let most = HistoryStatements.rowsMax
    let bind = { (values: inout Values) in
      values.put(batch)
      values.put(after)
      values.put(most + 1)
    }
    var found = try history.problems.rows("import_problem", bind) { (c) throws(LedgerFailure) in
      ImportProblem(line: c.number(), code: c.text(), reason: c.text())
    }
    guard found.count > most, let last = found.last else {
      return ImportProblems(problems: found, more: false)
    }
    found.removeLast()
    let whole = found.prefix { $0.line != last.line }
    return ImportProblems(problems: whole.isEmpty ? found : Array(whole), more: true)
  }

  // MARK: Notices

  private func paid(
    _ registration: RegistrationNumber, _ filter: QueryFilter
  ) throws(LedgerFailure) -> QueryPage {
    let most = HistoryStatements.rowsMax
    let bind = { (values: inout Values) in
      values.put(registration)
      values.put(filter.after)
      values.put(filter.agency?.text)
      values.put(filter.unit)
      values.put(filter.notice)
      values.put(most + 1)
    }
    let numbers = try history.paidNotices.rows("notice", bind) { (c) throws(LedgerFailure) in
      try c.named() as NoticeNumber
    }
    var rows: [QueryRow] = []
    for number in numbers.prefix(most) {
      guard let notice = try owing.notice(registration, number) else { continue }
      rows.append(try row(registration, notice))
    }
    let next = numbers.count > most ? rows.last?.notice.text ?? "" : ""
    return QueryPage(rows: rows, next: next)
  }

  private func detail(
    _ registration: RegistrationNumber, _ number: NoticeNumber, _ day: BusinessDate
  ) throws(LedgerFailure) -> OutputBody {
    guard let notice = try owing.notice(registration, number) else {
      return .refusal(Notice.notFound(number))
    }
    let fees = try lateFees(registration, notice)
    return .reply(
      QueryDetail(
        row: try row(registration, notice),
        lines: notice.lines.map {
          QueryRows.line($0, lateFee: fees[$0.number] ?? .zero, day: day)
        }))
  }

  private func row(
    _ registration: RegistrationNumber, _ notice: Notice
  ) throws(LedgerFailure) -> QueryRow {
    let paid = try attempts(registration, notice).filter {
      $0.status == .succeeded || $0.status == .posted
    }
    do throws(Refusal) { return try QueryRows.row(notice, paid, on: .paid) } catch {
      throw .unreadable(table: "notice")
    }
  }

  private func attempts(
    _ registration: RegistrationNumber, _ notice: Notice
  ) throws(LedgerFailure) -> [Attempt] {
    let bind = { (values: inout Values) in
      values.put(registration)
      values.put(notice.number)
      values.put(HistoryStatements.rowsMax)
    }
    return try history.paymentsOfNotice.rows("attempt", bind, AttemptLoader.attempt)
  }

  /// Returns the late fees (滞纳金) of the notice's live attempts, by line.
  private func lateFees(
    _ registration: RegistrationNumber, _ notice: Notice
  ) throws(LedgerFailure) -> [LineNumber: Money] {
    var fees: [LineNumber: Money] = [:]
    for number in Set(notice.lines.compactMap(\.attempt)) {
      guard let attempt = try paying.attempt(registration, number) else { continue }
      for line in attempt.lines { fees[line.number] = line.lateFee }
    }
    return fees
  }
}
