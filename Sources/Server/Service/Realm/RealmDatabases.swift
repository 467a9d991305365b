internal import Bureau
internal import Ledger
internal import Protocol

/// The paths of the two databases in a data folder, for commands that open them without a server.
struct RealmDatabases {
  let folder: String

  var journal: String { "\(folder)/\(OpenedRealm.journalName)" }
  var books: String { "\(folder)/\(OpenedRealm.booksName)" }

  /// Opens the journal, read-only.
  ///
  /// - Throws: where it is missing or damaged.
  func openJournal() throws(ServerFault) -> SQLiteJournal {
    do throws(JournalFailure) {
      return try SQLiteJournal.open(journal, access: .readOnly)
    } catch {
      throw ServerFault("journal: \(error)", next: "is \(folder) a realm's data folder?")
    }
  }

  /// Returns the real time of an operation; the earliest time for 0.
  ///
  /// - Throws: `.journal`.
  func lastTime(
    _ journal: SQLiteJournal, _ sequence: UInt64
  ) throws(LedgerFailure) -> Timestamp {
    do throws(JournalFailure) {
      return try journal.entry(at: sequence)?.at ?? .earliest
    } catch { throw .journal(error) }
  }
}
