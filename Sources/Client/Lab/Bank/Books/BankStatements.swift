/// The SQL of a bank's books. Reports are read back by the partial indices `…_owed`.
enum BankStatements {
  static let debitColumns = "reference, digest, outcome, amount, receipt, code, reason, account"
  static let findDebit = "SELECT \(debitColumns) FROM debit WHERE reference = ?1"
  static let owedDebits =
    "SELECT \(debitColumns) FROM debit WHERE report = 0 ORDER BY serial LIMIT ?1"
  static let listDebits = """
    SELECT \(debitColumns), serial, at, report FROM debit WHERE serial > ?1 ORDER BY serial LIMIT ?2
    """
  static let addDebit = """
    INSERT INTO debit (serial, reference, digest, outcome, amount, receipt, code, reason, account,
      at, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
    """
  static let orderColumns = "reference, digest, kind, agreement, code, reason"
  static let findOrder = "SELECT \(orderColumns) FROM agreement_order WHERE reference = ?1"
  static let owedOrders =
    "SELECT \(orderColumns) FROM agreement_order WHERE report = 0 ORDER BY serial LIMIT ?1"
  static let addOrder = """
    INSERT INTO agreement_order (reference, digest, kind, agreement, code, reason, at, report)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0)
    """
  static let putAgreement = """
    INSERT INTO agreement (number, account, office, taxpayer, status) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (number) DO UPDATE SET account = ?2, office = ?3, taxpayer = ?4, status = ?5
    """
  static let putAccount = """
    INSERT INTO account (number, name, kind, balance, credited) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (number) DO UPDATE SET name = ?2, kind = ?3, balance = ?4, credited = credited + ?5
    """
  static let sums = """
    SELECT (SELECT count(*) FROM debit WHERE outcome = 1),
      (SELECT coalesce(sum(amount), 0) FROM debit WHERE outcome = 1),
      (SELECT count(*) FROM debit WHERE outcome = 2),
      (SELECT count(*) FROM debit WHERE outcome = 3),
      (SELECT count(*) FROM debit WHERE report = 0),
      (SELECT count(*) FROM debit WHERE report = 2),
      (SELECT coalesce(sum(credited), 0) FROM account),
      (SELECT coalesce(sum(balance), 0) FROM account)
    """
}
