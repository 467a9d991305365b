internal import Protocol

/// Orders that wait for credit on one kind of feed, the oldest first.
///
/// A debit that is cancelled leaves at once, without a look at the others: its place in the row is
/// passed over later.
struct Backlog: Sendable {
  /// An order that waits for a feed's credit.
  enum Waiting: Sendable, Equatable {
    /// It may be sent as it is, and again.
    case order(Order)
    /// A debit: handing it out is an operation first.
    case attempt(TicketNumber)
  }

  /// The most orders that wait for the credit of one kind of feed.
  static let countMax = 100_000

  /// How many wait.
  private(set) var count = 0
  private var row = Queue<Waiting>()
  /// Debits that are still to be handed out.
  private var debits: Set<TicketNumber> = []

  var isEmpty: Bool { count == 0 }

  init() {}

  init(_ waiting: [Waiting]) { for one in waiting { append(one) } }

  /// Puts one at the end. A debit that waits already keeps its place.
  mutating func append(_ waiting: Waiting) {
    if case .attempt(let number) = waiting, !debits.insert(number).inserted { return }
    row.append(waiting)
    count += 1
  }

  /// Takes the one that has waited longest.
  mutating func takeFirst() -> Waiting? {
    while let first = row.popFirst() {
      if case .attempt(let number) = first, debits.remove(number) == nil { continue }
      count -= 1
      return first
    }
    return nil
  }

  /// A debit need not be handed out any more.
  mutating func drop(_ number: TicketNumber) {
    guard debits.remove(number) != nil else { return }
    count -= 1
    if count == 0 { row.removeAll() }
  }
}
