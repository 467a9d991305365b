package import Bureau
package import Protocol
package import Store

/// The journal (日志) in one SQLite file: the one source of all state.
///
/// One connection writes, in WAL mode with `synchronous=FULL`; two read-only ones read, so that
/// nothing is read before it is durable: SQLite shows a commit to others only after its
/// write-ahead log is on the disk.
///
/// The writer is called by the bureau's thread, the reader by the bookkeeper's, lookups by the
/// reader threads; each connection has a lock of its own, so none waits for another.
///
/// - Note: `Sendable`, because every connection is inside an `Exclusive`.
package final class SQLiteJournal: Journal, Sendable {
  /// The access that a start has.
  package enum Access: Sendable, Equatable {
    /// All: checkpoint, claim, append, read.
    case serve
    /// Reads only, so nothing that a full disk could refuse.
    case readOnly
  }

  /// The free space of the disk below which changes are refused and a start is read-only, in bytes:
  /// 512 MiB.
  package static let reserveBytes: UInt64 = 512 << 20
  /// The approximate most bytes that one ``read(after:limit:)`` returns; at least one operation is
  /// returned.
  package static let readBytesMax = 16 << 20

  /// The path of the journal's file.
  package let path: String
  let settings: JournalSettings
  private let writer: Exclusive<JournalWriter>?
  private let reader: Exclusive<JournalReader>
  private let lookUp: Exclusive<JournalReader>

  private init(
    path: String, settings: JournalSettings, writer: Exclusive<JournalWriter>?,
    reader: Exclusive<JournalReader>, lookUp: Exclusive<JournalReader>
  ) {
    self.path = path
    self.settings = settings
    self.writer = writer
    self.reader = reader
    self.lookUp = lookUp
  }

  /// Returns the access of a start after so many failed commits and with so many free bytes.
  package static func access(failures: UInt64, freeBytes: UInt64) -> Access {
    failures >= FailureCount.limit || freeBytes < reserveBytes ? .readOnly : .serve
  }

  /// Opens the journal, or creates it. For `.serve` the write-ahead log is first copied into the
  /// file: where that fails the journal must not be served, because after a failed fsync the page
  /// cache may differ from the disk.
  ///
  /// - Parameter failures: the count of failed commits over restarts; the first commit clears it.
  /// - Throws: `.io`, also when another process holds the file; `.diskFull`, `.corrupt`.
  package static func open(
    _ path: String, access: Access = .serve, settings: JournalSettings = JournalSettings(),
    failures: FailureCount? = nil
  ) throws(JournalFailure) -> SQLiteJournal {
    do throws(StoreFailure) {
      var writer: Exclusive<JournalWriter>?
      if access == .serve { writer = Exclusive(try JournalWriter(path, settings, failures)) }
      return SQLiteJournal(
        path: path, settings: settings, writer: writer,
        reader: Exclusive(try JournalReader(path, settings)),
        lookUp: Exclusive(try JournalReader(path, settings)))
    } catch {
      let failure = JournalFailure(error)
      if access == .serve, failure.isFinal { countFailedStart(failures) }
      throw failure
    }
  }

  private static func countFailedStart(_ failures: FailureCount?) {
    // A failure of counting is dropped; the caller throws the one that stopped the start.
    do throws(StoreFailure) { try failures?.add() } catch { _ = error }
  }

  // MARK: Writing

  /// Claims the journal for this process; see ``Journal/claim()``.
  ///
  /// - Throws: `.readOnly` without a writer; `.backup`; `.diskFull`, `.io`, `.corrupt`.
  package func claim() throws(JournalFailure) -> Head {
    guard let writer else { throw .readOnly }
    return try writer.use { (writer) throws(JournalFailure) in try writer.claim() }
  }

  /// Appends operations in one transaction with one fsync; see ``Journal/append(_:after:)``.
  ///
  /// - Throws: `.readOnly` without a writer, and as the protocol says.
  package func append(_ entries: [JournalEntry], after: Head) throws(JournalFailure) -> Head {
    guard let writer else { throw .readOnly }
    return try writer.use { (writer) throws(JournalFailure) in
      try writer.append(entries, after: after)
    }
  }

  /// Copies the write-ahead log into the file if it has grown enough (3–8 ms for 1,000 pages). To
  /// be called by the thread that appends, after its answers are sent.
  ///
  /// - Returns: whether it copied.
  /// - Throws: `.io` or `.diskFull`, after which the process must stop; `.readOnly` without a
  ///   writer.
  @discardableResult
  package func checkpointIfNeeded(isIdle: Bool) throws(JournalFailure) -> Bool {
    guard let writer else { throw .readOnly }
    return try writer.use { (writer) throws(JournalFailure) in
      try writer.checkpoint(isIdle: isIdle)
    }
  }

  /// Turns a backup into a journal to serve, and appends the operations that begin its recovery, in
  /// one transaction; earlier claims end. For `restore`.
  ///
  /// - Throws: `.malformed` for a journal that is not a backup, and as ``append(_:after:)``.
  package func adopt(beginning entries: [JournalEntry]) throws(JournalFailure) {
    guard let writer else { throw .readOnly }
    try writer.use { (writer) throws(JournalFailure) in try writer.adopt(beginning: entries) }
  }

  // MARK: Reading

  /// Reads operations, for the bookkeeper; see ``Journal/read(after:limit:)``. Concurrent calls
  /// wait for each other.
  ///
  /// - Throws: `.corrupt` for a row that cannot have been written; `.io`.
  package func read(after sequence: UInt64, limit: Int) throws(JournalFailure) -> [JournalEntry] {
    try reader.use { (reader) throws(JournalFailure) in
      try reader.entries(after: sequence, limit: limit).map(\.entry)
    }
  }

  /// Returns one operation, nil where there is none; for the stored answer of a repeated call.
  ///
  /// - Throws: `.corrupt`, `.io`.
  package func entry(at sequence: UInt64) throws(JournalFailure) -> JournalEntry? {
    guard sequence > 0 else { return nil }
    return try lookUp.use { (reader) throws(JournalFailure) in
      guard let found = try reader.entries(after: sequence - 1, limit: 1).first?.entry,
        found.sequence == sequence
      else { return nil }
      return found
    }
  }

  /// Returns the hash of one operation, nil where there is none; zero for 0.
  ///
  /// - Throws: `.corrupt`, `.io`.
  package func hash(at sequence: UInt64) throws(JournalFailure) -> Digest256? {
    try lookUp.use { (reader) throws(JournalFailure) in try reader.end.hash(at: sequence) }
  }

  /// Returns the last durable operation's number and hash, with epoch 0, without a claim.
  ///
  /// - Throws: `.corrupt`, `.io`.
  package func end() throws(JournalFailure) -> Head {
    try lookUp.use { (reader) throws(JournalFailure) in
      let last = try reader.end.read()
      return Head(epoch: 0, sequence: last.sequence, hash: last.hash)
    }
  }
}
