/// The operation that the bookkeeper cannot take into the books: a defect of the bureau or of the
/// books, never a user's error. The books' mark is the operation before it.
package struct Alarm: Sendable, Equatable {
  /// The reason why the operation cannot be taken.
  package enum Cause: Sendable, Equatable {
    /// A constraint of the books refused a row. SQLite's text, which contains no stored value.
    case constraint(String)
    /// The operation's events cannot be decoded.
    case undecodable
  }

  /// The operation's number.
  package let sequence: UInt64
  package let cause: Cause

  package init(sequence: UInt64, cause: Cause) {
    self.sequence = sequence
    self.cause = cause
  }
}
