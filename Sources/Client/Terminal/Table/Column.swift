/// A column of a table.
package struct Column: Sendable, Equatable {
  /// The member's name in JSON; part of the contract with scripts.
  package let key: String
  /// The title, also of CSV.
  package let title: Phrase
  /// The alignment of title and values.
  package let alignment: Alignment
  /// The most cells of a value; longer ones are cut with `..`.
  package let widthMax: Int?

  package init(
    _ key: String, _ title: Phrase, _ alignment: Alignment = .left, widthMax: Int? = nil
  ) {
    self.key = key
    self.title = title
    self.alignment = alignment
    self.widthMax = widthMax
  }
}
