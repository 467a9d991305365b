internal import Bureau
internal import Ledger
internal import Protocol
internal import Store

/// `shebaod restore FROM`: makes a data folder of a backup. It opens in recovery: what the partners
/// did since the backup is not known, so nothing new is begun until an officer ends it.
enum RestoreCommand {
  static func run(_ arguments: Arguments) throws(Fault) {
    guard let from = arguments.words.dropFirst().first else {
      throw Fault("restore what?", next: "shebaod restore FROM --data DIR")
    }
    let data = try arguments.data()
    let keys = KeysFolder(path: try arguments.keys())
    try check(keys)
    let target = DataFiles(folder: data)
    guard !Files.exists(target.journal) else {
      throw Fault("\(data) holds a journal already", next: "restore into an empty folder")
    }
    let folder = try copy(from, to: data)
    defer { folder.unlock() }
    let (state, since, ahead) = try read(target)
    let now = max(Timestamp(clamping: BureauClock.wallMilliseconds()), since)
    let rows = Recovering.begin(
      state, since: since, restores: try keys.countRestore(),
      now: Moment(real: now, business: now.adding(milliseconds: ahead)))
    do throws(JournalFailure) {
      try SQLiteJournal.open(target.journal).adopt(beginning: rows)
    } catch {
      throw Fault("restore: \(error)")
    }
    let doubtful = Recovering.open(state).count
    Files.say(
      """
      restored into \(data), which knows what was done up to \(since)
      it opens in recovery: reads only; banks are asked about \(doubtful) debits, and payments made
      since are known to the banks alone
      next: shebaod verify --data \(data), serve it, then shebaod recovery show --data \(data)

      """)
  }

  /// A backup without its keys opens nothing: codes, passwords and request keys rest on them.
  private static func check(_ keys: KeysFolder) throws(Fault) {
    guard Files.exists(keys.masterPath) else {
      throw Fault(
        "\(keys.path) holds no keys, and a backup is worth nothing without them",
        next: "name the folder that `shebaod keys export` wrote with --keys")
    }
    _ = try keys.master()
  }

  /// The journal still is a backup, so that a restore which stops half-way leaves nothing to serve.
  private static func copy(_ from: String, to data: String) throws(Fault) -> DataFolder {
    let journal = try DataFiles(folder: from).openJournal()
    let folder: DataFolder
    do throws(StoreFailure) {
      folder = try DataFolder.open(data)
      let realm = try Files.read("\(from)/\(RealmFile.name)")
      try Files.write(realm, to: folder.path(of: RealmFile.name))
    } catch {
      throw Fault("cannot write \(data): \(error)")
    }
    do throws(JournalFailure) {
      _ = try journal.backup(to: DataFiles(folder: data).journal)
    } catch {
      throw Fault("restore: \(error)")
    }
    return folder
  }

  private static func read(
    _ target: DataFiles
  ) throws(Fault) -> (state: State, since: Timestamp, ahead: Int64) {
    let journal = try target.openJournal()
    do throws(LedgerFailure) {
      let keeper = try StartCheck.run(journal, books: target.books, now: nil)
      let state = try BooksReader(target.books).startState()
      return (
        state, try target.lastTime(journal, keeper.mark.sequence),
        Int64(clamping: state.clockAhead)
      )
    } catch {
      throw Fault("books of the backup: \(error)")
    }
  }
}

/// `shebaod recovery show|end`: what a restored realm does not know, and the officer's word that it
/// may begin new things all the same. For a stopped server.
enum RecoveryCommand {
  /// How many debits are listed.
  static let listedMax = 1_000

  static func run(_ arguments: Arguments) throws(Fault) -> Int32 {
    let words = Array(arguments.words.dropFirst())
    guard words == ["show"] || words == ["end"] else {
      throw Fault("recovery show|end", next: "shebaod help")
    }
    let path = try arguments.data()
    let (folder, _) = try OpenedData.openFolder(path)
    defer { folder.unlock() }
    let files = DataFiles(folder: path)
    let journal = try openJournal(files)
    let (state, last) = try read(files, journal)
    guard words == ["end"] else { return show(state, path) }
    return try end(arguments, journal, state, last)
  }

  private static func openJournal(_ files: DataFiles) throws(Fault) -> SQLiteJournal {
    do throws(JournalFailure) { return try SQLiteJournal.open(files.journal) } catch {
      throw Fault("journal: \(error)", next: "shebaod verify")
    }
  }

  private static func read(
    _ files: DataFiles, _ journal: SQLiteJournal
  ) throws(Fault) -> (State, Timestamp) {
    do throws(LedgerFailure) {
      let keeper = try StartCheck.run(journal, books: files.books, now: nil)
      let state = try BooksReader(files.books).startState()
      return (state, try files.lastTime(journal, keeper.mark.sequence))
    } catch {
      throw Fault("books: \(error)", next: "shebaod verify")
    }
  }

  /// 1 while the realm is in recovery, 0 where it is not.
  private static func show(_ state: State, _ path: String) -> Int32 {
    guard let since = state.recovery else {
      Files.say("not in recovery\n")
      return 0
    }
    let open = Recovering.open(state)
    for number in open.prefix(listedMax) { Files.say("\(number.text)\n") }
    Files.say(
      """
      in recovery: restored from a backup of \(since)
      \(open.count) debits have no known outcome; their lines stay held until the bank answers
      payments made after the backup are known to the banks alone: compare their lists first
      next: shebaod recovery end --data \(path) --name OFFICER --unknown \(open.count)

      """)
    return 1
  }

  private static func end(
    _ arguments: Arguments, _ journal: SQLiteJournal, _ state: State, _ last: Timestamp
  ) throws(Fault) -> Int32 {
    let officer = try arguments.required("name")
    let look = "shebaod recovery show --data \(try arguments.data())"
    guard let open = try arguments.number("unknown", 0...Int(Int32.max)) else {
      throw Fault("--unknown is missing", next: look)
    }
    let now = max(Timestamp(clamping: BureauClock.wallMilliseconds()), last)
    let business = now.adding(milliseconds: Int64(clamping: state.clockAhead))
    let row: JournalEntry
    do throws(RecoveryProblem) {
      row = try Recovering.end(
        state, officer: officer, open: UInt64(open), now: Moment(real: now, business: business))
    } catch {
      switch error {
      case .notInRecovery: throw Fault("the realm is not in recovery")
      case .name(let most): throw Fault("--name has 1 to \(most) bytes")
      case .otherNumber(let open):
        // Another number than the officer's is what the command is to find out, not a fault.
        Files.complain("shebaod: \(open) debits are open\nnext: \(look)")
        return 1
      }
    }
    do throws(JournalFailure) { _ = try journal.append([row], after: try journal.claim()) } catch {
      throw Fault("journal: \(error)")
    }
    Files.say("recovery ended by \(officer), \(open) debits open\n")
    return 0
  }
}

extension DataFiles {
  /// When an operation was done, real time.
  fileprivate func lastTime(
    _ journal: SQLiteJournal, _ sequence: UInt64
  ) throws(LedgerFailure) -> Timestamp {
    do throws(JournalFailure) {
      return try journal.row(at: sequence)?.at ?? .earliest
    } catch { throw .journal(error) }
  }
}
