internal import Bureau
internal import Ledger
internal import Store

/// `shebaod verify`: checks the journal's chain, both files and the invariants. A server may be
/// running. Exit code 1 where something is wrong.
enum VerifyCommand {
  static func run(_ arguments: Arguments) throws(ServerFault) -> Int32 {
    let files = RealmDatabases(folder: try arguments.data())
    let journal = try files.openJournal()
    let report: VerifyReport
    do throws(LedgerFailure) {
      report = try Verify.run(journal, books: files.books)
    } catch {
      throw ServerFault("verify: \(error)", next: next(error))
    }
    let found = report.found.map(\.description) + (try stopped(files, report.mark.sequence))
    for line in found { StandardOutput.write("\(line)\n") }
    StandardOutput.write("journal \(report.head.sequence) books \(report.mark.sequence)\n")
    StandardOutput.write(found.isEmpty ? "clean\n" : "\(found.count) found\n")
    return found.isEmpty ? 0 : 1
  }

  private static func stopped(_ files: RealmDatabases, _ mark: UInt64) throws(ServerFault)
    -> [String]
  {
    do throws(StoreFailure) {
      return try StoppedBooks.description(in: files.folder, mark: mark).map { [$0] } ?? []
    } catch {
      throw ServerFault(
        "cannot read \(files.folder)/\(StoppedBooks.name): \(error)",
        next: "let shebaod's user read the data folder, then shebaod verify")
    }
  }

  /// The books are made again from the journal; nothing but a backup makes the journal again.
  private static func next(_ failure: LedgerFailure) -> String {
    switch failure {
    case .journal: "shebaod restore, from the last backup"
    case .store(let failure) where failure.kind == .busy:
      "end the program that has the books open, then shebaod verify"
    case .store, .otherHistory, .otherShape, .stopped, .unreadable, .gap, .booksAhead:
      "shebaod rebuild"
    case .clockBehind: "set the machine's clock, then shebaod verify"
    }
  }
}
