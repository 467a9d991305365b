internal import Protocol

/// The gate of changes: open, closed for new changes, or sealed.
package struct Gate: Sendable, Equatable {
  /// The reason why no change is taken, or nil.
  package var closed: Refusal?
  /// The reason why nothing at all can be written, or nil: partners' reports are refused too, and
  /// the bureau does nothing by itself.
  package var sealed: Refusal?
  /// The lag of the books beyond which new changes wait, in operations.
  package var lag: UInt64
  /// The usual ``lag``.
  package static let lagMax: UInt64 = 100_000

  /// By default a gate that takes everything.
  package init(closed: Refusal? = nil, sealed: Refusal? = nil, lag: UInt64 = Gate.lagMax) {
    self.closed = closed
    self.sealed = sealed
    self.lag = lag
  }
}

/// The admission of changes: the gate, and the progress of the books.
struct ChangeAdmission: Sendable {
  /// The most requests waiting for the books that go on in one turn.
  static let admittedMax = 1_000

  private(set) var gate = Gate()
  /// The books' last operation.
  private(set) var books: UInt64

  init(books: UInt64) { self.books = books }

  mutating func set(_ gate: Gate) { self.gate = gate }

  /// Records that the books have the operations up to `books`.
  mutating func advance(books: UInt64) { self.books = books }

  /// Whether the books are so far behind operation `sequence` that new changes wait.
  func isBehind(_ sequence: UInt64) -> Bool { sequence - min(books, sequence) > gate.lag }
}
