internal import Bureau
internal import Protocol
internal import Store

/// Inserts operations into the table `operation`.
struct OperationInsert {
  private let statement: Statement
  private var scratch: [UInt8] = []

  init(_ database: Database) throws(StoreFailure) {
    statement = try database.prepare(
      """
      INSERT INTO operation
        (sequence, at, business_at, actor, method, scope, key, digest, events, reply, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  mutating func run(_ entry: JournalEntry, hash: Digest256) throws(StoreFailure) {
    statement.bind(1, Int64(clamping: entry.sequence))
    statement.bind(2, Int64(clamping: entry.at.number))
    statement.bind(3, Int64(clamping: entry.businessAt.number))
    statement.bind(4, entry.actor)
    statement.bind(5, Int64(entry.method))
    bind(6, entry.scope)
    if let key = entry.key {
      scratch.removeAll(keepingCapacity: true)
      scratch.append(key.high)
      scratch.append(key.low)
      statement.bind(7, scratch)
    }
    bind(8, entry.digest)
    statement.bind(9, entry.events)
    statement.bind(10, entry.reply)
    bind(11, hash)
    try statement.run()
  }

  private mutating func bind(_ index: Int, _ digest: Digest256?) {
    // A parameter that is not bound is NULL.
    guard let digest else { return }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(digest)
    statement.bind(index, scratch)
  }
}

/// A journal entry with its stored hash.
struct HashedEntry {
  let entry: JournalEntry
  let hash: Digest256

  /// The approximate size in memory, in bytes.
  var size: Int { 256 + entry.actor.count + entry.events.count + entry.reply.count }
}

/// Reads operations from the table `operation`, ascending.
struct OperationSelect {
  private let statement: Statement

  init(_ database: Database) throws(StoreFailure) {
    statement = try database.prepare(
      """
      SELECT sequence, at, business_at, actor, method, scope, key, digest, events, reply, hash
      FROM operation WHERE sequence > ? ORDER BY sequence LIMIT ?
      """)
  }

  /// Calls `body` with each operation after `sequence`, until it returns false.
  ///
  /// - Throws: `.corrupt` for a row that cannot have been written; `.io`.
  func run(
    after sequence: UInt64, limit: Int, _ body: (HashedEntry) -> Bool
  ) throws(JournalFailure) {
    defer { statement.reset() }
    statement.bind(1, Int64(clamping: sequence))
    statement.bind(2, Int64(limit))
    while try step() {
      guard body(try entry()) else { return }
    }
  }

  private func step() throws(JournalFailure) -> Bool {
    do throws(StoreFailure) { return try statement.step() } catch { throw JournalFailure(error) }
  }

  private func entry() throws(JournalFailure) -> HashedEntry {
    let number = statement.int64(0)
    guard let sequence = UInt64(exactly: number),
      let at = UInt64(exactly: statement.int64(1)).flatMap({ Timestamp(number: $0) }),
      let businessAt = UInt64(exactly: statement.int64(2)).flatMap({ Timestamp(number: $0) }),
      let method = UInt16(exactly: statement.int64(4)), let hash = try digest(10, of: number)
    else { throw .corrupt("operation \(number) holds a value that it cannot hold") }
    let entry = JournalEntry(
      sequence: sequence, at: at, businessAt: businessAt, actor: statement.blob(3),
      method: method, scope: try digest(5, of: number), key: try id(6, of: number),
      digest: try digest(7, of: number), events: statement.blob(8), reply: statement.blob(9))
    return HashedEntry(entry: entry, hash: hash)
  }

  private func digest(_ column: Int, of number: Int64) throws(JournalFailure) -> Digest256? {
    guard !statement.isNull(column) else { return nil }
    return try statement.withBlob(column) { bytes throws(JournalFailure) in
      guard bytes.count == 32 else {
        throw .corrupt("operation \(number) holds a digest of \(bytes.count) bytes")
      }
      return Digest256(reading: bytes)
    }
  }

  private func id(_ column: Int, of number: Int64) throws(JournalFailure) -> Id128? {
    guard !statement.isNull(column) else { return nil }
    return try statement.withBlob(column) { bytes throws(JournalFailure) in
      guard bytes.count == 16 else {
        throw .corrupt("operation \(number) holds a key of \(bytes.count) bytes")
      }
      return Id128(high: UInt64(reading: bytes, at: 0), low: UInt64(reading: bytes, at: 8))
    }
  }
}

/// Reads the number and hash of the last operation, and the hash of any.
struct OperationEnd {
  private let last: Statement
  private let one: Statement

  init(_ database: Database) throws(StoreFailure) {
    last = try database.prepare(
      "SELECT sequence, hash FROM operation ORDER BY sequence DESC LIMIT 1")
    one = try database.prepare("SELECT sequence, hash FROM operation WHERE sequence = ?")
  }

  /// Returns number and hash of the last operation; 0 and zero for none.
  func read() throws(JournalFailure) -> (sequence: UInt64, hash: Digest256) {
    try read(last) ?? (0, .zero)
  }

  /// Returns an operation's hash; nil where there is none; zero for 0, before the first.
  func hash(at sequence: UInt64) throws(JournalFailure) -> Digest256? {
    guard sequence > 0 else { return .zero }
    one.bind(1, Int64(clamping: sequence))
    return try read(one)?.hash
  }

  private func read(
    _ statement: Statement
  ) throws(JournalFailure) -> (sequence: UInt64, hash: Digest256)? {
    defer { statement.reset() }
    do throws(StoreFailure) {
      guard try statement.step() else { return nil }
    } catch { throw JournalFailure(error) }
    let sequence = UInt64(clamping: statement.int64(0))
    return try statement.withBlob(1) { bytes throws(JournalFailure) in
      guard bytes.count == 32 else {
        throw .corrupt("operation \(sequence) holds a hash of \(bytes.count) bytes")
      }
      return (sequence, Digest256(reading: bytes))
    }
  }
}
