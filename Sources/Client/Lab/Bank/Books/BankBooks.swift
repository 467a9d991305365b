package import Protocol
package import Store

/// A bank's durable books: accounts, agreements, debits and agreement orders. One thread at a time.
///
/// Every write happens inside `commit`, which is on the disk when it returns. Functions throw
/// `StoreFailure` where SQLite fails or a row is damaged.
package final class BankBooks {
  /// The length of the write-ahead log, in pages, from which `tidy` checkpoints it.
  static let checkpointPages = 1_000

  let database: Database
  private let findDebit: Statement
  private let addDebit: Statement
  private let setBalance: Statement
  private let setReport: Statement
  private let findOrder: Statement
  private let addOrder: Statement
  private let setOrderReport: Statement
  private let putAgreement: Statement
  private let putAccount: Statement
  private var lastSerial: Int64

  /// Opens the books, or creates them.
  ///
  /// - Parameter logPages: the length to which the write-ahead log is grown at once; 0: not at all.
  package init(path: String, logPages: Int = 0) throws(StoreFailure) {
    database = try Database.open(path: path, mode: .readWriteCreate)
    try database.migrate(BankMigrations.all, application: BankMigrations.application)
    try database.checkpoint(.truncate)
    if logPages > 0 { try database.growLog(pages: logPages) }
    findDebit = try database.prepare(BankStatements.findDebit)
    addDebit = try database.prepare(BankStatements.addDebit)
    setBalance = try database.prepare("UPDATE account SET balance = ?2 WHERE number = ?1")
    setReport = try database.prepare("UPDATE debit SET report = ?2 WHERE reference = ?1")
    findOrder = try database.prepare(BankStatements.findOrder)
    addOrder = try database.prepare(BankStatements.addOrder)
    setOrderReport = try database.prepare(
      "UPDATE agreement_order SET report = ?2 WHERE reference = ?1")
    putAgreement = try database.prepare(BankStatements.putAgreement)
    putAccount = try database.prepare(BankStatements.putAccount)
    lastSerial = try database.number("SELECT coalesce(max(serial), 0) FROM debit") ?? 0
  }

  /// Runs the body as one transaction, durable on return.
  ///
  /// After a failure the process must end: the bank in memory may be ahead of the books.
  package func commit<Outcome>(
    _ body: () throws(StoreFailure) -> Outcome
  ) throws(StoreFailure) -> Outcome {
    try database.transaction(.write, body)
  }

  /// Checkpoints a log of `checkpointPages` or more; call it when no report waits.
  package func tidy() throws(StoreFailure) {
    if database.pagesInLog >= Self.checkpointPages { try database.checkpoint(.passive) }
  }

  /// The serial of the next debit.
  package var nextSerial: Int64 { lastSerial + 1 }

  // MARK: Debits

  /// Returns the record of a reference, or nil.
  package func debit(_ reference: Id128) throws(StoreFailure) -> DebitRecord? {
    defer { findDebit.reset() }
    findDebit.bind(1, reference.bytes)
    guard try findDebit.step() else { return nil }
    return try DebitRow.read(findDebit)
  }

  /// Inserts a debit and sets the account's new balance.
  ///
  /// - Parameter isOwed: whether its report is to be sent.
  func keep(
    _ record: DebitRecord, balance: Money?, at: UInt64, isOwed: Bool
  ) throws(StoreFailure) {
    lastSerial += 1
    addDebit.bind(1, lastSerial)
    addDebit.bind(2, record.reference.bytes)
    addDebit.bind(3, record.digest.bytes)
    addDebit.bind(4, Int64(record.outcome.rawValue))
    addDebit.bind(5, record.amount.fen)
    addDebit.bind(6, record.receipt)
    addDebit.bind(7, record.refusal?.code ?? "")
    addDebit.bind(8, record.refusal?.reason ?? "")
    addDebit.bind(9, record.account?.text)
    addDebit.bind(10, Int64(clamping: at))
    addDebit.bind(11, isOwed ? 0 : 1)
    try addDebit.run()
    guard let balance, let account = record.account else { return }
    setBalance.bind(1, account.text)
    setBalance.bind(2, balance.fen)
    try setBalance.run()
  }

  /// Marks the report of a debit as acknowledged, or as refused by the server for good.
  func close(debit reference: Id128, isRefused: Bool) throws(StoreFailure) {
    setReport.bind(1, reference.bytes)
    setReport.bind(2, isRefused ? 2 : 1)
    try setReport.run()
  }

  // MARK: Agreements

  /// Returns the record of an agreement order, or nil.
  func order(_ reference: Id128) throws(StoreFailure) -> AgreementRecord? {
    defer { findOrder.reset() }
    findOrder.bind(1, reference.bytes)
    guard try findOrder.step() else { return nil }
    return try AgreementRow.read(findOrder)
  }

  /// Inserts an agreement order.
  func keep(_ record: AgreementRecord, at: UInt64) throws(StoreFailure) {
    addOrder.bind(1, record.reference.bytes)
    addOrder.bind(2, record.digest.bytes)
    addOrder.bind(3, Int64(record.kind.rawValue))
    addOrder.bind(4, record.agreement.text)
    addOrder.bind(5, record.refusal?.code ?? "")
    addOrder.bind(6, record.refusal?.reason ?? "")
    addOrder.bind(7, Int64(clamping: at))
    try addOrder.run()
  }

  /// Marks the report of an agreement order as acknowledged, or as refused by the server for good.
  func close(order reference: Id128, isRefused: Bool) throws(StoreFailure) {
    setOrderReport.bind(1, reference.bytes)
    setOrderReport.bind(2, isRefused ? 2 : 1)
    try setOrderReport.run()
  }

  /// Inserts or updates an agreement.
  func put(_ agreement: BankAgreement) throws(StoreFailure) {
    putAgreement.bind(1, agreement.number.text)
    putAgreement.bind(2, agreement.account.text)
    putAgreement.bind(3, agreement.office?.text)
    putAgreement.bind(4, agreement.taxpayer?.text)
    putAgreement.bind(5, agreement.status.rawValue)
    try putAgreement.run()
  }

  /// Inserts or updates an account.
  ///
  /// - Parameter gained: what the balance rose by since it was last put, in fen; may be negative.
  ///   Added to the account's credits, so that `BankSums.isBalanced` holds.
  func put(_ account: Account, gained: Int64) throws(StoreFailure) {
    putAccount.bind(1, account.number.text)
    putAccount.bind(2, account.name)
    putAccount.bind(3, Int64(account.kind.rawValue))
    putAccount.bind(4, account.balance.fen)
    putAccount.bind(5, gained)
    try putAccount.run()
  }
}
