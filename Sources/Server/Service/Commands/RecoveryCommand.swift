internal import Bureau
internal import Ledger
internal import Protocol
internal import Store

/// `shebaod recovery show|end`: shows the debits of a restored realm whose outcome is unknown, and
/// ends the recovery by an officer's decision. For a stopped server.
enum RecoveryCommand {
  /// The most debits that are listed.
  static let listedMax = 1_000

  static func run(_ arguments: Arguments) throws(ServerFault) -> Int32 {
    let words = Array(arguments.words.dropFirst())
    guard words == ["show"] || words == ["end"] else {
      throw ServerFault("recovery show|end", next: "shebaod help")
    }
    let path = try arguments.data()
    let (folder, _) = try OpenedRealm.openFolder(path)
    defer { folder.unlock() }
    let files = RealmDatabases(folder: path)
    let journal = try openJournal(files)
    let (state, last) = try read(files, journal)
    guard words == ["end"] else { return show(state, path) }
    return try end(arguments, journal, state, last)
  }

  private static func openJournal(_ files: RealmDatabases) throws(ServerFault) -> SQLiteJournal {
    do throws(JournalFailure) { return try SQLiteJournal.open(files.journal) } catch {
      throw ServerFault("journal: \(error)", next: "shebaod verify")
    }
  }

  private static func read(
    _ files: RealmDatabases, _ journal: SQLiteJournal
  ) throws(ServerFault) -> (State, Timestamp) {
    do throws(LedgerFailure) {
      let keeper = try StartCheck.run(journal, books: files.books, now: nil)
      let state = try BooksReader(files.books).startState()
      return (state, try files.lastTime(journal, keeper.mark.sequence))
    } catch {
      throw ServerFault("books: \(error)", next: "shebaod verify")
    }
  }

  /// Prints the state of the recovery. Returns 1 in recovery, 0 otherwise.
  private static func show(_ state: State, _ path: String) -> Int32 {
    guard let since = state.recovery else {
      StandardOutput.write("not in recovery\n")
      return 0
    }
    let open = Recovering.open(state)
    for number in open.prefix(listedMax) { StandardOutput.write("\(number.text)\n") }
    StandardOutput.write(
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
  ) throws(ServerFault) -> Int32 {
    let officer = try arguments.required("name")
    let look = "shebaod recovery show --data \(try arguments.data())"
    guard let open = try arguments.number("unknown", 0...Int(Int32.max)) else {
      throw ServerFault("--unknown is missing", next: look)
    }
    let now = max(Timestamp(clamping: BureauClock.wallMilliseconds()), last)
    let business = now.adding(milliseconds: Int64(clamping: state.clockAhead))
    let entry: JournalEntry
    do throws(RecoveryProblem) {
      entry = try Recovering.end(
        state, officer: officer, open: UInt64(open), now: Moment(real: now, business: business))
    } catch {
      switch error {
      case .notInRecovery: throw ServerFault("the realm is not in recovery")
      case .name(let most): throw ServerFault("--name has 1 to \(most) bytes")
      case .otherNumber(let open):
        // That the number differs is a result of the check, not a fault.
        StandardError.writeLine("shebaod: \(open) debits are open\nnext: \(look)")
        return 1
      }
    }
    do throws(JournalFailure) { _ = try journal.append([entry], after: try journal.claim()) } catch
    {
      throw ServerFault("journal: \(error)")
    }
    StandardOutput.write("recovery ended by \(officer), \(open) debits open\n")
    return 0
  }
}
