internal import Bureau
internal import Ledger
internal import Protocol
internal import Store

/// `shebaod backup TO`: copies the operations that the backup lacks, verifies the chain, and makes
/// books of the copy. The server may run.
enum BackupCommand {
  static func run(_ arguments: Arguments) throws(ServerFault) {
    let source = RealmDatabases(folder: try arguments.data())
    guard let to = arguments.words.dropFirst().first else {
      throw ServerFault("backup where to?", next: "shebaod backup TO --data DIR")
    }
    let target = RealmDatabases(folder: to)
    let journal = try source.openJournal()
    try PrivateFolder.make(to)
    do throws(StoreFailure) {
      let realm = try Files.read("\(source.folder)/\(RealmFile.name)")
      try Files.write(realm, to: "\(to)/\(RealmFile.name)")
    } catch {
      throw ServerFault("cannot write \(to): \(error)")
    }
    let head: Head
    do throws(JournalFailure) { head = try journal.backup(to: target.journal) } catch {
      throw ServerFault("backup: \(error)")
    }
    try keep(target)
    StandardOutput.write("backup in \(to) complete to operation \(head.sequence)\n")
    StandardOutput.write(
      "keep the keys apart from it: shebaod keys export TO --data \(source.folder)\n")
  }

  private static func keep(_ target: RealmDatabases) throws(ServerFault) {
    let journal = try target.openJournal()
    do throws(LedgerFailure) {
      _ = try StartCheck.run(journal, books: target.books, now: nil)
    } catch {
      throw ServerFault("books of the backup: \(error)")
    }
  }
}
