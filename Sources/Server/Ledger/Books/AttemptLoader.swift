internal import Bureau
internal import Protocol
internal import Store

/// Reads payment attempts (缴费) with their lines.
struct AttemptLoader {
  /// The columns of an attempt, in the order of ``attempt(_:)``.
  static let columns = """
    number, notice, method, agreement, bank, account, amount, late_fee, day, digest, person, key,
      status, requested, requested_real, handed_out, ended, receipt, code, reason, dispute,
      is_confirmed
    """
  private static let recentNumbers = """
    SELECT number FROM (
      SELECT number FROM attempt WHERE registration = ?1 ORDER BY asked DESC LIMIT ?2)
    UNION SELECT number FROM attempt WHERE registration = ?1
      AND (ended IS NULL OR dispute <> '')
    UNION SELECT a.number FROM notice n JOIN attempt a
      ON a.registration = n.registration AND a.notice = n.number
      WHERE n.registration = ?1 AND n.is_open = 1
    """

  private let recentAttempts: Statement
  private let recentLines: Statement
  private let oneAttempt: Statement
  private let oneLines: Statement

  init(_ database: Database) throws(LedgerFailure) {
    recentAttempts = try Books.prepare(
      database,
      "SELECT \(Self.columns) FROM attempt WHERE number IN (\(Self.recentNumbers))")
    recentLines = try Books.prepare(
      database,
      """
      SELECT attempt, line, amount, late_fee FROM attempt_line
      WHERE attempt IN (\(Self.recentNumbers)) ORDER BY attempt, place
      """)
    oneAttempt = try Books.prepare(
      database, "SELECT \(Self.columns) FROM attempt WHERE registration = ? AND number = ?")
    oneLines = try Books.prepare(
      database,
      """
      SELECT attempt, line, amount, late_fee FROM attempt_line WHERE attempt = ? ORDER BY place
      """)
  }

  /// Returns an employer's attempts that memory holds: those of open notices, those that are not
  /// final or disputed, and the newest `newestMax`.
  func recent(
    _ registration: RegistrationNumber, newestMax: Int
  ) throws(LedgerFailure) -> [Attempt] {
    let bind = { (values: inout Values) in
      values.put(registration)
      values.put(newestMax)
    }
    var attempts: [Attempt] = []
    var places: [TicketNumber: Int] = [:]
    for attempt in try recentAttempts.rows("attempt", bind, Self.attempt) {
      places[attempt.number] = attempts.count
      attempts.append(attempt)
    }
    guard !attempts.isEmpty else { return [] }
    for (number, line) in try recentLines.rows("attempt_line", bind, Self.line) {
      guard let place = places[number] else { throw .unreadable(table: "attempt_line") }
      attempts[place].lines.append(line)
    }
    return attempts
  }

  /// Returns one attempt of an employer, nil where there is none.
  func attempt(
    _ registration: RegistrationNumber, _ number: TicketNumber
  ) throws(LedgerFailure) -> Attempt? {
    let found = try oneAttempt.rows(
      "attempt",
      { values in
        values.put(registration)
        values.put(number)
      }, Self.attempt)
    guard var attempt = found.first else { return nil }
    attempt.lines = try oneLines.rows("attempt_line", { $0.put(number) }, Self.line).map(\.1)
    return attempt
  }

  /// Reads an attempt, without its lines, from ``columns``.
  static func attempt(_ c: inout Cells) throws(LedgerFailure) -> Attempt {
    Attempt(
      number: try c.value(), notice: try c.named(), method: try c.choice(),
      agreement: try c.maybeNamed(), bank: try c.maybe(), account: c.text(), lines: [],
      amount: try c.money(), lateFee: try c.money(), day: try c.value(), digest: try c.digest(),
      person: try c.named(), key: try c.id(), status: try c.choice(), requested: try c.value(),
      requestedReal: try c.value(), handedOut: try c.maybe(), ended: try c.maybe(),
      receipt: c.text(), code: c.text(), reason: c.text(), dispute: c.text(),
      deferralConfirmed: c.flag())
  }

  private static func line(_ c: inout Cells) throws(LedgerFailure) -> (TicketNumber, AttemptLine) {
    (
      try c.value(),
      AttemptLine(number: try c.value(), amount: try c.money(), lateFee: try c.money())
    )
  }
}
