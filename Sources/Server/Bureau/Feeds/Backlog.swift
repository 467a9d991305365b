internal import Protocol

/// Orders that wait for credit on one kind of feed, the oldest first.
///
/// A debit that is cancelled is removed in constant time: its entry in the queue is skipped later,
/// and the queue is compacted once such entries prevail.
struct Backlog: Sendable {
  /// An order that waits for a feed's credit.
  enum Waiting: Sendable, Equatable {
    /// An order that may be sent as it is, and again.
    case order(Order)
    /// A debit: handing it out writes an operation first.
    case attempt(TicketNumber)
  }

  /// The most orders that wait for the credit of one kind of feed. `Engine.checkRoom` refuses a
  /// decision beyond it; this type does not check.
  static let countMax = 100_000
  /// Entries of cancelled debits tolerated in the queue before it is compacted, beyond as many as
  /// wait.
  static let cancelledSpare = 1_024

  /// The number of orders that wait.
  private(set) var count = 0
  private var queue = Queue<Waiting>()
  /// Debits that are still to be handed out.
  private var debits: Set<TicketNumber> = []

  var isEmpty: Bool { count == 0 }

  init() {}

  init(_ waiting: [Waiting]) { for one in waiting { append(one) } }

  /// Adds an order at the end. A debit that waits already keeps its place.
  mutating func append(_ waiting: Waiting) {
    if case .attempt(let number) = waiting, !debits.insert(number).inserted { return }
    queue.append(waiting)
    count += 1
  }

  /// Removes the order that has waited longest.
  mutating func popFirst() -> Waiting? {
    while let first = queue.popFirst() {
      if case .attempt(let number) = first, debits.remove(number) == nil { continue }
      count -= 1
      return first
    }
    return nil
  }

  /// Removes a debit that need not be handed out any more.
  mutating func drop(_ number: TicketNumber) {
    guard debits.remove(number) != nil else { return }
    count -= 1
    if count == 0 { return queue.removeAll() }
    guard queue.count > 2 * count + Self.cancelledSpare else { return }
    queue.removeAll { waiting in
      if case .attempt(let number) = waiting { !debits.contains(number) } else { false }
    }
  }

  /// The entries in the queue, those of cancelled debits included.
  var entryCount: Int { queue.count }
}
