import Bureau
import Foundation
import Ledger
import Protocol
import Store

/// A private folder of one test, with a journal in it; removed at the end.
final class JournalFolder {
  let path: String
  var journal: String { file("journal.db") }

  /// - Parameter inMemory: on a file system of memory, where there is one: for the many small files
  ///   of a fault test, whose syncs would otherwise wait for the disk.
  init(inMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let parent =
      inMemory && FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.path
    path = "\(parent)/journal-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(error)") }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Opens a journal without extending its log as a real start does.
  func open(
    _ name: String = "journal.db", access: SQLiteJournal.Access = .serve, vfs: String? = nil,
    failures: FailureCount? = nil
  ) throws(JournalFailure) -> SQLiteJournal {
    try SQLiteJournal.open(
      file(name), access: access,
      settings: .init(logPages: 0, idlePages: 20, busyPages: 60, vfs: vfs), failures: failures)
  }

  /// Edits the file with another connection, unknown to the journal.
  func tamper(_ sql: String) throws {
    let database = try Database.open(path: journal, mode: .readWriteCreate)
    try database.execute(
      "DROP TRIGGER operation_is_never_changed; DROP TRIGGER operation_is_never_removed")
    try database.execute(sql)
  }
}

/// Returns an entry that differs from its neighbours in every part.
func entry(_ sequence: UInt64, events: [UInt8]? = nil) -> JournalEntry {
  let has = sequence % 3 != 0
  return JournalEntry(
    sequence: sequence, at: Timestamp(clamping: 1_800_000_000_000 + sequence),
    businessAt: Timestamp(clamping: 1_900_000_000_000 + sequence),
    actor: [UInt8](repeating: UInt8(sequence % 251), count: Int(sequence % 65)),
    method: UInt16(sequence % 65_536),
    scope: has ? Digest256(sequence, 1, 2, 3) : nil,
    key: has ? Id128(high: sequence, low: 9) : nil,
    digest: has ? Digest256(4, 5, 6, sequence) : nil,
    events: events ?? [UInt8](repeating: UInt8(sequence % 13), count: 250),
    reply: [UInt8](repeating: 1, count: Int(sequence % 7)))
}

func entries(_ range: ClosedRange<UInt64>) -> [JournalEntry] { range.map { entry($0) } }
