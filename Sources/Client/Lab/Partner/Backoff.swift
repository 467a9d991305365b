/// Waits between tries to connect: 50 ms, doubled up to 1 s, 50 ms again after a success.
struct Backoff: Equatable, Sendable {
  static let firstMs: UInt64 = 50
  static let lastMs: UInt64 = 1_000

  private var next = Self.firstMs

  /// The wait before the next try, ms.
  mutating func step() -> UInt64 {
    defer { next = min(Self.lastMs, next * 2) }
    return next
  }

  mutating func reset() { next = Self.firstMs }
}
