package import Bureau
package import Protocol
package import Store

/// The journal in one SQLite file: the truth, of which all else is made.
///
/// One connection writes, in WAL mode with `synchronous=FULL`; two read-only ones read, so that
/// nothing is seen before it is durable: SQLite shows a commit to others only after its log is on
/// the disk.
///
/// - Note: `Sendable` because every connection is inside an `Exclusive`.
package final class SQLiteJournal: Journal, Sendable {
  /// What a start may do.
  package enum Access: Sendable, Equatable {
    /// Checkpoint, claim, append, read.
    case serve
    /// Read, and nothing that the disk could refuse.
    case readOnly
  }

  /// Free bytes below which changes are refused and a start is read-only: 512 MiB.
  package static let reserveBytes: UInt64 = 512 << 20
  /// Bytes of one answer of ``read(after:limit:)``, about; it holds one row at least.
  package static let maximumReadBytes = 16 << 20

  /// Where the file is.
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

  /// What a start may do after so many failed commits and with so much room.
  package static func access(failures: UInt64, freeBytes: UInt64) -> Access {
    failures >= FailureCount.limit || freeBytes < reserveBytes ? .readOnly : .serve
  }

  /// Opens the journal, and makes it where there is none. To serve, the log is first moved into
  /// the file whole: where that fails nobody may serve, because after a failed fsync the page
  /// cache lies.
  ///
  /// - Parameter failures: counts failed commits over restarts; cleared by the first that is made.
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
    // The failure that stopped the start is the one to tell.
    do throws(StoreFailure) { try failures?.add() } catch { _ = error }
  }

  // MARK: Writing

  /// See ``Journal/claim()``.
  package func claim() throws(JournalFailure) -> Head {
    guard let writer else { throw .readOnly }
    return try writer.use { (writer) throws(JournalFailure) in try writer.claim() }
  }

  /// See ``Journal/append(_:after:)``. One call is one transaction and one fsync.
  package func append(_ rows: [JournalEntry], after: Head) throws(JournalFailure) -> Head {
    guard let writer else { throw .readOnly }
    return try writer.use { (writer) throws(JournalFailure) in
      try writer.append(rows, after: after)
    }
  }

  /// Copies the log into the file where it has grown enough (3–8 ms for 1,000 pages). Call it on
  /// the thread that appends, after its answers have left.
  ///
  /// - Returns: whether it did.
  /// - Throws: `.io` or `.diskFull`; stop.
  @discardableResult
  package func checkpointIfNeeded(isIdle: Bool) throws(JournalFailure) -> Bool {
    guard let writer else { throw .readOnly }
    return try writer.use { (writer) throws(JournalFailure) in
      try writer.checkpoint(isIdle: isIdle)
    }
  }

  /// Makes a backup's journal one to serve from and appends the rows that begin its recovery, both
  /// or neither; earlier claims of it end. For `restore`.
  ///
  /// - Throws: `.malformed` for a journal that is no backup, and as ``append(_:after:)``.
  package func adopt(beginning rows: [JournalEntry]) throws(JournalFailure) {
    guard let writer else { throw .readOnly }
    try writer.use { (writer) throws(JournalFailure) in try writer.adopt(beginning: rows) }
  }

  // MARK: Reading

  /// See ``Journal/read(after:limit:)``. For one reader at a time; others wait.
  package func read(after sequence: UInt64, limit: Int) throws(JournalFailure) -> [JournalEntry] {
    try reader.use { (reader) throws(JournalFailure) in
      try reader.rows(after: sequence, limit: limit).map(\.row)
    }
  }

  /// One row, nil where there is none: the stored answer of a repeated call.
  package func row(at sequence: UInt64) throws(JournalFailure) -> JournalEntry? {
    guard sequence > 0 else { return nil }
    return try lookUp.use { (reader) throws(JournalFailure) in
      guard let found = try reader.rows(after: sequence - 1, limit: 1).first?.row,
        found.sequence == sequence
      else { return nil }
      return found
    }
  }

  /// The hash of one row, nil where there is none; of row 0 the zero digest.
  package func hash(at sequence: UInt64) throws(JournalFailure) -> Digest256? {
    try lookUp.use { (reader) throws(JournalFailure) in try reader.end.hash(at: sequence) }
  }

  /// The last durable row's number and hash, with epoch 0: no claim is made.
  package func end() throws(JournalFailure) -> Head {
    try lookUp.use { (reader) throws(JournalFailure) in
      let last = try reader.end.read()
      return Head(epoch: 0, sequence: last.sequence, hash: last.hash)
    }
  }
}
