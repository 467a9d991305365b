internal import Protocol

/// A slice that waits for what it needs in memory.
struct PendingSlice: Sendable {
  let slice: Slice
  let employers: Set<RegistrationNumber>
  var waits: Set<Lookup> = []
  var found = LookupResults()
}

/// The operations of an import that the books may still lack: its commit, then its last slices.
struct SliceTrail: Sendable {
  /// How many slices may be applied ahead of the books: what a slice changes stays in memory until
  /// the books have it.
  static let aheadMax = 8

  private var sequences: [UInt64] = []

  /// The operation that the books must have before the next slice is read.
  var first: UInt64? { sequences.first }

  /// Adds the commit or a slice.
  mutating func add(_ sequence: UInt64) {
    sequences.append(sequence)
    if sequences.count > Self.aheadMax { sequences.removeFirst() }
  }
}

/// The slices of committed imports that are being applied, at most one of each import.
struct ImportSlices: Sendable {
  private var pending: [Id128: PendingSlice] = [:]
  private var trails: [Id128: SliceTrail] = [:]
  /// Whether this turn has applied a slice: it applies one.
  private(set) var isTurnUsed = false

  /// Whether a slice waits for nothing but its turn.
  var hasReady: Bool { pending.values.contains { $0.waits.isEmpty } }
  /// Employers of waiting slices.
  var employers: some Sequence<RegistrationNumber> { pending.values.lazy.flatMap(\.employers) }

  mutating func beginTurn() { isTurnUsed = false }

  func isPending(_ batch: Id128) -> Bool { pending[batch] != nil }

  /// Lets a slice wait.
  mutating func wait(_ slice: PendingSlice) { pending[slice.slice.batch] = slice }

  /// Removes an import's slice: it is dropped, or read again later.
  mutating func drop(_ batch: Id128) { pending[batch] = nil }

  /// Removes an import's slice that is applied in this turn.
  mutating func begin(_ batch: Id128) {
    isTurnUsed = true
    pending[batch] = nil
  }

  /// Returns the first slice, by import, that waits for nothing but its turn.
  func nextReady() -> PendingSlice? {
    pending.values.filter(\.waits.isEmpty).min { $0.slice.batch < $1.slice.batch }
  }

  /// Gives a result to the slices that wait for it.
  ///
  /// - Returns: those that wait for nothing else now.
  mutating func receive(_ result: LookupResult) -> [PendingSlice] {
    guard !pending.isEmpty else { return [] }
    let lookup = result.lookup
    var complete: [PendingSlice] = []
    // In place: each of a slice's lookups would copy what the others have found.
    for id in Array(pending.keys) {
      guard pending[id]?.waits.remove(lookup) != nil else { continue }
      pending[id]?.found.add(result)
      if let slice = pending[id], slice.waits.isEmpty { complete.append(slice) }
    }
    return complete
  }

  /// Returns the imports whose slices wait for a lookup.
  func batches(waitingFor lookup: Lookup) -> [Id128] {
    pending.values.filter { $0.waits.contains(lookup) }.map(\.slice.batch)
  }

  /// Notes that an import was committed or has moved on in an operation.
  mutating func advance(_ batch: Id128, _ sequence: UInt64) {
    trails[batch, default: SliceTrail()].add(sequence)
  }

  /// Forgets an import that is done.
  mutating func end(_ batch: Id128) { trails[batch] = nil }

  /// Returns the operation that the books must have before an import's next slice is read; nil for
  /// one that has not moved since the start.
  func restsOn(_ batch: Id128) -> UInt64? { trails[batch]?.first }
}
