internal import Protocol

/// What the server may take just now.
package struct Gate: Sendable, Equatable {
  /// Why no change is taken, or nil.
  package var closed: Refusal?
  /// Why nothing at all can be written, or nil: partners' reports are refused too, and what the
  /// bureau asks of itself rests.
  package var sealed: Refusal?
  /// The lag of the books beyond which new changes wait, in operations.
  package var lag: UInt64
  /// The usual one.
  package static let lagMax: UInt64 = 100_000

  /// Everything is taken.
  package init(closed: Refusal? = nil, sealed: Refusal? = nil, lag: UInt64 = Gate.lagMax) {
    self.closed = closed
    self.sealed = sealed
    self.lag = lag
  }
}

/// New changes wait while the books are too far behind; partners' reports, reads and the end of a
/// session go on.
extension Engine {
  /// The most of those who waited for the books that go on in one turn.
  static var admittedMax: Int { 1_000 }

  /// Why a method is refused, or nil.
  func refusal(of method: Method) -> Refusal? {
    switch method.passage {
    case .free: nil
    case .gated: gate.closed ?? gate.sealed
    case .heldInRecovery: closed
    }
  }

  /// Why the bureau begins nothing of itself, or nil.
  var closed: Refusal? {
    gate.closed ?? gate.sealed ?? state.recovery.map(Recovering.refusal)
  }

  private var isBehind: Bool { state.sequence - min(books, state.sequence) > gate.lag }

  /// Whether a new change must wait: nobody overtakes those who wait already.
  var mustWait: Bool { isBehind || waiting.behindCount > 0 }

  /// Whether the first of those who wait may go on, or must be refused.
  private var admits: Bool { waiting.behindCount > 0 && (!isBehind || closed != nil) }

  /// When the engine wants another turn for those who wait.
  var nextAdmission: Timestamp? { admits ? context.now.real : nil }

  /// Lets a change wait for the books.
  mutating func parkBehind(
    _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults
  ) throws(Refusal) {
    guard waiting.behindCount < WaitList.behindMax else {
      throw Refusal(.exhausted, "系统繁忙，请求未开始处理", next: "请稍后重试")
    }
    try park(incoming, caller, found, .books)
  }

  /// Lets those go on who waited for the books, in the order in which they came, as far as the
  /// books have moved.
  mutating func admitBehind(_ isSpent: () -> Bool) {
    var left = Self.admittedMax
    while left > 0, !isSpent(), admits, let waiter = waiting.takeBehind() {
      perform(waiter.incoming, waiter.found, admitted: true)
      askAgain(isSpent)
      left -= 1
    }
  }
}
