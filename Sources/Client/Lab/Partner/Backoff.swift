/// The pauses between attempts to connect: 50 ms, doubled up to 1 s, reset by a success.
struct Backoff: Equatable, Sendable {
  static let firstMs: UInt64 = 50
  static let lastMs: UInt64 = 1_000

  private var next = Self.firstMs

  /// Returns the pause before the next attempt, in ms, and doubles the one after it.
  mutating func step() -> UInt64 {
    defer { next = min(Self.lastMs, next * 2) }
    return next
  }

  mutating func reset() { next = Self.firstMs }
}
