internal import Bureau
internal import Ledger
internal import Protocol
internal import Store

/// The two databases of a data folder.
struct DataFiles {
  let folder: String

  var journal: String { "\(folder)/\(OpenedData.journalName)" }
  var books: String { "\(folder)/\(OpenedData.booksName)" }

  /// The journal, to read only.
  func openJournal() throws(Fault) -> SQLiteJournal {
    do throws(JournalFailure) {
      return try SQLiteJournal.open(journal, access: .readOnly)
    } catch {
      throw Fault("journal: \(error)", next: "is \(folder) a realm's data folder?")
    }
  }
}

/// `shebaod verify`: chain, integrity and invariants; the server may run.
enum VerifyCommand {
  static func run(_ arguments: Arguments) throws(Fault) -> Int32 {
    let files = DataFiles(folder: try arguments.data())
    let journal = try files.openJournal()
    let report: Verify.Report
    do throws(LedgerFailure) {
      report = try Verify.run(journal, books: files.books)
    } catch {
      throw Fault("books: \(error)", next: "shebaod rebuild")
    }
    let found = report.found.map(\.description) + (try stopped(files, report.mark.sequence))
    for line in found { Files.say("\(line)\n") }
    Files.say("journal \(report.head.sequence) books \(report.mark.sequence)\n")
    Files.say(found.isEmpty ? "clean\n" : "\(found.count) found\n")
    return found.isEmpty ? 0 : 1
  }

  private static func stopped(_ files: DataFiles, _ mark: UInt64) throws(Fault) -> [String] {
    do throws(StoreFailure) {
      return try StoppedBooks.found(in: files.folder, mark: mark).map { [$0] } ?? []
    } catch {
      throw Fault("cannot read \(files.folder)/\(StoppedBooks.name): \(error)")
    }
  }
}

/// `shebaod rebuild`: makes the books anew, compares, and puts them in the old ones' place. For a
/// stopped server.
enum RebuildCommand {
  static func run(_ arguments: Arguments) throws(Fault) -> Int32 {
    let path = try arguments.data()
    let (folder, _) = try OpenedData.openFolder(path)
    let files = DataFiles(folder: path)
    let journal = try files.openJournal()
    let fresh = files.books + Rebuild.suffix
    do throws(LedgerFailure) {
      for suffix in ["", "-wal", "-shm"] { Files.remove(fresh + suffix) }
      let mark = try Rebuild.make(from: journal, at: fresh)
      let differences = Files.exists(files.books) ? try compare(files.books, fresh, journal) : []
      for difference in differences { Files.say("\(difference)\n") }
      try Rebuild.swap(OpenedData.booksName, in: folder)
      Files.say("books rebuilt to operation \(mark.sequence)\n")
      Files.say(differences.isEmpty ? "equal to the old ones\n" : "the old ones differed\n")
      return differences.isEmpty ? 0 : 1
    } catch {
      throw Fault("rebuild: \(error)", next: next(error))
    }
  }

  private static func next(_ failure: LedgerFailure) -> String {
    guard case .store(let failure) = failure, failure.kind == .busy else { return "shebaod verify" }
    return "end the program that has the books open, then shebaod rebuild"
  }

  /// The old books are first brought to the journal's end: what they merely lack is no difference.
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
