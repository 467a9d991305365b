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
    var stage: Stage
  }

  /// How far a debit has come.
  private enum Stage {
    case requested, handedOut, doubtful
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
      ask(agreement.order, agreement.entered.clearingBank)
    }
  }

  /// Notes an attempt that is new, or comes into memory.
  mutating func note(_ attempt: Attempt) {
    guard let bank = attempt.bank else { return }
    let stage: Stage
    switch attempt.status {
    case .requested: stage = .requested
    case .handedOut: stage = .handedOut
    case .unknown, .officer: stage = .doubtful
    case .succeeded, .failed, .cancelled, .posted: return
    }
    let debit = Debit(bank: bank, person: attempt.person, stage: stage)
    if let known = debits.updateValue(debit, forKey: attempt.number) {
      leave(attempt.number, known)
    }
    enter(attempt.number, debit)
  }

  /// A debit is with its bank.
  mutating func handOut(_ number: TicketNumber) { move(number, to: .handedOut) }

  /// Nobody knows what became of a debit.
  mutating func doubt(_ number: TicketNumber) { move(number, to: .doubtful) }

  /// A debit is final.
  mutating func end(_ number: TicketNumber) {
    guard let debit = debits.removeValue(forKey: number) else { return }
    leave(number, debit)
  }

  private mutating func move(_ number: TicketNumber, to stage: Stage) {
    guard let place = debits.index(forKey: number) else { return }
    leave(number, debits.values[place])
    debits.values[place].stage = stage
    enter(number, debits.values[place])
  }

  private mutating func enter(_ number: TicketNumber, _ debit: Debit) {
    switch debit.stage {
    case .requested:
      desks[debit.bank, default: Desk()].requested.insert(number)
      waiting[debit.person, default: 0] += 1
    case .doubtful: desks[debit.bank, default: Desk()].doubtful.insert(number)
    case .handedOut: break
    }
  }

  private mutating func leave(_ number: TicketNumber, _ debit: Debit) {
    switch debit.stage {
    case .requested:
      desks[debit.bank]?.requested.remove(number)
      let others = (waiting[debit.person] ?? 1) - 1
      waiting[debit.person] = others > 0 ? others : nil
    case .doubtful: desks[debit.bank]?.doubtful.remove(number)
    case .handedOut: break
    }
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
