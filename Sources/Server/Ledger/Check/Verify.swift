internal import Bureau
internal import Protocol
internal import Store

/// Checks a journal and its books, read-only; the server may run meanwhile.
package enum Verify {
  /// The most violations reported of each check.
  package static let eachMax = 20

  /// Checks the chain (invariant 9) and the debits it sends (16), both files, the mark (15), the
  /// keys (10), and the invariants that a query over the books proves: 1–8, 10–12, 14. That the
  /// books equal a rebuild (15) is checked by ``Rebuild``; certificates (13) do not exist yet.
  ///
  /// - Throws: `.otherShape`, `.store` or `.journal` where the files cannot be read at all; every
  ///   other finding is in the report.
  package static func run(
    _ journal: SQLiteJournal, books path: String
  ) throws(LedgerFailure) -> VerifyReport {
    let books = try Books.read(path)
    let mark = try Books.mark(books)
    let head = try journaled { () throws(JournalFailure) in try journal.end() }
    var found = chain(journal)
    found += files(try integrity(books), "账簿")
    found += files(try integrity(of: journal), "日志")
    found += try foreignKeys(books)
    found += try belongs(mark, to: journal, head)
    found += try keys(journal, books)
    let last = try journaled { () throws(JournalFailure) in try journal.entry(at: head.sequence) }
    for invariant in Invariants.all { found += try check(invariant, books, last?.at) }
    return VerifyReport(head: head, mark: mark, found: found)
  }

  /// Checks the chain and, in the same pass, that each debit was sent once, which only the journal
  /// can prove.
  private static func chain(_ journal: SQLiteJournal) -> [Discrepancy] {
    var sent = SentDebits()
    do throws(JournalFailure) {
      let reader = try storedInJournal { () throws(StoreFailure) in
        try JournalReader(journal.path, journal.settings)
      }
      _ = try SQLiteJournal.follow(reader, from: 0, hash: .zero, to: nil) {
        (entries) throws(JournalFailure) in
        for hashed in entries { sent.record(hashed.entry) }
      }
      return sent.found
    } catch {
      return [Discrepancy(invariant: 9, text: "日志的链断了：\(error)")]
    }
  }

  private static func files(_ lines: [String], _ name: String) -> [Discrepancy] {
    lines.prefix(eachMax).map { Discrepancy(invariant: 0, text: "\(name)文件损坏：\($0)") }
  }

  private static func integrity(_ database: Database) throws(LedgerFailure) -> [String] {
    try stored { () throws(StoreFailure) in try database.integrityCheck() }
  }

  private static func integrity(of journal: SQLiteJournal) throws(LedgerFailure) -> [String] {
    try integrity(
      try stored { () throws(StoreFailure) in
        try JournalFile.read(journal.path, journal.settings)
      })
  }

  private static func foreignKeys(_ books: Database) throws(LedgerFailure) -> [Discrepancy] {
    let lost = try Books.prepare(books, "SELECT \"table\", parent FROM pragma_foreign_key_check")
      .rows("sqlite_schema", { _ in }) { (c) throws(LedgerFailure) in
        Discrepancy(invariant: 0, text: "表 \(c.text()) 有一行在表 \(c.text()) 中没有上级")
      }
    return Array(lost.prefix(eachMax))
  }

  private static func belongs(
    _ mark: Mark, to journal: SQLiteJournal, _ head: Head
  ) throws(LedgerFailure) -> [Discrepancy] {
    guard mark.sequence <= head.sequence else {
      let text = "账簿（\(mark.sequence)）超前于日志（\(head.sequence)）：日志缺行，只能恢复备份"
      return [Discrepancy(invariant: 15, text: text)]
    }
    let hash = try journaled { () throws(JournalFailure) in try journal.hash(at: mark.sequence) }
    guard hash != mark.hash else { return [] }
    let text = "账簿在 \(mark.sequence) 处与日志的散列不同：属于另一段历史，须重建"
    return [Discrepancy(invariant: 15, text: text)]
  }

  /// Compares the numbers of used keys. The books' primary key forbids a second use of a key, so
  /// equal numbers mean one digest for each key.
  private static func keys(
    _ journal: SQLiteJournal, _ books: Database
  ) throws(LedgerFailure) -> [Discrepancy] {
    // One statement, so that the mark and the number of keys are of one moment.
    let counts = try Books.prepare(
      books, "SELECT (SELECT count(*) FROM operation_key), sequence FROM mark"
    ).rows("mark", { _ in }) { (c) throws(LedgerFailure) in (c.signed(), c.number()) }
    guard let (kept, sequence) = counts.first else { return [] }
    let operations = try stored { () throws(StoreFailure) in
      try JournalFile.read(journal.path, journal.settings)
    }
    let used = try Books.prepare(
      operations,
      """
      SELECT count(*) FROM operation WHERE key IS NOT NULL AND scope IS NOT NULL
        AND digest IS NOT NULL AND sequence <= ?
      """
    ).rows("operation", { $0.put(sequence) }) { (c) throws(LedgerFailure) in c.signed() }
    guard used.first != kept else { return [] }
    return [Discrepancy(invariant: 10, text: "账簿有 \(kept) 个请求键，日志有 \(used.first ?? 0) 个")]
  }

  private static func check(
    _ invariant: Invariant, _ books: Database, _ last: Timestamp?
  ) throws(LedgerFailure) -> [Discrepancy] {
    let now = last ?? .earliest
    let found = try Books.prepare(books, "\(invariant.sql) LIMIT \(eachMax)").rows(
      "books",
      { values in
        guard invariant.sql.contains("?1") else { return }
        values.put(now)
      }
    ) { (c) throws(LedgerFailure) in c.text() }
    return found.map { Discrepancy(invariant: invariant.number, text: "\(invariant.text)：\($0)") }
  }
}
