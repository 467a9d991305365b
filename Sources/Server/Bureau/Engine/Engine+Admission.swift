internal import Protocol

/// The admission of changes: new ones wait while the books are too far behind; partners' reports,
/// reads and the end of a session go on.
extension Engine {
  /// Returns the refusal of a method at the gate; nil where it may pass.
  func refusal(of method: Method) -> Refusal? {
    switch method.passage {
    case .free: nil
    case .gated: admission.gate.closed ?? admission.gate.sealed
    case .refusedInRecovery: closed
    }
  }

  /// The reason why the bureau begins nothing by itself, or nil.
  var closed: Refusal? {
    admission.gate.closed ?? admission.gate.sealed ?? state.recovery.map(Recovering.refusal)
  }

  private var isBehind: Bool { admission.isBehind(state.sequence) }

  /// Whether a new change must wait: it never overtakes one that waits already.
  var mustWait: Bool { isBehind || waiting.behindCount > 0 }

  /// Whether the first of those that wait for the books may go on, or must be refused.
  private var admits: Bool { waiting.behindCount > 0 && (!isBehind || closed != nil) }

  /// The time at which the engine needs another turn for requests that wait for the books.
  var nextAdmission: Timestamp? { admits ? context.now.real : nil }

  /// Lets a change wait for the books.
  ///
  /// - Throws: a refusal where too many wait.
  mutating func waitForBooks(
    _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults
  ) throws(Refusal) {
    guard waiting.behindCount < WaitList.behindMax else {
      throw Refusal(.exhausted, "系统繁忙，请求未开始处理", next: "请稍后重试")
    }
    try wait(incoming, caller, found, .books)
  }

  /// Performs the requests that waited for the books, in the order in which they came, as far as
  /// the books have moved.
  mutating func admitBehind(_ isSpent: () -> Bool) {
    var left = ChangeAdmission.admittedMax
    while left > 0, !isSpent(), admits, let waiter = waiting.popBehind() {
      perform(waiter.incoming, waiter.found, admitted: true)
      performReady(isSpent)
      left -= 1
    }
  }

  /// Opens or closes the gate for new changes.
  package mutating func set(_ gate: Gate) { admission.set(gate) }

  /// Sets the time that the machine's wall clock shows.
  package mutating func set(_ wall: WallClock) { context.wall = wall }
}
