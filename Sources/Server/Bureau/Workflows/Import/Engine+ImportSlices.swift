internal import Protocol

extension Engine {
  /// The wait before a slice is read again after a lookup failed or while the gate is closed.
  static var sliceRetryMilliseconds: Int64 { 1_000 }
  /// The wait before a slice that has not come is requested again: a reader may have failed.
  static var sliceLostMilliseconds: Int64 { 30_000 }
  /// The most imports that are done and still in memory, the newest; a start loads as many.
  package static var doneBatchesMax: Int { 20 }

  /// Requests the rows after an import's cursor. They have been in the books since its commit and
  /// never change, so that its slices may be applied some way ahead of the books.
  mutating func requestSlice(_ batch: ImportBatch) {
    let restsOn = slices.restsOn(batch.batch) ?? state.sequence
    outputs.start(.slice(batch: batch.batch, after: batch.cursor, restsOn: restsOn))
    retrySlice(batch, in: Self.sliceLostMilliseconds)
  }

  /// Records that an import has been committed or has moved on, and requests its next slice.
  mutating func advanceImport(_ batch: ImportBatch) {
    guard batch.phase == .committed else { return slices.end(batch.batch) }
    slices.advance(batch.batch, state.sequence)
    requestSlice(batch)
  }

  /// Accepts a slice of a committed import: applied at once where memory has what it needs, else
  /// when the last lookup is back. Requests do not wait for it.
  mutating func accept(_ slice: Slice) {
    guard let batch = state.batches[slice.batch], batch.phase == .committed,
      batch.cursor == slice.after, !slices.isPending(slice.batch)
    else { return }
    var cut = slice
    cut.rows = Array(slice.rows.prefix(Slice.rowsMax))
    proceed(PendingSlice(slice: cut, employers: SliceNeeds.employers(cut)))
  }

  /// Reads the slices again later that waited for a lookup that failed.
  mutating func postponeSlices(_ lookup: Lookup) {
    for batch in slices.batches(waitingFor: lookup) { postpone(batch) }
  }

  /// Requests an import's slice again, unless it has moved on; one that waits for lookups has
  /// time.
  mutating func requestSliceAgain(_ id: Id128, after cursor: String) {
    guard let batch = state.batches[id], batch.phase == .committed, batch.cursor == cursor
    else { return }
    guard !slices.isPending(id) else {
      return retrySlice(batch, in: Self.sliceLostMilliseconds)
    }
    requestSlice(batch)
  }

  /// Starts the timer that requests an import's slice again.
  private mutating func retrySlice(_ batch: ImportBatch, in milliseconds: Int64) {
    timers.start(
      .slice(batch.batch, after: batch.cursor),
      at: context.now.real.adding(milliseconds: milliseconds))
  }

  /// Keeps the employers of waiting slices in memory.
  mutating func touchSlices() {
    for registration in slices.employers where state.employers[registration] != nil {
      eviction.touch(registration)
    }
  }

  /// Removes the oldest imports that are done, once the books have them.
  mutating func releaseBatches() {
    let done = state.batches.values.filter { $0.phase == .applied || $0.phase == .refused }
    guard done.count > Self.doneBatchesMax, admission.books >= state.sequence else { return }
    let oldest = done.sorted { $0.begun < $1.begun }.dropLast(Self.doneBatchesMax)
    for batch in oldest { state.release(batch) }
  }

  /// Applies a slice that waits for nothing but its turn, where the turn has not applied one.
  mutating func applyReadySlice() {
    guard !slices.isTurnUsed, let next = slices.nextReady() else { return }
    proceed(next)
  }

  /// Applies a slice, or looks up what it lacks. A turn applies one.
  mutating func proceed(_ pending: PendingSlice) {
    var pending = pending
    let id = pending.slice.batch
    guard let batch = state.batches[id] else { return slices.drop(id) }
    SliceNeeds.adoptNotices(of: pending.slice, state, &pending.found)
    pending.waits = SliceNeeds.missing(pending.slice, state, pending.found)
    if !pending.waits.isEmpty {
      slices.wait(pending)
      for lookup in pending.waits { outputs.start(.look(lookup)) }
      return
    }
    guard closed == nil else { return postpone(id) }
    guard !slices.isTurnUsed else { return slices.wait(pending) }
    slices.begin(id)
    let events = SliceRules.events(of: pending.slice, batch, state, pending.found)
    record(events)
    for registration in pending.employers where state.employers[registration] != nil {
      eviction.touch(registration)
    }
  }

  private mutating func postpone(_ id: Id128) {
    slices.drop(id)
    guard let batch = state.batches[id] else { return }
    retrySlice(batch, in: Self.sliceRetryMilliseconds)
  }
}
