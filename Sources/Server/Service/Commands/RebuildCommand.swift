internal import Ledger
internal import Store

/// `shebaod rebuild`: makes new books from the journal, compares them with the old ones and
/// replaces those. For a stopped server. Exit code 1: the old ones differed.
enum RebuildCommand {
  static func run(_ arguments: Arguments) throws(ServerFault) -> Int32 {
    let path = try arguments.data()
    let (folder, _) = try OpenedRealm.openFolder(path)
    let files = RealmDatabases(folder: path)
    let journal = try files.openJournal()
    let fresh = files.books + Rebuild.suffix
    do throws(LedgerFailure) {
      for suffix in ["", "-wal", "-shm"] { Files.remove(fresh + suffix) }
      let mark = try Rebuild.make(from: journal, at: fresh)
      let differences = Files.exists(files.books) ? try compare(files.books, fresh, journal) : []
      for difference in differences { StandardOutput.write("\(difference)\n") }
      try Rebuild.swap(OpenedRealm.booksName, in: folder)
      StandardOutput.write("books rebuilt to operation \(mark.sequence)\n")
      StandardOutput.write(
        differences.isEmpty ? "equal to the old ones\n" : "the old ones differed\n")
      return differences.isEmpty ? 0 : 1
    } catch {
      throw ServerFault("rebuild: \(error)", next: next(error))
    }
  }

  private static func next(_ failure: LedgerFailure) -> String {
    guard case .store(let failure) = failure, failure.kind == .busy else { return "shebaod verify" }
    return "end the program that has the books open, then shebaod rebuild"
  }

  /// Brings the old books to the journal's end and compares: operations that they merely lacked are
  /// no difference. Books that cannot be brought there are not compared.
  private static func compare(
    _ old: String, _ fresh: String, _ journal: SQLiteJournal
  ) throws(LedgerFailure) -> [Difference] {
    do throws(LedgerFailure) {
      _ = try StartCheck.run(journal, books: old, now: nil)
    } catch {
      switch error {
      case .otherHistory, .otherShape, .stopped: return []
      case .store, .journal, .unreadable, .gap, .booksAhead, .clockBehind: throw error
      }
    }
    return try Rebuild.compare(old, fresh)
  }
}
