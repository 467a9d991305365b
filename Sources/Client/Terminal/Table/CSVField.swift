/// A field of a CSV record, before quoting.
package struct CSVField: Sendable, Equatable {
  package let text: String
  /// Whether it is written as it is; text that begins like a formula gets an apostrophe.
  package let isNumber: Bool

  package init(_ text: String, isNumber: Bool = false) {
    self.text = text
    self.isNumber = isNumber
  }
}
