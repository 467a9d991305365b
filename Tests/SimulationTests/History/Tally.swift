import Bureau
import Protocol

/// Counts of the answers and states that were seen, by which a proof checks its coverage.
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

  /// Counts a report on a payment, with the payment's status at that time.
  mutating func count(_ outcome: DebitOutcome, at status: AttemptStatus) {
    count("reported \(outcome) at \(status)")
  }

  /// The names of every report at every status that a payment has before the day-end lists.
  static let reports = [
    AttemptStatus.handedOut, .unknown, .officer, .succeeded, .failed,
  ].flatMap { status in
    [DebitOutcome.done, .refused, .none, .working].map { "reported \($0) at \(status)" }
  }

  /// Counts the statuses of the payments at a history's end.
  mutating func count(_ model: Model) {
    for attempt in model.employers.flatMap(\.attempts) { count("ended \(attempt.status)") }
  }

  mutating func add(_ other: Tally) {
    counts.merge(other.counts) { $0 + $1 }
  }
}
