/// The operation that the bookkeeper could not take into the books, which is a defect of the
/// bureau's or of the books' and never the user's. The mark is the operation before it.
package struct Alarm: Sendable, Equatable {
  /// What was wrong with it.
  package enum Cause: Sendable, Equatable {
    /// A constraint of the books refused a row; SQLite's words, which hold no value.
    case constraint(String)
    /// Its events cannot be decoded.
    case undecodable
  }

  /// The operation.
  package let sequence: UInt64
  /// What was wrong with it.
  package let cause: Cause

  package init(sequence: UInt64, cause: Cause) {
    self.sequence = sequence
    self.cause = cause
  }
}
