/// Something that is not as it must be.
package struct Discrepancy: Sendable, Equatable, CustomStringConvertible {
  /// The number of the invariant; 0 for the files themselves.
  package let invariant: Int
  /// What is wrong, in Chinese.
  package let text: String

  /// A line for a person.
  package var description: String { invariant == 0 ? text : "不变量 \(invariant)：\(text)" }
}
