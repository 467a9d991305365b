internal import Protocol

/// A password that scrypt works on. It is judged when the derived key is back, whether or not its
/// request still waits: its try was counted before it left.
struct PendingDerivation: Sendable {
  var incoming: IncomingRequest
  var found: LookupResults
  /// The real time at which its try was counted.
  var counted: Timestamp
  /// The person whose password it may be; kept in memory meanwhile.
  var resident: ResidentID?
}

/// The passwords that scrypt works on, by the number of the waiter of each.
struct Derivations: Sendable {
  /// The most at once; one more is refused before its try is counted.
  static let countMax = 64

  private var pending: [UInt64: PendingDerivation] = [:]

  var isEmpty: Bool { pending.isEmpty }
  var isFull: Bool { pending.count >= Self.countMax }

  /// The persons whose passwords they are.
  var residents: Set<ResidentID> { Set(pending.values.compactMap(\.resident)) }

  mutating func add(_ derivation: PendingDerivation, waiter number: UInt64) {
    pending[number] = derivation
  }

  /// Ends a derivation, with or without a key; nil where none has the number.
  mutating func end(waiter number: UInt64) -> PendingDerivation? {
    pending.removeValue(forKey: number)
  }
}
