package import Bureau
package import Protocol
internal import Store

/// Reads the books, on a read-only connection of its own. Used by one thread.
///
/// Each call is one short read transaction, so that its answer is of one moment and the write-ahead
/// log can be restarted after it.
package final class BooksReader {
  let database: Database
  let owing: NoticeLoader
  let paying: AttemptLoader
  let history: HistoryStatements
  private let employers: EmployerLoader
  private let persons: PersonLoader
  private let byMobile: Statement
  private let byUser: Statement
  private let byTaxpayer: Statement
  private let ownerOfAttempt: Statement
  private let ownerOfOrder: Statement
  private let keys: Statement
  private let batches: Statement
  private let slices: Statement
  private let waiting: Statement

  /// Opens a connection to the books at a path.
  ///
  /// - Throws: `.otherShape`; `.store`.
  package convenience init(_ path: String) throws(LedgerFailure) {
    try self.init(try Books.read(path))
  }

  init(_ database: Database) throws(LedgerFailure) {
    self.database = database
    owing = try NoticeLoader(database)
    paying = try AttemptLoader(database)
    history = try HistoryStatements(database)
    employers = try EmployerLoader(database)
    persons = try PersonLoader(database)
    byMobile = try Books.prepare(database, "SELECT resident FROM person WHERE mobile = ?")
    byUser = try Books.prepare(
      database, "SELECT resident FROM person WHERE user = ? AND user <> ''")
    byTaxpayer = try Books.prepare(
      database, "SELECT registration FROM employer WHERE taxpayer = ? ORDER BY registration")
    ownerOfAttempt = try Books.prepare(
      database, "SELECT registration FROM attempt WHERE number = ?")
    ownerOfOrder = try Books.prepare(
      database,
      """
      SELECT registration, agreement, clearing_bank, digest FROM agreement_order
      WHERE bank_order = ?
      """)
    keys = try Books.prepare(
      database, "SELECT sequence, digest, attempt FROM operation_key WHERE key = ? AND scope = ?")
    batches = try Books.prepare(
      database, "SELECT \(BatchCells.columns) FROM batch WHERE id = ?")
    slices = try Books.prepare(
      database,
      """
      SELECT sort_key, record FROM import_line WHERE batch = ? AND sort_key > ?
      ORDER BY sort_key LIMIT ?
      """)
    waiting = try Books.prepare(
      database,
      """
      SELECT registration FROM attempt WHERE ended IS NULL
      UNION SELECT registration FROM agreement WHERE status IN (1, 4)
      """)
  }

  /// Runs the body in one read transaction: an unchanging snapshot of the books.
  func reading<Outcome>(
    _ body: () throws(LedgerFailure) -> Outcome
  ) throws(LedgerFailure) -> Outcome {
    try database.transaction(.read, as: LedgerFailure.store, body)
  }

  /// Returns the last operation in the books, as this connection sees them.
  ///
  /// - Throws: `.store`, `.unreadable`.
  package func mark() throws(LedgerFailure) -> Mark { try Books.mark(database) }

  /// Looks up what a request needs in memory. That there is none is also a result.
  ///
  /// - Throws: `.store`; `.unreadable` where the books are damaged.
  package func find(_ lookup: Lookup) throws(LedgerFailure) -> LookupResult {
    switch lookup {
    case .employer(let number): .employer(number, try employer(number))
    case .person(let resident): .person(resident, try person(resident))
    case .user(let name): .user(name, try residents(user: name))
    case .taxpayer(let code): .taxpayer(code, try employers(taxpayer: code))
    case .attempt(let number): .attempt(number, try attemptOwner(number))
    case .ended(let registration, let number):
      .ended(registration, number, try attempt(number, of: registration))
    case .order(let order): .order(order, try orderOwner(order))
    case .key(let scope, let key): .key(scope, key, try self.key(scope: scope, key: key))
    case .batch(let id): .batch(id, try batch(id))
    case .notice(let name): .notice(name, try notice(name))
    }
  }

  /// Returns an employer with its open notices and recent attempts, nil where there is none.
  ///
  /// - Throws: as ``find(_:)``.
  package func employer(_ number: RegistrationNumber) throws(LedgerFailure) -> Employer? {
    try reading { () throws(LedgerFailure) in try employers.load(number) }
  }

  /// Returns a notice, open or not, nil where there is none.
  ///
  /// - Throws: as ``find(_:)``.
  package func notice(_ name: NoticeName) throws(LedgerFailure) -> Notice? {
    try reading { () throws(LedgerFailure) in
      try owing.notice(name.registration, name.number)
    }
  }

  /// Returns a person, nil where there is none.
  ///
  /// - Throws: as ``find(_:)``.
  package func person(_ resident: ResidentID) throws(LedgerFailure) -> Person? {
    try reading { () throws(LedgerFailure) in try persons.load(resident) }
  }

  /// Returns the persons whose user name, mobile number or resident ID is this login name, by
  /// resident ID.
  ///
  /// - Throws: as ``find(_:)``.
  package func residents(user: String) throws(LedgerFailure) -> [ResidentID] {
    try reading { () throws(LedgerFailure) in
      var found = try byUser.rows("person", { $0.put(user) }, Self.resident)
      if let mobile = MobileNumber(user) {
        found += try byMobile.rows("person", { $0.put(mobile) }, Self.resident)
      }
      if let resident = ResidentID(text: user), try persons.load(resident) != nil {
        found.append(resident)
      }
      return Set(found).sorted { $0.text < $1.text }
    }
  }

  private static func resident(_ c: inout Cells) throws(LedgerFailure) -> ResidentID {
    try c.named()
  }

  /// Returns the employers with a taxpayer code (纳税人识别号), by registration number.
  ///
  /// - Throws: as ``find(_:)``.
  package func employers(taxpayer: TaxpayerID) throws(LedgerFailure) -> [RegistrationNumber] {
    try byTaxpayer.rows("employer", { $0.put(taxpayer) }) { (c) throws(LedgerFailure) in
      try c.value()
    }
  }

  /// Returns the employer of an attempt, nil where there is none.
  ///
  /// - Throws: as ``find(_:)``.
  package func attemptOwner(
    _ number: TicketNumber
  ) throws(LedgerFailure) -> RegistrationNumber? {
    try ownerOfAttempt.rows("attempt", { $0.put(number) }) { (c) throws(LedgerFailure) in
      try c.value() as RegistrationNumber
    }.first
  }

  /// Returns an employer's attempt with its lines, nil where there is none.
  ///
  /// - Throws: as ``find(_:)``.
  package func attempt(
    _ number: TicketNumber, of registration: RegistrationNumber
  ) throws(LedgerFailure) -> Attempt? {
    try reading { () throws(LedgerFailure) in try paying.attempt(registration, number) }
  }

  /// Returns the agreement that an order is or was about, nil where there is none.
  ///
  /// - Throws: as ``find(_:)``.
  package func orderOwner(_ order: Id128) throws(LedgerFailure) -> AgreementOwner? {
    try ownerOfOrder.rows("agreement", { $0.put(order) }) { (c) throws(LedgerFailure) in
      AgreementOwner(
        registration: try c.value(), agreement: try c.named(), bank: try c.value(),
        digest: try c.digest())
    }.first
  }

  /// Returns the operation that used a key, nil where the books have none.
  ///
  /// - Throws: as ``find(_:)``.
  package func key(scope: Digest256, key: Id128) throws(LedgerFailure) -> KeyedOperation? {
    let bind = { (values: inout Values) in
      values.put(key)
      values.put(scope)
    }
    return try keys.rows("operation_key", bind) { (c) throws(LedgerFailure) in
      KeyedOperation(sequence: c.number(), digest: try c.digest(), attempt: try c.maybe())
    }.first
  }

  /// Returns an import, nil where there is none.
  ///
  /// - Throws: as ``find(_:)``.
  package func batch(_ id: Id128) throws(LedgerFailure) -> ImportBatch? {
    try batches.rows("batch", { $0.put(id) }, BatchCells.batch).first
  }

  /// Returns the next lines of an import in the order of application, at most `Slice.rowsMax`,
  /// empty at its end; with the notices in the books that they name.
  ///
  /// - Throws: as ``find(_:)``.
  package func slice(batch: Id128, after: String) throws(LedgerFailure) -> Slice {
    try reading { () throws(LedgerFailure) in
      let rows = try rows(of: batch, after: after)
      var notices: [NoticeName: Notice?] = [:]
      for name in SliceNeeds.names(rows) {
        notices.updateValue(try owing.notice(name.registration, name.number), forKey: name)
      }
      return Slice(
        batch: batch, after: after, rows: rows, notices: notices,
        mark: try Books.mark(database).sequence)
    }
  }

  private func rows(of batch: Id128, after: String) throws(LedgerFailure) -> [SliceRow] {
    let bind = { (values: inout Values) in
      values.put(batch)
      values.put(after)
      values.put(Slice.rowsMax)
    }
    return try slices.rows("import_line", bind) { (c) throws(LedgerFailure) in
      SliceRow(sortKey: c.text(), record: try Self.record(c.bytes(), c.broken))
    }
  }

  private static func record(
    _ bytes: [UInt8], _ broken: LedgerFailure
  ) throws(LedgerFailure) -> ImportRecord {
    do throws(Malformed) { return try Protocol.decode(ImportRecord.self, from: bytes) } catch {
      throw broken
    }
  }

  /// Loads the state of a start: all sessions, messages, imports, serials and the clock; every
  /// employer with an attempt that is not final or an agreement that a bank is asked about; and the
  /// payers of debits that no bank has taken, since they are notified when its time is up.
  ///
  /// - Throws: as ``find(_:)``.
  package func startState() throws(LedgerFailure) -> State {
    try reading { () throws(LedgerFailure) in
      var state = try RealmLoader.load(database)
      let numbers = try waiting.rows("attempt", { _ in }) { (c) throws(LedgerFailure) in
        try c.value() as RegistrationNumber
      }
      for number in numbers {
        guard let employer = try employers.load(number) else { continue }
        state.load(employer)
        for attempt in employer.attempts.values where attempt.status == .requested {
          state.persons[attempt.person] = try persons.load(attempt.person)
        }
      }
      return state
    }
  }
}
