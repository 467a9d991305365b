import Bureau
import Protocol

/// How often each kind of answer and each state was seen, so that a proof can say what it reached.
struct Tally: Sendable {
  private(set) var counts: [String: Int] = [:]

  mutating func count(_ name: String) { counts[name, default: 0] += 1 }

  mutating func count(_ prediction: Prediction) {
    switch prediction {
    case .refused(let codes, _): for code in codes { count(code) }
    case .counted(_, let left): count("guess, \(left) left")
    case .declared: count("declared or voided")
    case .previewed: count("preview")
    case .paying(let attempt): count("payment \(attempt.status)")
    case .todos: count("to-dos")
    case .agreement(let agreement): count("agreement \(agreement.status)")
    case .clock, .done: count("done")
    case .stored: count("stored answer")
    }
  }

  /// Counts what was reported about a payment, and where it stood then.
  mutating func count(_ outcome: DebitOutcome, at status: AttemptStatus) {
    count("reported \(outcome) at \(status)")
  }

  /// Every report at every state that a payment can be in before the day-end lists.
  static let reports = [
    AttemptStatus.handedOut, .unknown, .officer, .succeeded, .failed,
  ].flatMap { status in
    [DebitOutcome.done, .refused, .none, .working].map { "reported \($0) at \(status)" }
  }

  /// Counts how the payments of a history stand at its end.
  mutating func count(_ model: Model) {
    for attempt in model.employers.flatMap(\.attempts) { count("ended \(attempt.status)") }
  }

  mutating func add(_ other: Tally) {
    counts.merge(other.counts) { $0 + $1 }
  }
}
