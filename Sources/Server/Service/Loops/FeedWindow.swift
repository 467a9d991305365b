/// The flow control of one feed on one connection: the client's credit, but at most `aheadMax`
/// items beyond those written. So a client that grants much and reads little leaves items in the
/// bureau, not in output buffers.
struct FeedWindow {
  /// The most items that the bureau may release beyond those written.
  static let aheadMax: UInt64 = 1_024

  private var granted: UInt64
  private var given: UInt64
  private var written: UInt64 = 0

  /// The window of a feed whose client granted `granted` items in total.
  init(granted: UInt64) {
    self.granted = granted
    given = min(granted, Self.aheadMax)
  }

  /// The items that the bureau may release, in total.
  var total: UInt64 { given }

  /// Raises the client's credit to a total.
  mutating func grant(_ total: UInt64) { granted = max(granted, total) }

  /// Counts a written item.
  mutating func wrote() { written += 1 }

  /// Returns a new total for the bureau, or nil while it has enough: one message for half a window
  /// of items, not one for each item.
  mutating func renew() -> UInt64? {
    let next = min(granted, written + Self.aheadMax)
    guard next > given, next == granted || given < written + Self.aheadMax / 2 else { return nil }
    given = next
    return next
  }
}
