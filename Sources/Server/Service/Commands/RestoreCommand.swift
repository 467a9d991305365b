internal import Bureau
internal import Ledger
internal import Protocol
internal import Store

/// `shebaod restore FROM`: makes a data folder from a backup. It opens in recovery (系统恢复): the
/// partners' actions since the backup are unknown, so nothing new is begun until an officer ends
/// it.
enum RestoreCommand {
  static func run(_ arguments: Arguments) throws(ServerFault) {
    guard let from = arguments.words.dropFirst().first else {
      throw ServerFault("restore what?", next: "shebaod restore FROM --data DIR")
    }
    let data = try arguments.data()
    let keys = KeysFolder(path: try arguments.keys())
    try check(keys)
    let target = RealmDatabases(folder: data)
    guard !Files.exists(target.journal) else {
      throw ServerFault("\(data) holds a journal already", next: "restore into an empty folder")
    }
    let folder = try copy(from, to: data)
    defer { folder.unlock() }
    let (state, since, ahead) = try read(target)
    let now = max(Timestamp(clamping: BureauClock.wallMilliseconds()), since)
    let entries = Recovering.begin(
      state, since: since, restores: try keys.countRestore(),
      now: Moment(real: now, business: now.adding(milliseconds: ahead)))
    do throws(JournalFailure) {
      try SQLiteJournal.open(target.journal).adopt(beginning: entries)
    } catch {
      throw ServerFault("restore: \(error)")
    }
    let doubtful = Recovering.open(state).count
    StandardOutput.write(
      """
      restored into \(data), which knows what was done up to \(since)
      it opens in recovery: reads only; banks are asked about \(doubtful) debits, and payments made
      since are known to the banks alone
      next: shebaod verify --data \(data), serve it, then shebaod recovery show --data \(data)

      """)
  }

  /// Checks that the keys are there: codes, passwords and request keys of a backup are useless
  /// without them.
  private static func check(_ keys: KeysFolder) throws(ServerFault) {
    guard Files.exists(keys.masterPath) else {
      throw ServerFault(
        "\(keys.path) holds no keys, and a backup is worth nothing without them",
        next: "name the folder that `shebaod keys export` wrote with --keys")
    }
    _ = try keys.master()
  }

  /// Copies the backup. The copy is still marked as a backup, so that an interrupted restore leaves
  /// nothing that can be served.
  private static func copy(_ from: String, to data: String) throws(ServerFault) -> DataFolder {
    let journal = try RealmDatabases(folder: from).openJournal()
    let folder: DataFolder
    do throws(StoreFailure) {
      folder = try DataFolder.open(data)
      let realm = try Files.read("\(from)/\(RealmFile.name)")
      try Files.write(realm, to: folder.path(of: RealmFile.name))
    } catch {
      throw ServerFault("cannot write \(data): \(error)")
    }
    do throws(JournalFailure) {
      _ = try journal.backup(to: RealmDatabases(folder: data).journal)
    } catch {
      throw ServerFault("restore: \(error)")
    }
    return folder
  }

  private static func read(
    _ target: RealmDatabases
  ) throws(ServerFault) -> (state: State, since: Timestamp, ahead: Int64) {
    let journal = try target.openJournal()
    do throws(LedgerFailure) {
      let keeper = try StartCheck.run(journal, books: target.books, now: nil)
      let state = try BooksReader(target.books).startState()
      return (
        state, try target.lastTime(journal, keeper.mark.sequence),
        Int64(clamping: state.clockAhead)
      )
    } catch {
      throw ServerFault("books of the backup: \(error)")
    }
  }
}
