internal import Protocol

/// The result of a turn.
package struct Turn: Sendable {
  /// Operations for the journal, in order.
  package var entries: [JournalEntry]
  /// Slow work, which may start at once.
  package var jobs: [Job]
  /// Inputs for the next turn, in order: one turn takes a limited number from each connection, and
  /// a limited time.
  package var left: [Input]
}

/// The inputs that a turn has taken from each connection and from imports.
struct TurnShare {
  /// A short turn takes everything, and need not count.
  private let counts: Bool
  private var taken: [ConnectionAddress: Int] = [:]
  private var hasSlice = false

  init(of inputs: Int) { counts = inputs > Engine.turnConnectionMax }

  /// Whether an input belongs to this turn. Once one of a connection does not, no later one does,
  /// so that their order stays.
  mutating func admits(_ input: Input) -> Bool {
    switch input {
    case .request(let incoming):
      return admits(incoming.address.ofConnection, 1)
    case .cancelled(let address), .credit(let address, _):
      return admits(address.ofConnection, 0)
    case .gone(let loop, let connection):
      return admits(ConnectionAddress(loop: loop, connection: connection), 0)
    case .slice:
      defer { hasSlice = true }
      return !hasSlice
    case .lookupResult, .lookupFailed, .derived, .notDerived, .stored, .tick, .closing: return true
    }
  }

  private mutating func admits(_ connection: ConnectionAddress, _ weight: Int) -> Bool {
    guard counts else { return true }
    let before = taken[connection, default: 0]
    taken[connection] = before + weight
    return before + weight <= Engine.turnConnectionMax
  }
}
