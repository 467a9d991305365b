internal import CSQLite

/// The statements that open and close transactions, each compiled once for a connection.
enum TransactionStatement: Int, CaseIterable {
  case beginRead, beginWrite, commit, rollback

  var sql: String {
    switch self {
    case .beginRead: "BEGIN DEFERRED"
    case .beginWrite: "BEGIN IMMEDIATE"
    case .commit: "COMMIT"
    case .rollback: "ROLLBACK"
    }
  }
}

extension Database {
  /// What a transaction is for.
  public enum TransactionKind: Sendable {
    /// One unchanging view of the file; never waits for the writer.
    case read
    /// Takes the write lock at once, so that it cannot fail for it later.
    case write
  }

  /// Runs the body in a transaction: all of it is kept on return, none when it throws.
  ///
  /// - Throws: what the body threw, or the failure of BEGIN or COMMIT. After a COMMIT that failed
  ///   with ``StoreFailure/Kind/io`` the rows may still be there when the file is opened again:
  ///   stop, and look.
  public func transaction<Outcome>(
    _ kind: TransactionKind = .write, _ body: () throws(StoreFailure) -> Outcome
  ) throws(StoreFailure) -> Outcome {
    try transaction(kind, as: { $0 }, body)
  }

  /// As ``transaction(_:_:)``, for a body with failures of its own: `wrap` makes one of those out
  /// of a failed BEGIN or COMMIT.
  public func transaction<Outcome, Failure: Error>(
    _ kind: TransactionKind = .write, as wrap: (StoreFailure) -> Failure,
    _ body: () throws(Failure) -> Outcome
  ) throws(Failure) -> Outcome {
    try run(kind == .read ? .beginRead : .beginWrite, wrap)
    do throws(Failure) {
      let outcome = try body()
      try run(.commit, wrap)
      return outcome
    } catch {
      rollBack()
      throw error
    }
  }

  /// Whether a transaction is open.
  public var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// The failure that led here is the one to tell; a rollback that fails as well leaves nothing
  /// behind, because the transaction's end mark was never written.
  private func rollBack() {
    guard isInTransaction else { return }
    do throws(StoreFailure) { try run(.rollback) { $0 } } catch { _ = error }
  }

  private func run<Failure: Error>(
    _ wanted: TransactionStatement, _ wrap: (StoreFailure) -> Failure
  ) throws(Failure) {
    do throws(StoreFailure) {
      if let statement = transactionStatements[wanted.rawValue] { return try statement.run() }
      let statement = try prepare(wanted.sql)
      transactionStatements[wanted.rawValue] = statement
      try statement.run()
    } catch { throw wrap(error) }
  }
}
