internal import Bureau
internal import Protocol
internal import Store

/// The journal's one writing connection with its statements. Used under `SQLiteJournal.writer`'s
/// lock only.
final class JournalWriter {
  private let database: Database
  private let settings: JournalSettings
  private let failures: FailureCount?
  private let end: OperationEnd
  private let claimed: Statement
  private var insert: OperationInsert
  private var chain = Chain(hash: .zero)
  private var checkpointedPages = 0
  /// The failure after which nothing more is written; every later call throws it. After a failed
  /// write the page cache may differ from the disk.
  private var final: JournalFailure?
  /// Whether the next commit must clear the count of failures.
  private var mustClear: Bool

  /// Opens the file, copies the write-ahead log into it and extends the log to its final length.
  init(
    _ path: String, _ settings: JournalSettings, _ failures: FailureCount?
  ) throws(StoreFailure) {
    database = try JournalFile.write(path, settings)
    self.settings = settings
    self.failures = failures
    mustClear = try (failures?.count() ?? 0) > 0
    try database.checkpoint(.truncate)
    if settings.logPages > 0 { try database.growLog(pages: settings.logPages) }
    end = try OperationEnd(database)
    insert = try OperationInsert(database)
    claimed = try database.prepare("SELECT epoch, is_backup FROM claim WHERE id = 1")
  }

  func claim() throws(JournalFailure) -> Head {
    try guarded { () throws(JournalFailure) in
      try database.transaction(as: { JournalFailure($0) }) { () throws(JournalFailure) in
        let (epoch, isBackup) = try self.claimRow()
        guard !isBackup else { throw .backup }
        try storedInJournal { () throws(StoreFailure) in
          try database.execute("UPDATE claim SET epoch = epoch + 1 WHERE id = 1")
        }
        let last = try end.read()
        return Head(epoch: epoch + 1, sequence: last.sequence, hash: last.hash)
      }
    }
  }

  func append(_ entries: [JournalEntry], after: Head) throws(JournalFailure) -> Head {
    try guarded { () throws(JournalFailure) in
      try Self.check(entries, after: after)
      let head = try database.transaction(as: { JournalFailure($0) }) {
        () throws(JournalFailure) in
        try self.checkHead(after)
        return try self.write(entries, after: after)
      }
      try self.clearFailures()
      return head
    }
  }

  func checkpoint(isIdle: Bool) throws(JournalFailure) -> Bool {
    try guarded { () throws(JournalFailure) in
      let pages = database.pagesInLog
      let new = pages < checkpointedPages ? pages : pages - checkpointedPages
      guard new >= (isIdle ? settings.idlePages : settings.busyPages) else { return false }
      _ = try storedInJournal { () throws(StoreFailure) in try database.checkpoint(.passive) }
      checkpointedPages = pages
      return true
    }
  }

  func adopt(beginning entries: [JournalEntry]) throws(JournalFailure) {
    try guarded { () throws(JournalFailure) in
      try database.transaction(as: { JournalFailure($0) }) { () throws(JournalFailure) in
        let (epoch, isBackup) = try self.claimRow()
        guard isBackup else { throw .malformed("the journal is no backup") }
        let last = try end.read()
        let head = Head(epoch: epoch, sequence: last.sequence, hash: last.hash)
        try Self.check(entries, after: head)
        _ = try self.write(entries, after: head)
        try storedInJournal { () throws(StoreFailure) in
          try database.execute("UPDATE claim SET is_backup = 0, epoch = epoch + 1 WHERE id = 1")
        }
      }
    }
  }

  // MARK: Steps of an append

  private static func check(_ entries: [JournalEntry], after: Head) throws(JournalFailure) {
    guard entries.count <= SQLiteJournal.entriesMax else {
      throw .malformed("\(entries.count) rows in one append")
    }
    guard after.sequence <= JournalEntry.sequenceMax - UInt64(entries.count) else {
      throw .malformed("no numbers are left for operations")
    }
    var sequence = after.sequence
    for entry in entries {
      sequence += 1
      guard entry.sequence == sequence else {
        throw .malformed("operation \(entry.sequence) where \(sequence) comes next")
      }
      guard entry.actor.count <= JournalEntry.actorBytesMax,
        entry.events.count <= JournalEntry.eventsBytesMax,
        entry.reply.count <= JournalEntry.replyBytesMax
      else { throw .malformed("operation \(sequence) is above a limit of its parts") }
    }
  }

  private func checkHead(_ after: Head) throws(JournalFailure) {
    let (epoch, isBackup) = try claimRow()
    guard !isBackup else { throw .backup }
    guard epoch == after.epoch else { throw .lostClaim }
    let last = try end.read()
    guard last.sequence == after.sequence else { throw .behind(last: last.sequence) }
    guard last.hash == after.hash else {
      throw .corrupt("operation \(last.sequence) has another hash than was given out")
    }
  }

  private func write(_ entries: [JournalEntry], after: Head) throws(JournalFailure) -> Head {
    chain.restart(at: after.hash)
    try storedInJournal { () throws(StoreFailure) in
      for entry in entries { try insert.run(entry, hash: chain.extend(entry)) }
    }
    return Head(
      epoch: after.epoch, sequence: after.sequence + UInt64(entries.count), hash: chain.hash)
  }

  private func claimRow() throws(JournalFailure) -> (epoch: UInt64, isBackup: Bool) {
    defer { claimed.reset() }
    guard try storedInJournal({ () throws(StoreFailure) in try claimed.step() }) else {
      throw .corrupt("the journal does not say who may append")
    }
    return (UInt64(clamping: claimed.int64(0)), claimed.int64(1) != 0)
  }

  // MARK: Failures

  /// Runs one call; a final failure closes the writer for all later calls and counts, if it is the
  /// disk's.
  private func guarded<Outcome>(
    _ body: () throws(JournalFailure) -> Outcome
  ) throws(JournalFailure) -> Outcome {
    if let final { throw final }
    do throws(JournalFailure) { return try body() } catch {
      if error.isFinal { stop(error) }
      throw error
    }
  }

  private func stop(_ failure: JournalFailure) {
    final = failure
    switch failure {
    case .diskFull, .io:
      // Counting may fail as well; the caller throws the failure that led here.
      do throws(StoreFailure) { try failures?.add() } catch { _ = error }
    case .lostClaim, .behind, .malformed, .corrupt, .backup, .readOnly: break
    }
  }

  private func clearFailures() throws(JournalFailure) {
    guard mustClear, let failures else { return }
    try storedInJournal { () throws(StoreFailure) in try failures.clear() }
    mustClear = false
  }
}
