internal import Bureau
internal import Protocol
internal import Store

/// The statements of queries that only the books answer: paid notices, payments, import problems,
/// officers' cases.
struct HistoryStatements {
  /// The most rows on a page.
  static let rowsMax = 500

  let paidNotices: Statement
  let payments: Statement
  let paymentsOfNotice: Statement
  let problems: Statement
  let officerAttempts: Statement
  /// Finds a row if the attempt's notice still has the version that the attempt was made for.
  let isCurrent: Statement

  init(_ database: Database) throws(LedgerFailure) {
    paidNotices = try Books.prepare(
      database,
      """
      SELECT number FROM notice n WHERE registration = ?1 AND number > ?2
        AND (?3 IS NULL OR agency = ?3) AND (?4 IS NULL OR unit = ?4)
        AND (?5 IS NULL OR number = ?5)
        AND EXISTS (SELECT 1 FROM line l WHERE l.registration = n.registration
          AND l.notice = n.number AND l.status IN (4, 5))
      ORDER BY number LIMIT ?6
      """)
    payments = try Books.prepare(
      database,
      """
      SELECT \(AttemptLoader.columns) FROM attempt WHERE registration = ?
      ORDER BY asked DESC LIMIT ?
      """)
    paymentsOfNotice = try Books.prepare(
      database,
      """
      SELECT \(AttemptLoader.columns) FROM attempt WHERE registration = ? AND notice = ?
      ORDER BY asked DESC LIMIT ?
      """)
    isCurrent = try Books.prepare(
      database,
      """
      SELECT 1 FROM attempt a JOIN notice n
        ON n.registration = a.registration AND n.number = a.notice
      WHERE a.number = ? AND n.filed < a.asked
      """)
    problems = try Books.prepare(
      database,
      """
      SELECT line, code, reason FROM import_problem WHERE batch = ? AND line > ?
      ORDER BY line, operation, place LIMIT ?
      """)
    officerAttempts = try Books.prepare(
      database,
      """
      SELECT registration, \(AttemptLoader.columns) FROM attempt
      WHERE (status IN (5, 7) OR dispute <> '')
        AND (status <> 5 OR dispute <> '' OR coalesce(handed_out, requested_real) <= ?)
      ORDER BY requested, number LIMIT ?
      """)
  }
}
