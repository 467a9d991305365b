package import Protocol

/// The service hall (办税大厅): all the bureau's state and how a request goes through it.
///
/// The actor is a shell around this one struct, so that no closure carries the actor's isolation.
/// Everything here is synchronous; what is slow leaves as a job and comes back as an item.
package struct Hall: Sendable {
  /// What is decided on.
  package internal(set) var state: State
  package internal(set) var lobby = Lobby()
  var keys: KeyIndex
  var parking = Parking()
  /// Passwords that are with scrypt, by the number of the place where their request waits.
  var away: [UInt64: PasswordAway] = [:]
  var agenda = Schedule<Task>()
  var backlog: [FeedKind: Backlog] = [:]
  var open = OpenOrders()
  var residency = Residency<RegistrationNumber>()
  var personResidency = Residency<ResidentID>()
  var recent = RecentNames()
  /// Look-ups by name that are under way, with how far the books were when each began.
  var asked: [Need: UInt64] = [:]
  var pendingSlices: [Id128: PendingSlice] = [:]
  var sliceTrails: [Id128: SliceTrail] = [:]
  var means: Means
  /// The last operation that is durable.
  var durable: UInt64
  /// The last operation that the books have.
  var books: UInt64
  var gate = Gate()
  /// Whether the server stops: feeds stay closed.
  var isClosing = false
  /// Requests to ask again, the oldest first.
  var again = Queue<Parking.Place>()
  /// How many time-outs the turn may still take.
  var dueLeft = 0
  /// Whether the turn has applied a slice of an import.
  var hasSliced = false
  var rows: [Row] = []
  var outputs: [Output] = []
  var jobs: [Job] = []

  /// Opens the hall on a state whose last operation is durable and in the books.
  package init(state: State, means: Means) {
    self.state = state
    self.means = means
    keys = KeyIndex(floor: means.now.real)
    durable = state.sequence
    books = state.sequence
    agenda.add(.sweep, at: means.now.real.adding(milliseconds: Agenda.sweepEveryMilliseconds))
    for employer in state.employers.values {
      residency.touch(employer.registration.number)
      noteOpen(employer)
    }
    for resident in state.persons.keys { personResidency.touch(resident) }
    for session in state.sessions.keys { lobby.lastUsed[session] = means.now.real }
    for batch in state.batches.values where batch.phase == .committed { askSlice(batch) }
  }
}

/// The counters that the loops show without asking (健康).
package struct HallCounters: Sendable, Equatable {
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

extension Hall {
  /// What the hall counts.
  package var counters: HallCounters {
    HallCounters(
      residents: state.employers.count, sessions: state.sessions.count, parked: parking.count,
      behind: parking.behindCount, feeds: lobby.feeds.byTicket.count)
  }

  /// When the hall wants to be asked next, whatever arrives.
  package var nextWake: Timestamp? {
    guard again.isEmpty, !hasReadySlice, nextAdmission == nil else { return means.now.real }
    return [gate.sealed == nil ? agenda.next : nil, parking.nextDeadline].compactMap { $0 }.min()
  }

  /// Puts an attempt's time-outs on the agenda.
  mutating func plan(_ attempt: Attempt) {
    for (task, at) in Agenda.plan(attempt) { agenda.add(task, at: at) }
  }

  /// Puts on the agenda that a bank is asked again about an agreement, where it has to answer.
  mutating func plan(_ agreement: AgreementState) {
    guard AgreementTable.isAwaited(agreement.status) else { return }
    agenda.add(
      .askAgreement(agreement.order, 0), at: Agenda.agreement(0, now: means.now.real))
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
