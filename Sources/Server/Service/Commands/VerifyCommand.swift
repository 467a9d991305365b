internal import Bureau
internal import Ledger
internal import Store

/// `shebaod verify`: checks chain, files and invariants. The server may run. Exit code 1: something
/// was found.
enum VerifyCommand {
  static func run(_ arguments: Arguments) throws(ServerFault) -> Int32 {
    let files = RealmDatabases(folder: try arguments.data())
    let journal = try files.openJournal()
    let report: VerifyReport
    do throws(LedgerFailure) {
      report = try Verify.run(journal, books: files.books)
    } catch {
      throw ServerFault("books: \(error)", next: "shebaod rebuild")
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
      throw ServerFault("cannot read \(files.folder)/\(StoppedBooks.name): \(error)")
    }
  }
}
