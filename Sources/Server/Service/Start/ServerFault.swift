/// Our own error: for operators, never for a user. It says where, what, and what to do.
package struct ServerFault: Error, Sendable, CustomStringConvertible {
  /// What went wrong.
  package let text: String
  /// What an operator does next, or empty.
  package let next: String

  package init(_ text: String, next: String = "") {
    self.text = text
    self.next = next
  }

  /// Both, for a log.
  package var description: String { next.isEmpty ? text : "\(text); next: \(next)" }
}
