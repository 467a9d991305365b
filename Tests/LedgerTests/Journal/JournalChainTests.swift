import Bureau
import Ledger
import Protocol
import Store
import Testing

/// Invariant 9: numbers are gapless and the chain verifies.
@Suite struct JournalChainTests {
  let folder: JournalFolder

  init() throws { folder = try JournalFolder() }

  private func fill(_ count: UInt64 = 50) throws -> Head {
    let journal = try folder.open()
    return try journal.append(entries(1...count), after: try journal.claim())
  }

  private func failure(
    from sequence: UInt64 = 0, hash: Digest256 = .zero, to last: UInt64? = nil
  ) throws -> JournalFailure? {
    let journal = try folder.open(access: .readOnly)
    do throws(JournalFailure) {
      _ = try journal.verifyChain(from: sequence, hash: hash, to: last)
      return nil
    } catch { return error }
  }

  @Test func `a whole chain verifies from any entry to any other`() throws {
    let head = try fill(5_000)
    let journal = try folder.open(access: .readOnly)
    #expect(
      try journal.verifyChain(from: 0, hash: .zero)
        == Head(epoch: 0, sequence: 5_000, hash: head.hash))
    for (from, to) in [(0, 1), (1, 2_000), (1_999, 2_001), (2_000, 4_000), (5_000, 5_000)]
      as [(UInt64, UInt64)]
    {
      let hash = try #require(try journal.hash(at: from))
      let end = try journal.verifyChain(from: from, hash: hash, to: to)
      #expect(end.sequence == to)
      #expect(try journal.hash(at: to) == end.hash)
    }
  }

  @Test(arguments: [
    "at = at + 1", "business_at = business_at - 1", "actor = zeroblob(3)", "method = 0",
    "scope = NULL", "key = zeroblob(16)", "digest = zeroblob(32)", "events = zeroblob(250)",
    "reply = events", "hash = zeroblob(32)",
  ])
  func `an edited entry is found`(change: String) throws {
    _ = try fill()
    try folder.tamper("UPDATE operation SET \(change) WHERE sequence = 20")
    let found = try failure()
    guard case .corrupt(let text) = found else {
      Issue.record("not found: \(change)")
      return
    }
    #expect(text.contains("operation 20"))
  }

  @Test func `bytes moved from one part to the next are found`() throws {
    let journal = try folder.open()
    var moved = entry(1, events: [1, 2, 3])
    moved.reply = [4]
    _ = try journal.append([moved], after: try journal.claim())
    try folder.tamper("UPDATE operation SET events = x'0102', reply = x'0304'")
    #expect(try failure() != nil)
  }

  @Test(arguments: [1, 25]) func `a removed entry is found`(sequence: Int) throws {
    _ = try fill()
    try folder.tamper("DELETE FROM operation WHERE sequence = \(sequence)")
    #expect(try failure() == .corrupt("operation \(sequence) is missing"))
  }

  @Test func `a removed tail is found if the head is known`() throws {
    let head = try fill()
    try folder.tamper("DELETE FROM operation WHERE sequence > 40")
    #expect(try failure() == nil)
    #expect(try failure(to: 50) == .behind(last: 40))
    #expect(try failure(from: 50, hash: head.hash) == .behind(last: 40))
  }

  @Test func `entries in another order are found`() throws {
    _ = try fill()
    try folder.tamper(
      """
      UPDATE operation SET sequence = 1000 WHERE sequence = 10;
      UPDATE operation SET sequence = 10 WHERE sequence = 11;
      UPDATE operation SET sequence = 11 WHERE sequence = 1000
      """)
    guard case .corrupt(let text) = try failure() else {
      Issue.record("not found")
      return
    }
    #expect(text.contains("operation 10 "))
  }

  @Test func `another history is refused at its first entry`() throws {
    _ = try fill()
    guard case .corrupt = try failure(from: 20, hash: .zero) else {
      Issue.record("another hash was taken")
      return
    }
  }

  @Test(arguments: ["method = 65536", "at = -1", "scope = zeroblob(31)", "hash = zeroblob(1)"])
  func `a value that an entry cannot hold is reported and does not end the process`(
    change: String
  ) throws {
    _ = try fill()
    try folder.tamper(
      "PRAGMA ignore_check_constraints = ON; UPDATE operation SET \(change) WHERE sequence = 20")
    let journal = try folder.open(access: .readOnly)
    let found = #expect(throws: JournalFailure.self) {
      _ = try journal.verifyChain(from: 0, hash: .zero)
    }
    guard case .corrupt(let text) = found else {
      Issue.record("not found: \(change)")
      return
    }
    #expect(text.contains("operation 20"))
  }
}
