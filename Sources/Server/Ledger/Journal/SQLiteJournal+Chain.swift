package import Bureau
package import Protocol
internal import Store

extension SQLiteJournal {
  /// Operations per read of ``follow(_:from:hash:to:_:)``: short reads, so that the
  /// write-ahead log can be checkpointed.
  static let pageEntries = 2_000

  /// Verifies the chain from a known operation on: gapless numbers, every hash computed again. On a
  /// connection of its own, while others write.
  ///
  /// - Parameters:
  ///   - sequence: the known operation; 0: the whole journal is verified.
  ///   - hash: the hash that it must have; zero for 0.
  ///   - last: the operation to end at; nil: the last durable one.
  /// - Returns: the operation it ended at, with epoch 0.
  /// - Throws: `.behind` when the journal ends before `sequence` or `last`: it lost operations.
  ///   `.corrupt`, naming the first operation that does not fit. `.io`.
  package func verifyChain(
    from sequence: UInt64, hash: Digest256, to last: UInt64? = nil
  ) throws(JournalFailure) -> Head {
    let reader = try storedInJournal { () throws(StoreFailure) in try JournalReader(path, settings)
    }
    return try Self.follow(reader, from: sequence, hash: hash, to: last) {
      (_) throws(JournalFailure) in
    }
  }

  /// Verifies the chain and calls `page` with each page of operations after it is verified.
  static func follow(
    _ reader: JournalReader, from sequence: UInt64, hash: Digest256, to last: UInt64?,
    _ page: ([HashedEntry]) throws(JournalFailure) -> Void
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
      let entries = try reader.entries(after: at, limit: Int(min(left, UInt64(pageEntries))))
      if entries.isEmpty { break }
      for hashed in entries {
        at += 1
        guard hashed.entry.sequence == at else { throw .corrupt("operation \(at) is missing") }
        guard chain.extend(hashed.entry) == hashed.hash else {
          throw .corrupt("operation \(at) is not what its hash says, or does not follow \(at - 1)")
        }
      }
      try page(entries)
    }
    guard at >= max(end, last ?? 0) || last != nil else {
      throw .corrupt("operation \(at + 1) is missing")
    }
    return Head(epoch: 0, sequence: at, hash: chain.hash)
  }
}
