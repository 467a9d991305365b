/// How far a feed of one connection may run ahead: the client's credit, but never more than
/// `aheadMax` items beyond those that were written, so that a client that grants much and reads
/// little holds orders in the bureau, not in memory.
struct FeedWindow {
  /// Items that the bureau may release beyond those written.
  static let aheadMax: UInt64 = 1_024

  private var granted: UInt64
  private var given: UInt64
  private var written: UInt64 = 0

  /// A feed whose client granted so many items in all.
  init(granted: UInt64) {
    self.granted = granted
    given = min(granted, Self.aheadMax)
  }

  /// What the bureau may release in all.
  var total: UInt64 { given }

  /// The client grants more.
  mutating func grant(_ total: UInt64) { granted = max(granted, total) }

  /// An item was written.
  mutating func wrote() { written += 1 }

  /// A new total for the bureau, or nil where it has enough: one for half a window of items, not
  /// one for each.
  mutating func renew() -> UInt64? {
    let next = min(granted, written + Self.aheadMax)
    guard next > given, next == granted || given < written + Self.aheadMax / 2 else { return nil }
    given = next
    return next
  }
}
