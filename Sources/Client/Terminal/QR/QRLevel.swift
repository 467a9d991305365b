/// How much of a QR code may be lost and still be read.
package enum QRLevel: Int, Sendable, CaseIterable {
  /// About 7 %.
  case low = 0
  /// About 15 %: the default, which every camera tried could read.
  case medium = 1
  /// About 25 %.
  case quartile = 2
  /// About 30 %: for print.
  case high = 3

  /// The two bits in the format information.
  var formatBits: Int {
    switch self {
    case .low: 1
    case .medium: 0
    case .quartile: 3
    case .high: 2
    }
  }
}
