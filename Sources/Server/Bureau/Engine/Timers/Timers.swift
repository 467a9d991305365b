internal import Protocol

/// The timers that run. One is never stopped: when it fires, the engine looks whether there is
/// still anything to do.
struct Timers: Sendable {
  /// The most time-outs in a turn, of timers and of waiting requests; the rest is due at once in
  /// the next.
  static let dueMax = 1_024

  private var heap = TimerHeap<Timer>()
  private var dueLeft = 0

  /// The time at which the next timer fires.
  var next: Timestamp? { heap.next }

  mutating func beginTurn() { dueLeft = Self.dueMax }

  /// Whether this turn may handle another time-out.
  var hasDueLeft: Bool { dueLeft > 0 }

  /// Counts a time-out that this turn handles.
  mutating func countDue() { dueLeft -= 1 }

  mutating func start(_ timer: Timer, at time: Timestamp) { heap.add(timer, at: time) }

  /// Takes the earliest timer that is due by a time.
  mutating func popDue(by now: Timestamp) -> Timer? { heap.popDue(by: now) }

  /// Starts the timers of an attempt as it is now.
  mutating func start(for attempt: Attempt) {
    for (timer, time) in Timing.timers(of: attempt) { heap.add(timer, at: time) }
  }

  /// Starts the timer by which a bank is asked again about an agreement that it has to answer.
  mutating func start(for agreement: AgreementState, now: Timestamp) {
    guard AgreementTable.isAwaited(agreement.status) else { return }
    heap.add(.askAgreement(agreement.order, 0), at: Timing.agreement(0, now: now))
  }
}
