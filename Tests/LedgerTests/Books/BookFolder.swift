import Bureau
import Foundation
import Ledger
import Protocol
import Store

/// A private folder of one test, with books and a journal in it; removed at the end.
final class BookFolder {
  let path: String
  var books: String { file("books.db") }

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("books-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(error)") }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Makes a journal of these entries, without extending its log as a real start does.
  func journal(_ entries: [JournalEntry], name: String = "journal.db") throws -> SQLiteJournal {
    let journal = try SQLiteJournal.open(file(name), settings: .init(logPages: 0))
    var head = try journal.claim()
    head = try journal.append(entries, after: head)
    return journal
  }

  func bookkeeper(_ name: String = "books.db", inMemoryMax: Int = 1_000, piecesMax: Int = 1_000)
    throws -> Bookkeeper
  {
    try Bookkeeper(try Books.write(file(name)), inMemoryMax: inMemoryMax, piecesMax: piecesMax)
  }

  /// Makes books of these entries, `size` in a transaction.
  @discardableResult
  func keep(
    _ entries: [JournalEntry], perTransaction size: Int = 20_000, name: String = "books.db",
    inMemoryMax: Int = 1_000, piecesMax: Int = 1_000
  ) throws -> Mark {
    let bookkeeper = try bookkeeper(name, inMemoryMax: inMemoryMax, piecesMax: piecesMax)
    for start in stride(from: 0, to: entries.count, by: size) {
      try bookkeeper.keep(Array(entries[start..<min(entries.count, start + size)]))
    }
    return bookkeeper.mark
  }

  /// Edits the books with another connection, unknown to the bookkeeper.
  func tamper(_ sql: String, name: String = "books.db") throws {
    let database = try Database.open(path: file(name), mode: .readWriteCreate)
    try database.execute("PRAGMA foreign_keys = OFF; \(sql)")
  }
}

/// Runs the body and returns its failure, nil if it succeeds.
func failure(_ body: () throws -> Void) -> LedgerFailure? {
  do { try body() } catch { return error as? LedgerFailure }
  return nil
}

/// Returns an employer as the books load it: with the notices of which a line may still change, and
/// the last order of each agreement.
func asLoaded(_ employer: Employer) -> Employer {
  var employer = employer
  employer.formerOrders = []
  employer.notices = employer.notices.filter { _, notice in
    let states = notice.lines.map(\.status)
    if states.contains(where: { $0 == .undeclared || $0 == .declared || $0 == .held }) {
      return true
    }
    return states.contains(.nothingDue) && !states.contains(.paid) && !states.contains(.posted)
  }
  return employer
}
