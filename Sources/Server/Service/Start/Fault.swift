/// Our own error: for operators, never for a user. It says where, what, and what to do.
public struct Fault: Error, Sendable, CustomStringConvertible {
  /// What went wrong.
  public let text: String
  /// What an operator does next, or empty.
  public let next: String

  /// Makes it of its parts.
  public init(_ text: String, next: String = "") {
    self.text = text
    self.next = next
  }

  /// Both, for a log.
  public var description: String { next.isEmpty ? text : "\(text); next: \(next)" }
}
