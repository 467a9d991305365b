package import Bureau
package import Protocol
internal import Store

extension SQLiteJournal {
  /// Rows of one short read while a chain is followed.
  static let pageRows = 2_000

  /// Follows the chain from a row that is known, on a connection of its own, while others write:
  /// every number in turn, every hash computed again.
  ///
  /// - Parameters:
  ///   - sequence: the row to start behind; 0 for the whole journal.
  ///   - hash: what its hash must be.
  ///   - last: the row to end at; nil for the last one that is durable.
  /// - Returns: the row it ended at, with epoch 0.
  /// - Throws: `.behind` when the journal ends before `sequence` or `last`: it lost rows.
  ///   `.corrupt`, with the first row that does not fit.
  package func verifyChain(
    from sequence: UInt64, hash: Digest256, to last: UInt64? = nil
  ) throws(JournalFailure) -> Head {
    let reader = try storedInJournal { () throws(StoreFailure) in try JournalReader(path, settings)
    }
    return try Self.follow(reader, from: sequence, hash: hash, to: last) {
      (_) throws(JournalFailure) in
    }
  }

  /// Follows the chain and hands over each page of rows once it is proved.
  static func follow(
    _ reader: JournalReader, from sequence: UInt64, hash: Digest256, to last: UInt64?,
    _ page: ([HashedOperation]) throws(JournalFailure) -> Void
  ) throws(JournalFailure) -> Head {
    let end = try reader.end.read().sequence
    guard end >= max(sequence, last ?? 0) else { throw .behind(last: end) }
    guard try reader.end.hash(at: sequence) == hash else {
      throw .corrupt("operation \(sequence) is missing or has another hash: another history")
    }
    var chain = Chain(hash: hash)
    var at = sequence
    while at < last ?? .max {
      let left = (last ?? .max) - at
      let rows = try reader.rows(after: at, limit: Int(min(left, UInt64(pageRows))))
      if rows.isEmpty { break }
      for row in rows {
        at += 1
        guard row.row.sequence == at else { throw .corrupt("operation \(at) is missing") }
        guard chain.extend(row.row) == row.hash else {
          throw .corrupt("operation \(at) is not what its hash says, or does not follow \(at - 1)")
        }
      }
      try page(rows)
    }
    guard at >= max(end, last ?? 0) || last != nil else {
      throw .corrupt("operation \(at + 1) is missing")
    }
    return Head(epoch: 0, sequence: at, hash: chain.hash)
  }
}
