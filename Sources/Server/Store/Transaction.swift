internal import CSQLite

/// The statements that open and close transactions, each compiled once for a connection.
enum Control: Int, CaseIterable {
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
  public enum Purpose: Sendable {
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
    _ purpose: Purpose = .write, _ body: () throws(StoreFailure) -> Outcome
  ) throws(StoreFailure) -> Outcome {
    try transaction(purpose, as: { $0 }, body)
  }

  /// As ``transaction(_:_:)``, for a body with failures of its own: `wrap` makes one of those out
  /// of a failed BEGIN or COMMIT.
  public func transaction<Outcome, Failure: Error>(
    _ purpose: Purpose = .write, as wrap: (StoreFailure) -> Failure,
    _ body: () throws(Failure) -> Outcome
  ) throws(Failure) -> Outcome {
    try run(purpose == .read ? .beginRead : .beginWrite, wrap)
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
    _ control: Control, _ wrap: (StoreFailure) -> Failure
  ) throws(Failure) {
    do throws(StoreFailure) {
      if let statement = controls[control.rawValue] { return try statement.run() }
      let statement = try prepare(control.sql)
      controls[control.rawValue] = statement
      try statement.run()
    } catch { throw wrap(error) }
  }
}
