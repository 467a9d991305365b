internal import Bureau
internal import Protocol
internal import Store

/// Writes imports (导入), their lines, keyed by the order of application, and their problems.
struct ImportWriter {
  private let batch: Statement
  private let line: Statement
  private let problem: Statement

  init(_ database: Database) throws(LedgerFailure) {
    batch = try Books.prepare(
      database,
      """
      INSERT INTO batch (\(BatchCells.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, phase = excluded.phase,
        lines = excluded.lines, total = excluded.total, received = excluded.received,
        parts = excluded.parts, sum = excluded.sum, problems = excluded.problems,
        applied = excluded.applied, rejected = excluded.rejected, last_key = excluded.last_key,
        begun = excluded.begun, last_line = excluded.last_line
      """)
    line = try Books.prepare(
      database, "INSERT INTO import_line (batch, sort_key, line, record) VALUES (?, ?, ?, ?)")
    problem = try Books.prepare(
      database,
      """
      INSERT INTO import_problem (batch, line, operation, place, code, reason)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
  }

  func write(_ changes: ChangeSet, _ state: State) throws(LedgerFailure) {
    for after in state.batches.values where changes.batches[after.batch] != after {
      try write(after)
    }
    for imported in changes.imports {
      if let records = imported.records { try write(records, imported) }
      for (place, found) in imported.problems.enumerated() {
        try problem.run { values in
          values.put(imported.batch)
          values.put(found.line)
          values.put(imported.operation)
          values.put(place)
          values.put(found.code)
          values.put(found.reason)
        }
      }
    }
  }

  private func write(_ after: ImportBatch) throws(LedgerFailure) {
    try batch.run { values in
      values.put(after.batch)
      values.put(after.name)
      values.put(after.phase)
      values.put(after.lines)
      values.put(after.total)
      values.put(after.received)
      values.put(after.parts)
      values.put(after.sum)
      values.put(after.problems)
      values.put(after.applied)
      values.put(after.rejected)
      values.put(after.cursor)
      values.put(after.begun)
      values.put(after.lastLine)
    }
  }

  /// Writes the lines of a part; lines with a problem are left out.
  ///
  /// - Throws: `.stopped` for a part that cannot be decoded; `.store`.
  private func write(_ bytes: [UInt8], _ imported: ChangeSet.ImportedLines) throws(LedgerFailure) {
    let part: ImportPart
    do throws(Malformed) { part = try Protocol.decode(ImportPart.self, from: bytes) } catch {
      throw .stopped(Alarm(sequence: imported.operation, cause: .undecodable))
    }
    let bad = Set(imported.problems.map(\.line))
    for record in part.records where !bad.contains(record.line) {
      try line.run { values in
        values.put(imported.batch)
        values.put(ImportOrder.key(record))
        values.put(record.line)
        values.put(Protocol.encode(record))
      }
    }
  }
}
