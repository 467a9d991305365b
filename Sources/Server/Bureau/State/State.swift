package import Protocol

/// All that the bureau decides on, as far as it is in memory; changed by events only.
package struct State: Sendable {
  /// Employers in memory, by 登记序号.
  package var employers: [RegistrationNumber: Employer] = [:]
  /// Persons in memory, by resident ID.
  package var persons: [ResidentID: Person] = [:]
  /// Live sessions.
  package var sessions: [Id128: Session] = [:]
  /// Live sessions by the hash of their token.
  package var sessionByToken: [Digest256: Id128] = [:]
  /// Messages that the SMS gateway has not taken, at most `messagesMax`.
  package var messages: [Id128: SmsOrder] = [:]
  /// Imports that are not wholly applied, and the last ones that are.
  package var batches: [Id128: ImportBatch] = [:]
  /// The last serial of payment tickets, by month of issue.
  package var serials: [Period: UInt32] = [:]
  /// Who owns an attempt, for attempts of employers in memory.
  package var attemptOwners: [TicketNumber: RegistrationNumber] = [:]
  /// Who owns an agreement order, for employers in memory: the present ones, and those that were
  /// replaced since their employer came into memory.
  package var orderOwners: [Id128: AgreementOwner] = [:]
  /// By how much a sandbox realm's business clock is ahead of the real one, in milliseconds.
  package var clockAhead: UInt64 = 0
  /// In recovery: up to when the backup knows that the realm was restored from, real time.
  package var recovery: Timestamp?
  /// What restored backups do not know, in the order of their restores; for good.
  package var gaps: [RecoveryGap] = []
  /// The last operation applied.
  package var sequence: UInt64 = 0

  /// The most messages that wait for the SMS gateway.
  package static let messagesMax = 100_000

  /// A realm without anything.
  package init() {}
}

/// Whose agreement an order is about, and what its bank was told.
package struct AgreementOwner: Sendable, Hashable {
  package var registration: RegistrationNumber
  package var agreement: AgreementNumber
  /// The bank that was given the order.
  package var bank: BankNumber
  /// Over the order's terms.
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

  /// Of the order that the bank has, or had last, for an agreement.
  package init(_ registration: RegistrationNumber, of agreement: AgreementState) {
    self.init(
      registration: registration, agreement: agreement.number, bank: agreement.entered.clearingBank,
      digest: agreement.digest)
  }
}

extension State {
  /// A payment and whose it is, in memory or found in the books; its employer is in memory.
  func attempt(_ number: TicketNumber, _ found: LookupResults) -> (RegistrationNumber, Attempt)? {
    let owner = attemptOwners[number] ?? (found.attempts[number] ?? nil)
    guard let owner, let employer = employers[owner] else { return nil }
    return (employer.attempts[number] ?? (found.ended[number] ?? nil)).map { (owner, $0) }
  }

  /// Takes an employer into memory, as the books have it.
  package mutating func admit(_ employer: Employer) {
    let registration = employer.registration.number
    for number in employer.attempts.keys { attemptOwners[number] = registration }
    for agreement in employer.agreements.values {
      orderOwners[agreement.order] = AgreementOwner(registration, of: agreement)
    }
    employers[registration] = employer
  }

  /// Lets an employer go from memory; the books must have its last event.
  package mutating func release(_ registration: RegistrationNumber) {
    guard let employer = employers.removeValue(forKey: registration) else { return }
    for number in employer.attempts.keys { attemptOwners[number] = nil }
    for agreement in employer.agreements.values { orderOwners[agreement.order] = nil }
    for order in employer.formerOrders { orderOwners[order] = nil }
  }

  /// Takes a payment into memory that ended long ago, as the books have it, to its employer.
  package mutating func admit(_ attempt: Attempt, of registration: RegistrationNumber) {
    guard employers.index(forKey: registration) != nil else { return }
    employers[registration]?.attempts[attempt.number] = attempt
    attemptOwners[attempt.number] = registration
  }

  /// Takes a session into memory.
  package mutating func admit(_ session: Session) {
    sessions[session.id] = session
    sessionByToken[session.token] = session.id
  }
}
