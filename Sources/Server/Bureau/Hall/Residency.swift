internal import Protocol

/// Which employers were used when, so that idle ones can be let go.
struct Residency: Sendable {
  /// The most employers kept in memory where they can be let go.
  static let countMax = 20_000
  /// How many are let go at once.
  static let batchCount = 2_000

  private var used: [RegistrationNumber: UInt64] = [:]
  private var turn: UInt64 = 0

  /// Another turn has begun.
  mutating func begin() { turn += 1 }

  /// An employer is used in this turn.
  mutating func touch(_ registration: RegistrationNumber) { used[registration] = turn }

  /// Those to let go, the longest unused first: not used in this turn, and with every event in the
  /// books.
  mutating func release(from state: inout State, books: UInt64) {
    guard state.employers.count > Self.countMax else { return }
    let idle = state.employers.values.filter { employer in
      employer.sequence <= books && used[employer.registration.number] != turn
        && !employer.attempts.values.contains { AttemptTable.holds($0.status) }
    }
    let oldest = idle.map { (used[$0.registration.number] ?? 0, $0.registration.number) }
      .sorted { $0.0 < $1.0 }
    let excess = state.employers.count - Self.countMax + Self.batchCount
    for (_, registration) in oldest.prefix(excess) {
      state.release(registration)
      used[registration] = nil
    }
  }
}
