/// An error of the server program, for operators: what failed, where, and what to do next.
package struct ServerFault: Error, Sendable, CustomStringConvertible {
  /// The failure, with its place.
  package let text: String
  /// The operator's next step, or empty.
  package let next: String

  package init(_ text: String, next: String = "") {
    self.text = text
    self.next = next
  }

  /// Text and next step, for a log.
  package var description: String { next.isEmpty ? text : "\(text); next: \(next)" }
}
