package import Protocol

/// The service engine (办税大厅): all the bureau's state and how a request goes through it.
///
/// The actor is a shell around this one struct, so that no closure carries the actor's isolation.
/// Everything here is synchronous; what is slow leaves as a job and comes back as an item.
package struct Engine: Sendable {
  /// What is decided on.
  package internal(set) var state: State
  package internal(set) var volatile = VolatileState()
  var keys: KeyIndex
  var waiting = WaitList()
  /// Passwords that are with scrypt, by the number of the place where their request waits.
  var away: [UInt64: PendingDerivation] = [:]
  var agenda = TimerHeap<Timer>()
  var backlog: [FeedKind: Backlog] = [:]
  var open = OpenOrders()
  var residency = SecondChanceRing<RegistrationNumber>()
  var personResidency = SecondChanceRing<ResidentID>()
  var recent = UnbookedNames()
  /// Look-ups by name that are under way, with how far the books were when each began.
  var asked: [Lookup: UInt64] = [:]
  var pendingSlices: [Id128: PendingSlice] = [:]
  var sliceTrails: [Id128: SliceTrail] = [:]
  var context: Context
  /// The last operation that is durable.
  var durable: UInt64
  /// The last operation that the books have.
  var books: UInt64
  var gate = Gate()
  /// Whether the server stops: feeds stay closed.
  var isClosing = false
  /// Requests to ask again, the oldest first.
  var again = Queue<WaitList.Waiter>()
  /// How many time-outs the turn may still take.
  var dueLeft = 0
  /// Whether the turn has applied a slice of an import.
  var hasSliced = false
  var rows: [JournalEntry] = []
  var outputs: [Output] = []
  var jobs: [Job] = []

  /// Opens the engine on a state whose last operation is durable and in the books.
  package init(state: State, context: Context) {
    self.state = state
    self.context = context
    keys = KeyIndex(floor: context.now.real)
    durable = state.sequence
    books = state.sequence
    agenda.add(.sweep, at: context.now.real.adding(milliseconds: Timing.sweepEveryMilliseconds))
    for employer in state.employers.values {
      residency.touch(employer.registration.number)
      noteOpen(employer)
    }
    for resident in state.persons.keys { personResidency.touch(resident) }
    for session in state.sessions.keys { volatile.lastUsed[session] = context.now.real }
    for batch in state.batches.values where batch.phase == .committed { askSlice(batch) }
  }
}

/// The counters that the loops show without asking (健康).
package struct EngineCounters: Sendable, Equatable {
  /// Employers in memory.
  package var residents: Int
  /// Live sessions.
  package var sessions: Int
  /// Requests that wait for something.
  package var parked: Int
  /// Those of them that wait for the books.
  package var behind: Int
  /// Open feeds.
  package var feeds: Int

  package init(residents: Int, sessions: Int, parked: Int, behind: Int, feeds: Int) {
    self.residents = residents
    self.sessions = sessions
    self.parked = parked
    self.behind = behind
    self.feeds = feeds
  }
}

extension Engine {
  /// What the engine counts.
  package var counters: EngineCounters {
    EngineCounters(
      residents: state.employers.count, sessions: state.sessions.count, parked: waiting.count,
      behind: waiting.behindCount, feeds: volatile.feeds.byAddress.count)
  }

  /// When the engine wants to be asked next, whatever arrives.
  package var nextWake: Timestamp? {
    guard again.isEmpty, !hasReadySlice, nextAdmission == nil else { return context.now.real }
    return [gate.sealed == nil ? agenda.next : nil, waiting.nextDeadline].compactMap { $0 }.min()
  }

  /// Puts an attempt's time-outs on the agenda.
  mutating func plan(_ attempt: Attempt) {
    for (task, at) in Timing.plan(attempt) { agenda.add(task, at: at) }
  }

  /// Puts on the agenda that a bank is asked again about an agreement, where it has to answer.
  mutating func plan(_ agreement: AgreementState) {
    guard AgreementTable.isAwaited(agreement.status) else { return }
    agenda.add(
      .askAgreement(agreement.order, 0), at: Timing.agreement(0, now: context.now.real))
  }

  /// Notes and plans what is open of an employer that comes into memory.
  mutating func noteOpen(_ employer: Employer) {
    open.note(employer)
    for attempt in employer.attempts.values { plan(attempt) }
    for agreement in employer.agreements.values { plan(agreement) }
  }

  /// Asks for the rows after an import's cursor. They have been in the books since its commit and
  /// never change, so that its slices may be applied some way ahead of the books.
  mutating func askSlice(_ batch: ImportBatch) {
    let restsOn = sliceTrails[batch.batch]?.first ?? state.sequence
    jobs.append(.slice(batch: batch.batch, after: batch.cursor, restsOn: restsOn))
    lookAgain(batch, in: Self.sliceLostMilliseconds)
  }

  /// Notes that an import has been committed or moved on, and asks for its next slice.
  mutating func moveOn(_ batch: ImportBatch) {
    guard batch.phase == .committed else { return sliceTrails[batch.batch] = nil }
    sliceTrails[batch.batch, default: SliceTrail()].add(state.sequence)
    askSlice(batch)
  }
}
