package import Protocol

/// A lookup in the books of data that a request needs in memory before it can be decided.
package enum Lookup: Sendable, Hashable {
  case employer(RegistrationNumber)
  case person(ResidentID)
  /// The persons that a login name could be: a mobile number, a resident ID or a user name.
  case user(String)
  /// The employers that have a taxpayer code.
  case taxpayer(TaxpayerID)
  /// The owner of an attempt.
  case attempt(TicketNumber)
  /// A payment of an employer's that memory does not hold: it ended long ago, or there is none.
  case ended(RegistrationNumber, TicketNumber)
  /// The owner of an agreement order.
  case order(Id128)
  /// The operation of a key that memory no longer holds.
  case key(Digest256, Id128)
  /// An import that memory no longer holds.
  case batch(Id128)
  /// A notice that memory does not hold: wholly paid or withdrawn, or none.
  case notice(NoticeName)
}

/// A notice of an employer (告知单): its number is unique within the employer.
package struct NoticeName: Sendable, Hashable, Comparable {
  package var registration: RegistrationNumber
  /// The notice's number (告知单号).
  package var number: NoticeNumber

  package init(registration: RegistrationNumber, number: NoticeNumber) {
    self.registration = registration
    self.number = number
  }

  /// Compares by employer, then by number.
  package static func < (left: NoticeName, right: NoticeName) -> Bool {
    left.registration == right.registration
      ? left.number < right.number : left.registration < right.registration
  }
}

/// The result of a lookup. An empty one is a result too: there is none.
package enum LookupResult: Sendable {
  /// The employer, or that there is none.
  case employer(RegistrationNumber, Employer?)
  /// The person, or that there is none.
  case person(ResidentID, Person?)
  /// Persons of a login name.
  case user(String, [ResidentID])
  /// Employers of a taxpayer code.
  case taxpayer(TaxpayerID, [RegistrationNumber])
  /// The owner of an attempt.
  case attempt(TicketNumber, RegistrationNumber?)
  /// The payment as the books have it, or that the employer has none of the number.
  case ended(RegistrationNumber, TicketNumber, Attempt?)
  /// The owner of an agreement order.
  case order(Id128, AgreementOwner?)
  /// The operation that a key had.
  case key(Digest256, Id128, KeyedOperation?)
  case batch(Id128, ImportBatch?)
  /// The notice as the books have it, or that there is none.
  case notice(NoticeName, Notice?)
}

/// The results of the lookups for one request so far.
package struct LookupResults: Sendable {
  /// Employers that do not exist.
  package var absentEmployers: Set<RegistrationNumber> = []
  /// Persons that do not exist.
  package var absentPersons: Set<ResidentID> = []
  /// Persons by login name.
  package var users: [String: [ResidentID]] = [:]
  /// Employers by taxpayer code.
  package var taxpayers: [TaxpayerID: [RegistrationNumber]] = [:]
  /// Owners of attempts.
  package var attempts: [TicketNumber: RegistrationNumber?] = [:]
  /// Payments that ended long ago, as the books have them.
  package var ended: [TicketNumber: Attempt?] = [:]
  package var orders: [Id128: AgreementOwner?] = [:]
  /// Operations of keys.
  package var keys: [Id128: KeyedOperation?] = [:]
  /// Imports that do not exist.
  package var absentBatches: Set<Id128> = []
  /// Notices as the books have them.
  package var notices: [NoticeName: Notice?] = [:]

  package init() {}

  package mutating func add(_ result: LookupResult) {
    switch result {
    case .employer(let number, let employer):
      if employer == nil { absentEmployers.insert(number) }
    case .person(let resident, let person):
      if person == nil { absentPersons.insert(resident) }
    case .user(let name, let residents): users[name] = residents
    case .taxpayer(let code, let employers): taxpayers[code] = employers
    case .attempt(let number, let owner): attempts[number] = .some(owner)
    case .ended(_, let number, let attempt): ended[number] = .some(attempt)
    case .order(let order, let owner): orders[order] = .some(owner)
    case .key(_, let key, let entry): keys[key] = .some(entry)
    case .batch(let id, let batch): if batch == nil { absentBatches.insert(id) }
    case .notice(let name, let notice): notices[name] = .some(notice)
    }
  }
}

/// The operation that a key had.
package struct KeyedOperation: Sendable, Equatable {
  /// The operation.
  package var sequence: UInt64
  /// The keyed digest of the request.
  package var digest: Digest256
  /// The attempt that the key names, where it asked for a payment.
  package var attempt: TicketNumber?

  package init(sequence: UInt64, digest: Digest256, attempt: TicketNumber?) {
    self.sequence = sequence
    self.digest = digest
    self.attempt = attempt
  }
}

extension LookupResult {
  /// The lookup that it answers.
  package var lookup: Lookup {
    switch self {
    case .employer(let number, _): .employer(number)
    case .person(let resident, _): .person(resident)
    case .user(let name, _): .user(name)
    case .taxpayer(let code, _): .taxpayer(code)
    case .attempt(let number, _): .attempt(number)
    case .ended(let registration, let number, _): .ended(registration, number)
    case .order(let order, _): .order(order)
    case .key(let scope, let key, _): .key(scope, key)
    case .batch(let id, _): .batch(id)
    case .notice(let name, _): .notice(name)
    }
  }
}
