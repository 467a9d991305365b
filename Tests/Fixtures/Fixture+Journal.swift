package import Bureau
package import Protocol

/// Operations of a journal that no call made.
extension Fixture {
  /// Makes the entry of an operation that the bureau itself made, without a reply.
  package static func entry(_ sequence: UInt64, _ events: [Event], at now: Timestamp)
    -> JournalEntry
  {
    JournalEntry(
      sequence: sequence, at: now, businessAt: now, actor: Caller.bureau.actor, method: 0,
      scope: nil, key: nil, digest: nil, events: EventCoding.encode(events), reply: [])
  }

  /// Appends operations in batches of 2,000.
  ///
  /// - Returns: the journal's head after the last one.
  /// - Throws: what `entry` and `append` throw.
  package static func write(
    _ count: Int, after head: Head,
    _ entry: (_ place: Int, _ sequence: UInt64) throws -> JournalEntry,
    append: ([JournalEntry], Head) throws -> Head
  ) rethrows -> Head {
    var head = head
    var entries: [JournalEntry] = []
    for place in 0..<count {
      entries.append(try entry(place, head.sequence + UInt64(entries.count) + 1))
      guard entries.count == 2_000 || place == count - 1 else { continue }
      head = try append(entries, head)
      entries.removeAll(keepingCapacity: true)
    }
    return head
  }
}
