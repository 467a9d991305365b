internal import CSQLite

/// A statement that begins or ends a transaction; each is compiled once for a connection.
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
  /// The lock that a transaction takes.
  public enum TransactionKind: Sendable {
    /// One unchanging snapshot of the file; never waits for the writer.
    case read
    /// Takes the write lock at BEGIN, so that no later statement can fail for lack of it.
    case write
  }

  /// Runs the body in a transaction: commits when it returns, rolls back when it throws.
  ///
  /// - Throws: the body's failure, or that of BEGIN or COMMIT. After a COMMIT that failed with
  ///   ``StoreFailure/Kind/io`` the rows may still be there when the file is opened again: stop,
  ///   and read what the file holds.
  public func transaction<Outcome>(
    _ kind: TransactionKind = .write, _ body: () throws(StoreFailure) -> Outcome
  ) throws(StoreFailure) -> Outcome {
    try transaction(kind, as: { $0 }, body)
  }

  /// Runs a body with another failure type in a transaction, as ``transaction(_:_:)`` does; `wrap`
  /// converts a failed BEGIN or COMMIT.
  ///
  /// - Throws: as ``transaction(_:_:)``.
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

  /// Rolls back. A failure of ROLLBACK is dropped: the caller throws the one that led here, and
  /// without its commit frame the transaction does not exist in the write-ahead log.
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
