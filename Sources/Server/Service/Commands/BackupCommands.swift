internal import Bureau
internal import Ledger
internal import Protocol
internal import Store

/// `shebaod backup TO`: the rows that TO lacks, the chain proved, and books kept on the copy. The
/// server may run.
enum BackupCommand {
  static func run(_ arguments: Arguments) throws(Fault) {
    let source = DataFiles(folder: try arguments.data())
    guard let to = arguments.words.dropFirst().first else {
      throw Fault("backup where to?", next: "shebaod backup TO --data DIR")
    }
    let target = DataFiles(folder: to)
    let journal = try source.openJournal()
    do throws(StoreFailure) {
      try Files.makeFolder(to)
      let realm = try Files.read("\(source.folder)/\(RealmFile.name)")
      try Files.write(realm, to: "\(to)/\(RealmFile.name)")
    } catch {
      throw Fault("cannot write \(to): \(error)")
    }
    let head: Head
    do throws(JournalFailure) { head = try journal.backup(to: target.journal) } catch {
      throw Fault("backup: \(error)")
    }
    try keep(target)
    Files.say("backup in \(to) complete to operation \(head.sequence)\n")
    Files.say("keep the keys apart from it: shebaod keys export TO --data \(source.folder)\n")
  }

  private static func keep(_ target: DataFiles) throws(Fault) {
    let journal = try target.openJournal()
    do throws(LedgerFailure) {
      _ = try StartCheck.run(journal, books: target.books, now: nil)
    } catch {
      throw Fault("books of the backup: \(error)")
    }
  }
}

/// `shebaod restore FROM`: makes a data folder of a backup. It opens in recovery: what the partners
/// did since the backup is not known, so no change is taken until an operator ends it.
enum RestoreCommand {
  /// The file that says that a realm is in recovery.
  static let recoveryName = "recovery"

  static func run(_ arguments: Arguments) throws(Fault) {
    guard let from = arguments.words.dropFirst().first else {
      throw Fault("restore what?", next: "shebaod restore FROM --data DIR")
    }
    let data = try arguments.data()
    _ = try KeysFolder(path: try arguments.keys()).master()
    let source = DataFiles(folder: from)
    let target = DataFiles(folder: data)
    guard !Files.exists(target.journal) else {
      throw Fault("\(data) holds a journal already", next: "restore into an empty folder")
    }
    let journal = try source.openJournal()
    do throws(StoreFailure) {
      let folder = try DataFolder.open(data)
      let realm = try Files.read("\(from)/\(RealmFile.name)")
      try Files.write(realm, to: folder.path(of: RealmFile.name))
      try Files.write(Array("restored\n".utf8), to: folder.path(of: recoveryName))
    } catch {
      throw Fault("cannot write \(data): \(error)")
    }
    do throws(JournalFailure) {
      _ = try journal.backup(to: target.journal)
      try SQLiteJournal.open(target.journal).adopt()
    } catch {
      throw Fault("restore: \(error)")
    }
    Files.say(
      """
      restored into \(data); it opens in recovery: reads only, until the partners' day-end lists
      since the backup are reconciled and \(data)/\(recoveryName) is removed
      next: shebaod verify --data \(data)

      """)
  }
}

/// `shebaod keys export TO`: the keys, for safe keeping apart from every backup.
enum KeysCommand {
  static func run(_ arguments: Arguments) throws(Fault) {
    let words = Array(arguments.words.dropFirst())
    guard words.count == 2, words[0] == "export" else {
      throw Fault("keys export TO", next: "shebaod help")
    }
    let keys = KeysFolder(path: try arguments.keys())
    do throws(StoreFailure) {
      try Files.makeFolder(words[1])
      for path in keys.all where Files.exists(path) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try Files.write(try Files.read(path), to: "\(words[1])/\(name)")
      }
    } catch {
      throw Fault("cannot export the keys: \(error)")
    }
    Files.say("keys exported to \(words[1])\n")
  }
}

extension KeysFolder {
  /// Every file of it.
  var all: [String] {
    [
      masterPath, authorityPath, authorityKeyPath, serverPath, serverKeyPath, credentialsPath,
      revokedPath,
    ]
  }
}
