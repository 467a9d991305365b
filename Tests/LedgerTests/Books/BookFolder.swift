import Bureau
import Foundation
import Ledger
import Protocol
import Store

/// A folder of its own for one test, with books and a journal in it; removed at the end.
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

  /// A journal of these rows, without the long log of a real start.
  func journal(_ rows: [JournalEntry], name: String = "journal.db") throws -> SQLiteJournal {
    let journal = try SQLiteJournal.open(file(name), settings: .init(logPages: 0))
    var head = try journal.claim()
    head = try journal.append(rows, after: head)
    return journal
  }

  func bookkeeper(_ name: String = "books.db", residentsMax: Int = 1_000, piecesMax: Int = 1_000)
    throws -> Bookkeeper
  {
    try Bookkeeper(try Books.write(file(name)), residentsMax: residentsMax, piecesMax: piecesMax)
  }

  /// Books of these rows, kept in stretches of `size`.
  @discardableResult
  func keep(
    _ rows: [JournalEntry], stretches size: Int = 20_000, name: String = "books.db",
    residentsMax: Int = 1_000, piecesMax: Int = 1_000
  ) throws -> Mark {
    let bookkeeper = try bookkeeper(name, residentsMax: residentsMax, piecesMax: piecesMax)
    for start in stride(from: 0, to: rows.count, by: size) {
      try bookkeeper.keep(Array(rows[start..<min(rows.count, start + size)]))
    }
    return bookkeeper.mark
  }

  /// Changes the books behind the bookkeeper's back.
  func tamper(_ sql: String, name: String = "books.db") throws {
    let database = try Database.open(path: file(name), mode: .readWriteCreate)
    try database.execute("PRAGMA foreign_keys = OFF; \(sql)")
  }
}

/// Runs it and gives the failure that it must end with.
func failure(_ body: () throws -> Void) -> LedgerFailure? {
  do { try body() } catch { return error as? LedgerFailure }
  return nil
}

/// An employer as the books load it: only notices of which a line may still change, and no order
/// that another has replaced.
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
