package import Protocol

/// All the bureau's state and how a request goes through it.
///
/// The actor is a shell around this one struct, so that no closure carries the actor's isolation.
/// Everything here is synchronous; what is slow leaves as a job and comes back as an input. Each
/// part owns its own state; this struct's extensions connect them.
package struct Engine: Sendable {
  /// The facts of the journal.
  package internal(set) var state: State
  /// State that a restart may lose; never journaled.
  package internal(set) var volatile = VolatileState()
  /// Time, digests, randomness and lookup results for the next decision.
  var context: Context
  /// The gate of changes, and the progress of the books.
  var admission: ChangeAdmission
  /// Lookups by name under way.
  var lookups = Lookups()
  /// The idempotency keys of recent operations.
  var keys: KeyIndex
  /// Requests that wait.
  var waiting = WaitList()
  /// Passwords that scrypt works on.
  var derivations = Derivations()
  /// Orders on their way to partners.
  var deliveries = Deliveries()
  var timers = Timers()
  /// The use of employers and persons in memory.
  var eviction = Eviction()
  /// Slices of imports that are being applied.
  var slices = ImportSlices()
  /// Journal entries, jobs and answers that are not handed over yet.
  var outputs: Outputs

  /// Starts on a state whose last operation is durable and in the books.
  package init(state: State, context: Context) {
    self.state = state
    self.context = context
    keys = KeyIndex(floor: context.now.real)
    outputs = Outputs(durable: state.sequence)
    admission = ChangeAdmission(books: state.sequence)
    timers.start(
      .sweep, at: context.now.real.adding(milliseconds: Timing.sweepEveryMilliseconds))
    for employer in state.employers.values {
      eviction.touch(employer.registration.number)
      trackOpen(employer)
    }
    for resident in state.persons.keys { eviction.touch(resident) }
    for session in state.sessions.keys { volatile.lastUsed[session] = context.now.real }
    for batch in state.batches.values where batch.phase == .committed { requestSlice(batch) }
  }
}

/// Counters that the loops show without asking the bureau (`system.counters`).
package struct EngineCounters: Sendable, Equatable {
  /// Employers in memory; `system.counters` calls them `residents`.
  package var employersInMemory: Int
  /// Live sessions.
  package var sessions: Int
  /// Requests that wait for something; `system.counters` calls them `parked`.
  package var waiting: Int
  /// Requests that wait for the books, included in `waiting`.
  package var behind: Int
  /// Open feeds.
  package var feeds: Int

  package init(employersInMemory: Int, sessions: Int, waiting: Int, behind: Int, feeds: Int) {
    self.employersInMemory = employersInMemory
    self.sessions = sessions
    self.waiting = waiting
    self.behind = behind
    self.feeds = feeds
  }
}

extension Engine {
  package var counters: EngineCounters {
    EngineCounters(
      employersInMemory: state.employers.count, sessions: state.sessions.count,
      waiting: waiting.count,
      behind: waiting.behindCount, feeds: volatile.feeds.byAddress.count)
  }

  /// The time at which the engine needs its next turn even if no input arrives.
  package var nextWake: Timestamp? {
    guard waiting.ready.isEmpty, !slices.hasReady, nextAdmission == nil else {
      return context.now.real
    }
    return [admission.gate.sealed == nil ? timers.next : nil, waiting.nextDeadline]
      .compactMap { $0 }.min()
  }

  /// Tracks what is open of an employer that comes into memory, and starts its timers.
  mutating func trackOpen(_ employer: Employer) {
    deliveries.open.add(employer)
    for attempt in employer.attempts.values { timers.start(for: attempt) }
    for agreement in employer.agreements.values {
      timers.start(for: agreement, now: context.now.real)
    }
  }
}
