package import Protocol

/// The durable state in memory that decisions are made on. Facts change by ``apply(_:sequence:)``
/// only; employers, persons and imports enter by ``load(_:)`` as the books have them, and leave by
/// ``release(_:)``.
package struct State: Sendable {
  /// Employers in memory, by registration number (登记序号).
  package var employers: [RegistrationNumber: Employer] = [:]
  /// Persons in memory, by resident ID.
  package var persons: [ResidentID: Person] = [:]
  /// Live sessions.
  package var sessions: [Id128: Session] = [:]
  /// Live sessions by the SHA-256 of their token.
  package var sessionByToken: [Digest256: Id128] = [:]
  /// Messages that the gateway has not taken, at most `messagesMax`.
  package var messages: [Id128: SmsOrder] = [:]
  /// Imports that are not completely applied, and the last ones that are.
  package var batches: [Id128: ImportBatch] = [:]
  /// The last serial used in ticket numbers, by month of issue.
  package var serials: [Period: UInt32] = [:]
  /// The employer of each attempt in memory.
  package var attemptOwners: [TicketNumber: RegistrationNumber] = [:]
  /// The owner of each agreement order of the employers in memory: the last orders, and those
  /// replaced since the employer was loaded.
  package var orderOwners: [Id128: AgreementOwner] = [:]
  /// Milliseconds by which a sandbox realm's business clock is ahead of real time.
  package var clockAhead: UInt64 = 0
  /// Real time of the restored backup's last operation; nil if the realm is not in recovery.
  package var recovery: Timestamp?
  /// The gaps of all restores, in their order. Never removed, only merged.
  package var gaps: [RecoveryGap] = []
  /// The sequence number of the last operation applied.
  package var sequence: UInt64 = 0

  /// The most messages that wait for the SMS gateway.
  package static let messagesMax = 100_000

  package init() {}
}

/// The agreement that an order is about, with the bank and the terms of the order.
package struct AgreementOwner: Sendable, Hashable {
  package var registration: RegistrationNumber
  package var agreement: AgreementNumber
  /// The bank that was given the order.
  package var bank: BankNumber
  /// Digest over the order's terms.
  package var digest: Digest256

  package init(
    registration: RegistrationNumber, agreement: AgreementNumber, bank: BankNumber,
    digest: Digest256
  ) {
    self.registration = registration
    self.agreement = agreement
    self.bank = bank
    self.digest = digest
  }

  /// Makes the owner of an agreement's last order.
  package init(_ registration: RegistrationNumber, of agreement: AgreementState) {
    self.init(
      registration: registration, agreement: agreement.number, bank: agreement.entered.clearingBank,
      digest: agreement.digest)
  }
}

extension State {
  /// Returns an attempt and its employer, from memory or from the lookup results; nil if the
  /// employer is not in memory.
  func attempt(_ number: TicketNumber, _ found: LookupResults) -> (RegistrationNumber, Attempt)? {
    let owner = attemptOwners[number] ?? (found.attempts[number] ?? nil)
    guard let owner, let employer = employers[owner] else { return nil }
    return (employer.attempts[number] ?? (found.ended[number] ?? nil)).map { (owner, $0) }
  }

  /// Loads an employer, as the books have it.
  package mutating func load(_ employer: Employer) {
    let registration = employer.registration.number
    for number in employer.attempts.keys { attemptOwners[number] = registration }
    for agreement in employer.agreements.values {
      orderOwners[agreement.order] = AgreementOwner(registration, of: agreement)
    }
    employers[registration] = employer
  }

  /// Evicts an employer; the books must have its last event.
  package mutating func release(_ registration: RegistrationNumber) {
    guard let employer = employers.removeValue(forKey: registration) else { return }
    for number in employer.attempts.keys { attemptOwners[number] = nil }
    for agreement in employer.agreements.values { orderOwners[agreement.order] = nil }
    for order in employer.formerOrders { orderOwners[order] = nil }
  }

  /// Loads a person, as the books have it.
  package mutating func load(_ person: Person) { persons[person.resident] = person }

  /// Evicts a person; the books must have its last event.
  package mutating func release(_ resident: ResidentID) { persons[resident] = nil }

  /// Loads an import, as the books have it.
  package mutating func load(_ batch: ImportBatch) { batches[batch.batch] = batch }

  /// Evicts an import; the books must have its last event.
  package mutating func release(_ batch: ImportBatch) { batches[batch.batch] = nil }

  /// Loads an attempt that ended long ago, as the books have it. Does nothing if its employer is
  /// not in memory.
  package mutating func load(_ attempt: Attempt, of registration: RegistrationNumber) {
    guard employers.index(forKey: registration) != nil else { return }
    employers[registration]?.attempts[attempt.number] = attempt
    attemptOwners[attempt.number] = registration
  }

  /// Adds a session, opened now or read from the books.
  package mutating func add(_ session: Session) {
    sessions[session.id] = session
    sessionByToken[session.token] = session.id
  }
}
