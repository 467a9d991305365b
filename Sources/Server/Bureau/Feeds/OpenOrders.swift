internal import Protocol

/// The orders that each bank has not taken or answered yet, so that opening a feed costs what is
/// open and not what is in memory. Every employer with an open order is in memory.
struct OpenOrders: Sendable {
  /// The orders open at one bank.
  private struct AtBank {
    /// Debits not taken yet.
    var requested: Set<TicketNumber> = []
    /// Debits with an unknown outcome, of which settle asks.
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

  /// The progress of a debit that is not final.
  private enum Stage {
    case requested, handedOut, doubtful
  }

  private var banks: [BankNumber: AtBank] = [:]
  private var debits: [TicketNumber: Debit] = [:]
  /// The number of debits not taken yet by the person who asked for them.
  private var waiting: [ResidentID: Int] = [:]

  /// Debits not taken yet, by number.
  func requested(_ bank: BankNumber) -> [TicketNumber] {
    (banks[bank]?.requested ?? []).sorted()
  }

  /// Debits of which settle asks, by number.
  func doubtful(_ bank: BankNumber) -> [TicketNumber] { (banks[bank]?.doubtful ?? []).sorted() }

  /// Orders about agreements that the bank has not answered, by reference.
  func agreements(_ bank: BankNumber) -> [Id128] { (banks[bank]?.agreements ?? []).sorted() }

  /// Whether a person asked for a debit that is not taken yet, and must be notified if it never is.
  func awaits(_ person: ResidentID) -> Bool { waiting[person] != nil }

  /// Adds the open orders of an employer.
  mutating func add(_ employer: Employer) {
    for attempt in employer.attempts.values { add(attempt) }
    for agreement in employer.agreements.values
    where AgreementTable.isAwaited(agreement.status) {
      ask(agreement.order, agreement.entered.clearingBank)
    }
  }

  /// Adds an attempt that is new, or comes into memory.
  mutating func add(_ attempt: Attempt) {
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

  /// Records that a debit is with its bank.
  mutating func handOut(_ number: TicketNumber) { move(number, to: .handedOut) }

  /// Records that a debit's outcome is unknown.
  mutating func doubt(_ number: TicketNumber) { move(number, to: .doubtful) }

  /// Records that a debit is final.
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
      banks[debit.bank, default: AtBank()].requested.insert(number)
      waiting[debit.person, default: 0] += 1
    case .doubtful: banks[debit.bank, default: AtBank()].doubtful.insert(number)
    case .handedOut: break
    }
  }

  private mutating func leave(_ number: TicketNumber, _ debit: Debit) {
    switch debit.stage {
    case .requested:
      banks[debit.bank]?.requested.remove(number)
      let others = (waiting[debit.person] ?? 1) - 1
      waiting[debit.person] = others > 0 ? others : nil
    case .doubtful: banks[debit.bank]?.doubtful.remove(number)
    case .handedOut: break
    }
  }

  /// Records that a bank is asked about an agreement.
  mutating func ask(_ order: Id128, _ bank: BankNumber) {
    banks[bank, default: AtBank()].agreements.insert(order)
  }

  /// Records that a bank has answered about an agreement.
  mutating func answer(_ order: Id128, _ bank: BankNumber) {
    banks[bank]?.agreements.remove(order)
  }
}
