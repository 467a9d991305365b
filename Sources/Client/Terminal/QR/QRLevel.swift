/// A level of error correction: the share of codewords that may be damaged.
package enum QRLevel: Int, Sendable, CaseIterable {
  /// About 7 %.
  case low = 0
  /// About 15 %, the default.
  case medium = 1
  /// About 25 %.
  case quartile = 2
  /// About 30 %.
  case high = 3

  /// The two bits of the format information.
  var formatBits: Int {
    switch self {
    case .low: 1
    case .medium: 0
    case .quartile: 3
    case .high: 2
    }
  }
}
