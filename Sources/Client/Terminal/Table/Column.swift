/// One column of a table.
package struct Column: Sendable, Equatable {
  /// The member's name in JSON; part of the contract.
  package let key: String
  /// What stands above it.
  package let title: Phrase
  /// Where its values stand; the title stands there too.
  package let alignment: Alignment
  /// The most cells it may take; longer values are cut with `..`.
  package let widthMax: Int?

  /// A column, at the left and of any width unless said otherwise.
  package init(
    _ key: String, _ title: Phrase, _ alignment: Alignment = .left, widthMax: Int? = nil
  ) {
    self.key = key
    self.title = title
    self.alignment = alignment
    self.widthMax = widthMax
  }
}
