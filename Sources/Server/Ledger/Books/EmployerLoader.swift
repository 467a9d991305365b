internal import Bureau
internal import Protocol
internal import Store

/// Reads an employer (用人单位) with its open notices and recent attempts. The caller's read
/// transaction makes its queries see one moment.
struct EmployerLoader {
  /// The most ended attempts that are read of an employer, the newest first.
  static let newestAttemptsMax = 50

  private let registration: Statement
  private let enrolments: Statement
  private let insurances: Statement
  private let agreements: Statement
  private let locks: Statement
  private let owing: NoticeLoader
  private let paying: AttemptLoader

  init(_ database: Database) throws(LedgerFailure) {
    registration = try Books.prepare(
      database,
      """
      SELECT registration, taxpayer, name, status, type, industry, address, legal_representative,
        finance_officer, phone, office, office_name, sub_office, sub_office_name, registered,
        password_digest, password_salt, password_off, sequence
      FROM employer WHERE registration = ?
      """)
    enrolments = try Books.prepare(
      database,
      """
      SELECT agency, agency_name, unit FROM enrolment WHERE registration = ? ORDER BY place
      """)
    insurances = try Books.prepare(
      database,
      """
      SELECT enrolment, levy, name, period_from, period_through, status, heads
      FROM insurance WHERE registration = ? ORDER BY enrolment, place
      """)
    agreements = try Books.prepare(
      database,
      """
      SELECT number, office, clearing_bank, opening_bank, account, account_name, account_kind,
        signing, phone, status, automatic, added, bank_order, digest, reason, person
      FROM agreement WHERE registration = ?
      """)
    locks = try Books.prepare(
      database,
      "SELECT resident, failures, locked_until FROM payment_lock WHERE registration = ?")
    owing = try NoticeLoader(database)
    paying = try AttemptLoader(database)
  }

  /// Returns the employer with notices and attempts, nil where there is none.
  func load(_ number: RegistrationNumber) throws(LedgerFailure) -> Employer? {
    guard var employer = try own(number) else { return nil }
    for notice in try owing.open(number) { employer.notices[notice.number] = notice }
    for attempt in try paying.recent(number, newestMax: Self.newestAttemptsMax) {
      employer.attempts[attempt.number] = attempt
    }
    return employer
  }

  /// Returns the employer without notices and attempts, nil where there is none.
  func own(_ number: RegistrationNumber) throws(LedgerFailure) -> Employer? {
    guard var employer = try bare(number) else { return nil }
    employer.enrolments = try enrolled(number)
    for agreement in try agreed(number) { employer.agreements[agreement.number] = agreement }
    for lock in try locked(number) { employer.locks[lock.resident] = lock }
    return employer
  }

  private func bare(_ number: RegistrationNumber) throws(LedgerFailure) -> Employer? {
    try registration.rows("employer", { $0.put(number) }) { (c) throws(LedgerFailure) in
      var employer = Employer(
        registration: Registration(
          registration: try c.value(), taxpayer: try c.named(), name: c.text(), status: c.text(),
          type: c.text(), industry: c.text(), address: c.text(), legalRepresentative: c.text(),
          financeOfficer: c.text(), phone: c.text(), office: try c.value(), officeName: c.text(),
          subOffice: try c.value(), subOfficeName: c.text(), registered: try c.value()),
        enrolments: [])
      employer.password = PaymentPassword(
        digest: try c.maybeDigest(), salt: try c.maybeId(), off: c.flag())
      employer.sequence = c.number()
      return employer
    }.first
  }

  private func enrolled(_ number: RegistrationNumber) throws(LedgerFailure) -> [Enrolment] {
    let insured = try insurances.rows("insurance", { $0.put(number) }) {
      (c) throws(LedgerFailure) in
      (
        Int(c.signed()),
        Insurance(
          levy: try c.value(), name: c.text(), from: try c.value(), through: try c.maybe(),
          status: c.text(), heads: c.number32())
      )
    }
    var byEnrolment: [Int: [Insurance]] = [:]
    for (place, insurance) in insured { byEnrolment[place, default: []].append(insurance) }
    var place = 0
    return try enrolments.rows("enrolment", { $0.put(number) }) { (c) throws(LedgerFailure) in
      defer { place += 1 }
      return Enrolment(
        agency: try c.agency(), agencyName: c.text(), unit: try c.named(),
        insurances: byEnrolment[place] ?? [])
    }
  }

  private func agreed(_ number: RegistrationNumber) throws(LedgerFailure) -> [AgreementState] {
    try agreements.rows("agreement", { $0.put(number) }) { (c) throws(LedgerFailure) in
      AgreementState(
        entered: AgreementAdd(
          number: try c.named(), office: try c.value(), clearingBank: try c.value(),
          openingBank: try c.value(), account: try c.named(), accountName: c.text(),
          accountKind: try c.choice(), signing: try c.choice(), phone: c.text()),
        status: try c.choice(), automatic: c.flag(), added: try c.value(), order: try c.id(),
        digest: try c.digest(), reason: c.text(), person: try c.named())
    }
  }

  private func locked(_ number: RegistrationNumber) throws(LedgerFailure) -> [PaymentLock] {
    try locks.rows("payment_lock", { $0.put(number) }) { (c) throws(LedgerFailure) in
      PaymentLock(
        resident: try c.named(), failures: c.number32(), lockedUntil: try c.maybe())
    }
  }
}
