/// Where text stands in its column.
package enum Alignment: Sendable, Equatable {
  /// Words: at the left edge.
  case left
  /// Amounts and counts: at the right edge.
  case right
}
