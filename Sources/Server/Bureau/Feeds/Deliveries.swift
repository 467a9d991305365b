internal import Protocol

/// Orders on their way to partners: those that wait for credit, and what each bank still owes an
/// answer for. The feeds themselves are in `VolatileState`, because decisions read them.
struct Deliveries: Sendable {
  /// Orders that wait for credit.
  private var backlogs: [FeedKind: Backlog] = [:]
  /// Debits, settle orders and agreement orders that are open at each bank.
  var open = OpenOrders()
  /// Whether the server stops, after which no feed is opened.
  private(set) var isClosing = false

  /// Ends the deliveries of this process.
  mutating func close() { isClosing = true }

  /// The number of orders that wait for a kind's credit.
  func waiting(_ kind: FeedKind) -> Int { backlogs[kind]?.count ?? 0 }

  /// Whether one more order may wait for a kind's credit.
  func hasRoom(_ kind: FeedKind) -> Bool { waiting(kind) < Backlog.countMax }

  /// Lets an order wait for credit, behind the others.
  mutating func wait(_ order: Backlog.Waiting, _ kind: FeedKind) {
    backlogs[kind, default: Backlog()].append(order)
  }

  /// Replaces everything that waits for a kind's credit.
  mutating func replace(_ kind: FeedKind, with backlog: Backlog) { backlogs[kind] = backlog }

  /// Takes the order that has waited longest.
  mutating func next(_ kind: FeedKind) -> Backlog.Waiting? { backlogs[kind]?.popFirst() }

  /// Removes a debit that need not be handed out any more.
  mutating func drop(_ debit: TicketNumber, of bank: BankNumber) {
    backlogs[.orders(bank)]?.drop(debit)
  }
}
