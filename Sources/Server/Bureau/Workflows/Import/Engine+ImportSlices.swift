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

  /// What the books must have before the next slice is read.
  var first: UInt64? { sequences.first }

  /// Notes the commit or a slice.
  mutating func add(_ sequence: UInt64) {
    sequences.append(sequence)
    if sequences.count > Self.aheadMax { sequences.removeFirst() }
  }
}

extension Engine {
  /// How long a slice waits after a look-up failed or while the gate is closed.
  static var sliceRetryMilliseconds: Int64 { 1_000 }
  /// When a slice that has not come is asked for again: a reader may have failed.
  static var sliceLostMilliseconds: Int64 { 30_000 }
  /// The most imports that are done and still in memory, the newest; a start loads as many.
  package static var doneBatchesMax: Int { 20 }

  /// Takes a slice of a committed import: applied at once where memory has what it needs, else when
  /// the last look-up is back. Nothing else waits for it.
  mutating func apply(_ slice: Slice) {
    guard let batch = state.batches[slice.batch], batch.phase == .committed,
      batch.cursor == slice.after, pendingSlices[slice.batch] == nil
    else { return }
    var cut = slice
    cut.rows = Array(slice.rows.prefix(Slice.rowsMax))
    go(PendingSlice(slice: cut, employers: SliceNeeds.employers(cut)))
  }

  /// A look-up is back: slices that waited for it go on.
  mutating func resumeSlices(_ finding: LookupResult) {
    guard !pendingSlices.isEmpty else { return }
    let need = finding.need
    // In place: each of a slice's look-ups would copy what the others have found.
    for id in Array(pendingSlices.keys) {
      guard pendingSlices[id]?.waits.remove(need) != nil else { continue }
      pendingSlices[id]?.found.note(finding)
      if let pending = pendingSlices[id], pending.waits.isEmpty { go(pending) }
    }
  }

  /// A look-up failed: slices that waited for it are read again later.
  mutating func postponeSlices(_ need: Lookup) {
    for pending in pendingSlices.values where pending.waits.contains(need) {
      postpone(pending.slice.batch)
    }
  }

  /// Reads an import's slice again, unless it has moved on; one that waits for look-ups has time.
  mutating func askSliceAgain(_ id: Id128, after cursor: String) {
    guard let batch = state.batches[id], batch.phase == .committed, batch.cursor == cursor
    else { return }
    guard pendingSlices[id] == nil else {
      return lookAgain(batch, in: Self.sliceLostMilliseconds)
    }
    askSlice(batch)
  }

  /// Looks at an import again in a while.
  mutating func lookAgain(_ batch: ImportBatch, in milliseconds: Int64) {
    agenda.add(
      .slice(batch.batch, after: batch.cursor),
      at: context.now.real.adding(milliseconds: milliseconds))
  }

  /// Keeps the employers of waiting slices in memory.
  mutating func pinSlices() {
    for pending in pendingSlices.values {
      for registration in pending.employers where state.employers[registration] != nil {
        residency.touch(registration)
      }
    }
  }

  /// Lets the oldest imports go that are done, once the books have them.
  mutating func releaseBatches() {
    let done = state.batches.values.filter { $0.phase == .applied || $0.phase == .refused }
    guard done.count > Self.doneBatchesMax, books >= state.sequence else { return }
    let oldest = done.sorted { $0.begun < $1.begun }.dropLast(Self.doneBatchesMax)
    for batch in oldest { state.batches[batch.batch] = nil }
  }

  /// Whether a slice waits for nothing but its turn.
  var hasReadySlice: Bool { pendingSlices.values.contains { $0.waits.isEmpty } }

  /// Applies a slice that lacks nothing any more, where the turn has not had one.
  mutating func goOnSlicing() {
    guard !hasSliced else { return }
    let ready = pendingSlices.values.filter(\.waits.isEmpty)
    if let next = ready.min(by: { $0.slice.batch < $1.slice.batch }) { go(next) }
  }

  /// Applies a slice, or asks for what it lacks. A turn holds one.
  private mutating func go(_ pending: PendingSlice) {
    var pending = pending
    let id = pending.slice.batch
    guard let batch = state.batches[id] else { return pendingSlices[id] = nil }
    SliceNeeds.take(pending.slice, state, &pending.found)
    pending.waits = SliceNeeds.missing(pending.slice, state, pending.found)
    if !pending.waits.isEmpty {
      pendingSlices[id] = pending
      for need in pending.waits { jobs.append(.look(need)) }
      return
    }
    guard closed == nil else { return postpone(id) }
    guard !hasSliced else { return pendingSlices[id] = pending }
    hasSliced = true
    pendingSlices[id] = nil
    let events = SliceRules.events(of: pending.slice, batch, state, pending.found)
    record(events)
    for registration in pending.employers where state.employers[registration] != nil {
      residency.touch(registration)
    }
  }

  private mutating func postpone(_ id: Id128) {
    pendingSlices[id] = nil
    guard let batch = state.batches[id] else { return }
    lookAgain(batch, in: Self.sliceRetryMilliseconds)
  }
}
