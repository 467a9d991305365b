/// One field before quoting.
package struct CSVField: Sendable, Equatable {
  package let text: String
  /// A number is written as it is; text that looks like a formula is not.
  package let isNumber: Bool

  /// A field; text unless said otherwise.
  package init(_ text: String, isNumber: Bool = false) {
    self.text = text
    self.isNumber = isNumber
  }
}
