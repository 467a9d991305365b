internal import Bureau
internal import Ledger
internal import Protocol
internal import Store

/// The two databases of a data folder.
struct RealmDatabases {
  let folder: String

  var journal: String { "\(folder)/\(OpenedRealm.journalName)" }
  var books: String { "\(folder)/\(OpenedRealm.booksName)" }

  /// The journal, to read only.
  func openJournal() throws(ServerFault) -> SQLiteJournal {
    do throws(JournalFailure) {
      return try SQLiteJournal.open(journal, access: .readOnly)
    } catch {
      throw ServerFault("journal: \(error)", next: "is \(folder) a realm's data folder?")
    }
  }

  /// When an operation was done, real time.
  func lastTime(
    _ journal: SQLiteJournal, _ sequence: UInt64
  ) throws(LedgerFailure) -> Timestamp {
    do throws(JournalFailure) {
      return try journal.row(at: sequence)?.at ?? .earliest
    } catch { throw .journal(error) }
  }
}
