internal import Protocol

/// What each bank has not taken or answered yet, so that opening a feed costs what is open and not
/// what is in memory. Kept beside the state: every employer with something open is there.
struct OpenOrders: Sendable {
  /// What is open at one bank.
  private struct Desk {
    /// Debits that nobody has taken.
    var requested: Set<TicketNumber> = []
    /// Debits of which settle asks.
    var doubtful: Set<TicketNumber> = []
    /// Orders about agreements.
    var agreements: Set<Id128> = []
  }

  /// A debit that is not final.
  private struct Debit {
    let bank: BankNumber
    let person: ResidentID
    var isRequested: Bool
  }

  private var desks: [BankNumber: Desk] = [:]
  private var debits: [TicketNumber: Debit] = [:]
  /// Who asked for debits that nobody has taken, and for how many.
  private var waiting: [ResidentID: Int] = [:]

  /// Debits that nobody has taken, by number.
  func requested(_ bank: BankNumber) -> [TicketNumber] {
    (desks[bank]?.requested ?? []).sorted()
  }

  /// Debits of which settle asks, by number.
  func doubtful(_ bank: BankNumber) -> [TicketNumber] { (desks[bank]?.doubtful ?? []).sorted() }

  /// Orders about agreements that the bank has not answered, by reference.
  func agreements(_ bank: BankNumber) -> [Id128] { (desks[bank]?.agreements ?? []).sorted() }

  /// Whether a person asked for a debit that nobody has taken, and will be told if nobody does.
  func awaits(_ person: ResidentID) -> Bool { waiting[person] != nil }

  /// Notes what is open of an employer.
  mutating func note(_ employer: Employer) {
    for attempt in employer.attempts.values { note(attempt) }
    for agreement in employer.agreements.values
    where AgreementTable.isAwaited(agreement.status) {
      ask(agreement.order, agreement.clearingBank)
    }
  }

  /// Notes an attempt that is new, or comes into memory.
  mutating func note(_ attempt: Attempt) {
    guard AttemptTable.holds(attempt.status), let bank = attempt.bank else { return }
    let isRequested = attempt.status == .requested
    debits[attempt.number] = Debit(bank: bank, person: attempt.person, isRequested: isRequested)
    switch attempt.status {
    case .requested:
      desks[bank, default: Desk()].requested.insert(attempt.number)
      waiting[attempt.person, default: 0] += 1
    case .unknown, .officer: doubt(attempt.number)
    case .handedOut, .succeeded, .failed, .cancelled, .posted: break
    }
  }

  /// A debit is with its bank.
  mutating func handOut(_ number: TicketNumber) {
    guard let debit = debits[number], debit.isRequested else { return }
    debits[number]?.isRequested = false
    desks[debit.bank]?.requested.remove(number)
    let others = (waiting[debit.person] ?? 1) - 1
    waiting[debit.person] = others > 0 ? others : nil
  }

  /// Nobody knows what became of a debit.
  mutating func doubt(_ number: TicketNumber) {
    handOut(number)
    guard let debit = debits[number] else { return }
    desks[debit.bank, default: Desk()].doubtful.insert(number)
  }

  /// A debit is final.
  mutating func end(_ number: TicketNumber) {
    handOut(number)
    guard let debit = debits.removeValue(forKey: number) else { return }
    desks[debit.bank]?.doubtful.remove(number)
  }

  /// A bank is asked about an agreement.
  mutating func ask(_ order: Id128, _ bank: BankNumber) {
    desks[bank, default: Desk()].agreements.insert(order)
  }

  /// A bank has answered about an agreement.
  mutating func answer(_ order: Id128, _ bank: BankNumber) {
    desks[bank]?.agreements.remove(order)
  }
}
