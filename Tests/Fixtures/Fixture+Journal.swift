package import Bureau
package import Protocol

/// Operations of a journal that no call made.
extension Fixture {
  package static func row(_ sequence: UInt64, _ events: [Event], at now: Timestamp) -> JournalEntry
  {
    JournalEntry(
      sequence: sequence, at: now, businessAt: now, actor: Caller.bureau.actor, method: 0,
      scope: nil, key: nil, digest: nil, events: EventCoding.encode(events), reply: [])
  }

  /// Appends operations in batches of 2,000.
  ///
  /// - Returns: the journal's head after the last one.
  /// - Throws: what `row` and `append` throw.
  package static func write(
    _ count: Int, after head: Head,
    _ row: (_ place: Int, _ sequence: UInt64) throws -> JournalEntry,
    append: ([JournalEntry], Head) throws -> Head
  ) rethrows -> Head {
    var head = head
    var rows: [JournalEntry] = []
    for place in 0..<count {
      rows.append(try row(place, head.sequence + UInt64(rows.count) + 1))
      guard rows.count == 2_000 || place == count - 1 else { continue }
      head = try append(rows, head)
      rows.removeAll(keepingCapacity: true)
    }
    return head
  }
}
