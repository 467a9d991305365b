/// A violation that `verify` found.
package struct Discrepancy: Sendable, Equatable, CustomStringConvertible {
  /// The number of the invariant that is broken; 0 for damage of the files themselves.
  package let invariant: Int
  /// The violation in words, in Chinese.
  package let text: String

  /// A line of text, in Chinese.
  package var description: String { invariant == 0 ? text : "不变量 \(invariant)：\(text)" }
}
