package import Bureau
internal import Protocol
package import Store

/// Keeps the books (账簿): applies the journal's operations, many to a transaction, and writes the
/// last state of each touched row once, with the mark in the same transaction.
///
/// It applies events by the bureau's own `State.apply`, so live state, loaded state and books
/// cannot differ. It owns the books' one writing connection and is used by one thread: the start's,
/// then `BookkeeperThread`'s.
package final class Bookkeeper {
  /// The most operations in one transaction of the books.
  package static let operationsMax = 20_000
  /// The most employers, and the most persons, kept in memory between transactions.
  package static let inMemoryMax = 20_000
  /// The most notices and attempts, together, kept in memory between transactions.
  package static let piecesMax = 60_000

  /// The last operation in the books.
  package private(set) var mark: Mark
  /// The operation at which it has stopped; every later ``keep(_:)`` throws it again.
  package private(set) var alarm: Alarm?

  private let database: Database
  private let pieces: PieceLoader
  private let persons: PersonLoader
  private let writer: BooksWriter
  private let inMemoryMax: Int
  private let piecesMax: Int
  private var chain: Chain
  private var state: State
  /// Whether `state` has events that the books lack, because a transaction failed.
  private var isStale = false

  /// Starts at the books' mark, with the realm's small state loaded.
  ///
  /// - Parameters:
  ///   - database: the books, opened by ``Books/write(_:cachePages:vfs:)``.
  ///   - inMemoryMax: the most employers, and the most persons, kept between transactions.
  ///   - piecesMax: the most notices and attempts kept between transactions.
  /// - Throws: `.store`; `.unreadable` where the books are damaged.
  package init(
    _ database: Database, inMemoryMax: Int = Bookkeeper.inMemoryMax,
    piecesMax: Int = Bookkeeper.piecesMax
  ) throws(LedgerFailure) {
    self.database = database
    self.inMemoryMax = inMemoryMax
    self.piecesMax = piecesMax
    pieces = try PieceLoader(database)
    persons = try PersonLoader(database)
    writer = try BooksWriter(database)
    mark = try Books.mark(database)
    state = try RealmLoader.load(database)
    chain = Chain(hash: mark.hash)
  }

  /// Opens the books at a path, or creates them; to be called on the thread that keeps them.
  ///
  /// - Throws: `.otherShape`; `.store`; `.unreadable` where the books are damaged.
  package convenience init(path: String) throws(LedgerFailure) {
    try self.init(try Books.write(path))
  }

  /// Takes operations of the journal into the books, at most ``operationsMax`` in a transaction.
  ///
  /// - Parameter entries: of durable operations, gapless, the first being the one after the mark.
  /// - Returns: the new mark.
  /// - Throws: `.stopped` at the first operation that the books refuse, with the mark before it;
  ///   `.gap` for others than follow the mark, with nothing written; `.store` from the disk, with
  ///   the mark of the last transaction that succeeded.
  @discardableResult
  package func keep(_ entries: [JournalEntry]) throws(LedgerFailure) -> Mark {
    if let alarm { throw .stopped(alarm) }
    var expected = mark.sequence
    for entry in entries {
      expected += 1
      guard entry.sequence == expected else {
        throw .gap(mark: expected - 1, given: entry.sequence)
      }
    }
    var start = entries.startIndex
    while start < entries.endIndex {
      let end = min(entries.endIndex, start + Self.operationsMax)
      try foldOrBisect(entries[start..<end])
      start = end
    }
    return mark
  }

  /// Takes the journal's operations into the books until there are no more or `isStopped` says so,
  /// which is asked before each transaction.
  ///
  /// - Throws: as ``keep(_:)``; `.journal`.
  @discardableResult
  package func catchUp(
    _ journal: any Journal, isStopped: () -> Bool = { false }
  ) throws(LedgerFailure) -> Mark {
    while !isStopped() {
      let entries: [JournalEntry]
      do throws(JournalFailure) {
        entries = try journal.read(after: mark.sequence, limit: Self.operationsMax)
      } catch { throw .journal(error) }
      if entries.isEmpty { break }
      try keep(entries)
    }
    return mark
  }

  /// Copies the whole write-ahead log into the file and truncates it.
  ///
  /// - Throws: `.store`, with `.busy` while a reader needs the log.
  package func truncateLog() throws(LedgerFailure) {
    _ = try stored { () throws(StoreFailure) in try database.checkpoint(.truncate) }
  }

  /// Writes the operations in one transaction. Where a constraint refuses it, halves them until the
  /// refused operation stands alone, so that the books stop right before it.
  private func foldOrBisect(_ entries: ArraySlice<JournalEntry>) throws(LedgerFailure) {
    do throws(LedgerFailure) { try fold(entries) } catch {
      isStale = true
      switch error {
      case .stopped(let found):
        try foldOrBisect(entries.prefix { $0.sequence < found.sequence })
        try stop(found)
      case .store(let failure) where failure.kind == .constraint:
        guard entries.count > 1 else {
          let sequence = mark.sequence + 1
          return try stop(Alarm(sequence: sequence, cause: .constraint(failure.message)))
        }
        let middle = entries.startIndex + entries.count / 2
        try foldOrBisect(entries[..<middle])
        try foldOrBisect(entries[middle...])
      case .store, .journal, .unreadable, .gap, .booksAhead, .otherHistory, .otherShape,
        .clockBehind:
        throw error
      }
    }
  }

  private func stop(_ found: Alarm) throws(LedgerFailure) {
    alarm = found
    throw .stopped(found)
  }

  private func fold(_ entries: ArraySlice<JournalEntry>) throws(LedgerFailure) {
    guard let last = entries.last else { return }
    if isStale { try reload() }
    var changes = ChangeSet(before: state)
    // The loads are inside the transaction: outside, each statement takes the file's locks anew.
    let next = try database.transaction(.write, as: LedgerFailure.store) {
      () throws(LedgerFailure) in
      for entry in entries { try apply(entry, &changes) }
      let next = Mark(sequence: last.sequence, hash: chain.hash)
      try writer.write(changes, state, next)
      return next
    }
    mark = next
    evict(changes)
    try checkpoint()
  }

  private func apply(_ entry: JournalEntry, _ changes: inout ChangeSet) throws(LedgerFailure) {
    let events = try decoded(entry)
    for event in events {
      try loadTouched(by: event, entry.sequence, &changes)
      state.apply(event, sequence: entry.sequence)
    }
    changes.recordKey(of: entry, events)
    chain.extend(entry)
  }

  private func decoded(_ entry: JournalEntry) throws(LedgerFailure) -> [Event] {
    do throws(Malformed) { return try EventCoding.decode(entry.events) } catch {
      throw .stopped(Alarm(sequence: entry.sequence, cause: .undecodable))
    }
  }

  /// Loads the rows that an event touches, and records them as they were before this transaction.
  private func loadTouched(
    by event: Event, _ sequence: UInt64, _ changes: inout ChangeSet
  ) throws(LedgerFailure) {
    switch event {
    case .employer(let event):
      let number = event.registration
      changes.employers[number] = sequence
      try pieces.complete(&state.employers[number], number, event, sequence, &changes)
    case .person(let event):
      try loadTouched(event.resident, &changes)
      changes.recordMessage(orderedBy: event)
    case .session(let event): changes.recordSession(event, state)
    case .message(let event): changes.recordMessage(event, state)
    case .imports(let event): changes.recordImport(event, sequence)
    // `changes` has the realm's values from before the transaction since its beginning.
    case .realm: break
    }
  }

  private func loadTouched(
    _ resident: ResidentID, _ changes: inout ChangeSet
  ) throws(LedgerFailure) {
    guard changes.persons.index(forKey: resident) == nil else { return }
    if state.persons.index(forKey: resident) == nil {
      state.persons[resident] = try persons.load(resident)
    }
    changes.persons.updateValue(state.persons[resident], forKey: resident)
  }

  private func reload() throws(LedgerFailure) {
    state = try RealmLoader.load(database)
    pieces.loadedCount = 0
    chain.restart(at: mark.hash)
    isStale = false
  }

  /// Bounds memory: removes finished imports, and employers and persons above `inMemoryMax`, those
  /// first that this transaction did not touch.
  private func evict(_ changes: ChangeSet) {
    for batch in state.batches.values where batch.phase == .applied || batch.phase == .refused {
      state.batches[batch.batch] = nil
    }
    if state.employers.count > inMemoryMax {
      for number in state.employers.keys where changes.employers.index(forKey: number) == nil {
        state.release(number)
      }
      for number in state.employers.keys.dropFirst(inMemoryMax) { state.release(number) }
    }
    evictPieces()
    guard state.persons.count > inMemoryMax else { return }
    for resident in state.persons.keys where changes.persons.index(forKey: resident) == nil {
      state.persons[resident] = nil
    }
    for resident in state.persons.keys.dropFirst(inMemoryMax) { state.persons[resident] = nil }
  }

  /// Removes all notices and attempts once more than `piecesMax` were loaded; the next that are
  /// needed are loaded again.
  private func evictPieces() {
    guard pieces.loadedCount > piecesMax else { return }
    for number in state.employers.keys {
      state.employers[number]?.notices = [:]
      state.employers[number]?.attempts = [:]
    }
    // The bookkeeper never looks an attempt's owner up in memory.
    state.attemptOwners = [:]
    pieces.loadedCount = 0
  }

  private func checkpoint() throws(LedgerFailure) {
    guard database.pagesInLog > Books.checkpointPages else { return }
    _ = try stored { () throws(StoreFailure) in try database.checkpoint(.passive) }
  }
}
