internal import Bureau
internal import Protocol
internal import Store

/// Writes an employer's (用人单位) own rows: registration, enrolments, agreements, payment locks.
struct EmployerWriter {
  private let employer: Statement
  private let sequence: Statement
  private let dropInsurances: Statement
  private let dropEnrolments: Statement
  private let enrolment: Statement
  private let insurance: Statement
  private let agreement: Statement
  private let agreementOrder: Statement
  private let lock: Statement
  private let dropLock: Statement

  init(_ database: Database) throws(LedgerFailure) {
    employer = try Books.prepare(
      database,
      """
      INSERT INTO employer (registration, taxpayer, name, status, type, industry, address,
        legal_representative, finance_officer, phone, office, office_name, sub_office,
        sub_office_name, registered, password_digest, password_salt, password_off, sequence)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (registration) DO UPDATE SET taxpayer = excluded.taxpayer, name = excluded.name,
        status = excluded.status, type = excluded.type, industry = excluded.industry,
        address = excluded.address, legal_representative = excluded.legal_representative,
        finance_officer = excluded.finance_officer, phone = excluded.phone,
        office = excluded.office, office_name = excluded.office_name,
        sub_office = excluded.sub_office, sub_office_name = excluded.sub_office_name,
        registered = excluded.registered, password_digest = excluded.password_digest,
        password_salt = excluded.password_salt, password_off = excluded.password_off,
        sequence = excluded.sequence
      """)
    sequence = try Books.prepare(
      database, "UPDATE employer SET sequence = ? WHERE registration = ?")
    dropInsurances = try Books.prepare(database, "DELETE FROM insurance WHERE registration = ?")
    dropEnrolments = try Books.prepare(database, "DELETE FROM enrolment WHERE registration = ?")
    enrolment = try Books.prepare(
      database,
      """
      INSERT INTO enrolment (registration, place, agency, agency_name, unit)
      VALUES (?, ?, ?, ?, ?)
      """)
    insurance = try Books.prepare(
      database,
      """
      INSERT INTO insurance (registration, enrolment, place, levy, name, period_from,
        period_through, status, heads) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    agreement = try Books.prepare(database, Self.agreementText)
    agreementOrder = try Books.prepare(
      database,
      """
      INSERT INTO agreement_order (bank_order, registration, agreement, clearing_bank, digest)
      VALUES (?, ?, ?, ?, ?)
      """)
    lock = try Books.prepare(
      database,
      """
      INSERT INTO payment_lock (registration, resident, failures, locked_until)
      VALUES (?, ?, ?, ?) ON CONFLICT (registration, resident) DO UPDATE SET
        failures = excluded.failures, locked_until = excluded.locked_until
      """)
    dropLock = try Books.prepare(
      database, "DELETE FROM payment_lock WHERE registration = ? AND resident = ?")
  }

  private static let agreementText = """
    INSERT INTO agreement (registration, number, office, clearing_bank, opening_bank, account,
      account_name, account_kind, signing, phone, status, automatic, added, bank_order, digest,
      reason, person)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (registration, number) DO UPDATE SET office = excluded.office,
      clearing_bank = excluded.clearing_bank, opening_bank = excluded.opening_bank,
      account = excluded.account, account_name = excluded.account_name,
      account_kind = excluded.account_kind, signing = excluded.signing, phone = excluded.phone,
      status = excluded.status, automatic = excluded.automatic, added = excluded.added,
      bank_order = excluded.bank_order, digest = excluded.digest, reason = excluded.reason,
      person = excluded.person
    """

  /// Writes the number of the last operation that touched an employer, none of whose own rows
  /// changed.
  func write(_ number: RegistrationNumber, touchedBy last: UInt64) throws(LedgerFailure) {
    try sequence.run { values in
      values.put(last)
      values.put(number)
    }
  }

  func write(_ after: Employer, before: Employer?) throws(LedgerFailure) {
    let number = after.registration.number
    if before?.registration == after.registration, before?.password == after.password {
      try write(number, touchedBy: after.sequence)
    } else {
      try write(registrationOf: after)
    }
    if before?.enrolments != after.enrolments { try write(enrolmentsOf: after) }
    for agreement in after.agreements.values.sorted(by: { $0.number < $1.number })
    where before?.agreements[agreement.number] != agreement {
      try write(agreement, number)
    }
    try write(locksOf: after, before?.locks ?? [:])
  }

  /// Inserts the orders about agreements (委托扣款协议).
  func write(_ orders: [Id128: AgreementOwner]) throws(LedgerFailure) {
    for (order, owner) in orders.sorted(by: { $0.key < $1.key }) {
      try agreementOrder.run { values in
        values.put(order)
        values.put(owner.registration)
        values.put(owner.agreement)
        values.put(owner.bank)
        values.put(owner.digest)
      }
    }
  }

  private func write(registrationOf after: Employer) throws(LedgerFailure) {
    let registration = after.registration
    try employer.run { values in
      values.put(registration.number)
      values.put(registration.taxpayer)
      values.put(registration.name)
      values.put(registration.status)
      values.put(registration.type)
      values.put(registration.industry)
      values.put(registration.address)
      values.put(registration.legalRepresentative)
      values.put(registration.financeOfficer)
      values.put(registration.phone)
      values.put(registration.office)
      values.put(registration.officeName)
      values.put(registration.subOffice)
      values.put(registration.subOfficeName)
      values.put(registration.registered)
      values.put(after.password.digest)
      values.put(after.password.salt)
      values.put(after.password.off)
      values.put(after.sequence)
    }
  }

  private func write(enrolmentsOf after: Employer) throws(LedgerFailure) {
    let number = after.registration.number
    try dropInsurances.run { $0.put(number) }
    try dropEnrolments.run { $0.put(number) }
    for (place, enrolled) in after.enrolments.enumerated() {
      try enrolment.run { values in
        values.put(number)
        values.put(place)
        values.put(enrolled.agency)
        values.put(enrolled.agencyName)
        values.put(enrolled.unit)
      }
      for (inner, insured) in enrolled.insurances.enumerated() {
        try insurance.run { values in
          values.put(number)
          values.put(place)
          values.put(inner)
          values.put(insured.levy)
          values.put(insured.name)
          values.put(insured.from)
          values.put(insured.through)
          values.put(insured.status)
          values.put(insured.heads)
        }
      }
    }
  }

  private func write(
    _ agreed: AgreementState, _ number: RegistrationNumber
  ) throws(LedgerFailure) {
    try agreement.run { values in
      values.put(number)
      values.put(agreed.number)
      values.put(agreed.entered.office)
      values.put(agreed.entered.clearingBank)
      values.put(agreed.entered.openingBank)
      values.put(agreed.entered.account)
      values.put(agreed.entered.accountName)
      values.put(agreed.entered.accountKind)
      values.put(agreed.entered.signing)
      values.put(agreed.entered.phone)
      values.put(agreed.status)
      values.put(agreed.automatic)
      values.put(agreed.added)
      values.put(agreed.order)
      values.put(agreed.digest)
      values.put(agreed.reason)
      values.put(agreed.person)
    }
  }

  private func write(
    locksOf after: Employer, _ before: [ResidentID: PaymentLock]
  ) throws(LedgerFailure) {
    guard after.locks != before else { return }
    let number = after.registration.number
    for gone in before.values where after.locks[gone.resident] == nil {
      try dropLock.run { values in
        values.put(number)
        values.put(gone.resident)
      }
    }
    for locked in after.locks.values where before[locked.resident] != locked {
      try lock.run { values in
        values.put(number)
        values.put(locked.resident)
        values.put(locked.failures)
        values.put(locked.lockedUntil)
      }
    }
  }
}
