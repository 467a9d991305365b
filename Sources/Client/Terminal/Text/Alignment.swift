/// The alignment of text in a column.
package enum Alignment: Sendable, Equatable {
  /// For words.
  case left
  /// For amounts and counts.
  case right
}
