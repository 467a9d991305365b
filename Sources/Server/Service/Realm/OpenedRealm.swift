internal import Bureau
internal import Crypto
internal import Ledger
internal import Protocol
internal import Store
internal import TLS
internal import Transport

/// A realm's data, opened and checked: the folder's lock, the claimed journal, the books at its
/// end, the loaded state and the keys.
struct OpenedRealm {
  let folder: DataFolder
  let journal: SQLiteJournal
  let head: Head
  let state: State
  let context: Context
  let clock: BureauClock
  let keys: ServerKeys
  let authenticator: Authenticator
  let keeper: OneShot<Bookkeeper>
  /// The refusal of all changes because the disk allows reading only, or nil.
  let sealed: Refusal?
  let openReader: @Sendable () throws(LedgerFailure) -> BooksReader
  private let keysFolder: KeysFolder

  /// The name of the journal's file in the data folder.
  static let journalName = "journal.db"
  /// The name of the books' file in the data folder.
  static let booksName = "books.db"

  /// Opens a realm's data, in this order: keys, lock, disk, journal, books, clock. The first
  /// failure ends it; a claim, or books brought forward, stay and harm nothing.
  ///
  /// - Throws: where a step fails, with the operator's next step.
  static func open(_ settings: ServerSettings) throws(ServerFault) -> OpenedRealm {
    let keysFolder = KeysFolder(path: settings.keys)
    let keys = ServerKeys(master: try keysFolder.master())
    let (folder, realm) = try openFolder(settings.data)
    let journalPath = folder.path(of: journalName)
    let booksPath = folder.path(of: booksName)
    let room = try DiskSpace.look(folder, isForced: settings.isForced)
    let (journal, head) = try openJournal(journalPath, room)
    let (keeper, state) = try openBooks(booksPath, journal, folder)
    let last = try lastTimes(journal, head)
    let clock = BureauClock(notBefore: last)
    return OpenedRealm(
      folder: folder, journal: journal, head: head, state: state,
      context: Context(
        now: Moment(real: clock.now(), business: clock.now()), digests: keys,
        entropy: SystemEntropy(), realm: realm.realm),
      clock: clock, keys: keys,
      authenticator: Authenticator(realm: realm.id, revokedPath: keysFolder.revokedPath),
      keeper: OneShot(keeper), sealed: room.sealed,
      openReader: { () throws(LedgerFailure) in try BooksReader(booksPath) },
      keysFolder: keysFolder)
  }

  /// Locks the realm's folder and reads its description.
  ///
  /// - Throws: where the folder is locked by another process, or is no realm's.
  static func openFolder(_ path: String) throws(ServerFault) -> (DataFolder, RealmFile) {
    let folder: DataFolder
    let text: String
    do throws(StoreFailure) {
      folder = try DataFolder.open(path)
      text = String(decoding: try Files.read(folder.path(of: RealmFile.name)), as: UTF8.self)
    } catch {
      throw ServerFault("cannot open \(path): \(error)", next: "shebaod init --data \(path)")
    }
    guard let realm = RealmFile(text: text) else {
      throw ServerFault("\(path)/\(RealmFile.name) is not a realm's description")
    }
    return (folder, realm)
  }

  private static func openJournal(
    _ path: String, _ room: DiskSpace
  ) throws(ServerFault) -> (SQLiteJournal, Head) {
    do throws(JournalFailure) {
      let journal = try SQLiteJournal.open(path, access: room.access, failures: room.failures)
      switch room.access {
      case .serve: return (journal, try journal.claim())
      case .readOnly: return (journal, try journal.end())
      }
    } catch {
      throw ServerFault("journal: \(error)", next: next(error))
    }
  }

  private static func next(_ failure: JournalFailure) -> String {
    switch failure {
    case .backup: "shebaod restore FROM --data DIR makes a realm of a backup"
    case .diskFull: "make room, then start again"
    case .io: "check the disk, then start again"
    case .lostClaim, .behind, .malformed, .corrupt, .readOnly: "shebaod verify"
    }
  }

  /// Checks the books against the journal, brings them to its end and loads the state of a start.
  private static func openBooks(
    _ path: String, _ journal: SQLiteJournal, _ folder: DataFolder
  ) throws(ServerFault) -> (Bookkeeper, State) {
    do throws(LedgerFailure) {
      let now = Timestamp(clamping: BureauClock.wallMilliseconds())
      let keeper = try StartCheck.run(journal, books: path, now: now)
      Files.remove(folder.path(of: StoppedBooks.name))
      return (keeper, try BooksReader(path).startState())
    } catch {
      if case .stopped(let alarm) = error { StoppedBooks.record(alarm, in: folder) }
      throw ServerFault("books: \(error)", next: next(error))
    }
  }

  private static func next(_ failure: LedgerFailure) -> String {
    switch failure {
    case .otherHistory, .otherShape, .stopped, .unreadable: "shebaod rebuild"
    case .booksAhead: "the journal lost rows: keep the books aside and restore a backup"
    case .clockBehind: "set the clock, then start again"
    case .store(let failure) where failure.isDiskFull: "make room, then start again"
    case .store(let failure) where failure.kind == .busy:
      "end the program that holds the books, then start again"
    case .store, .journal, .gap: "shebaod verify"
    }
  }

  /// Returns the last operation's time, before which the clock must not start.
  private static func lastTimes(_ journal: SQLiteJournal, _ head: Head) throws(ServerFault)
    -> Timestamp
  {
    guard head.sequence > 0 else { return .earliest }
    let at: Timestamp
    do throws(JournalFailure) {
      at = try journal.entry(at: head.sequence)?.at ?? .earliest
    } catch {
      throw ServerFault("journal: \(error)", next: "shebaod verify")
    }
    return at
  }

  /// Returns the server's TLS context, which asks clients for a certificate of the realm's CA.
  ///
  /// - Throws: where a file of the keys folder is missing or wrong.
  func tlsContext() throws(ServerFault) -> TLSContext {
    let chain = try keysFolder.read(keysFolder.serverPath)
    let key = try keysFolder.read(keysFolder.serverKeyPath)
    let authority = try keysFolder.read(keysFolder.authorityPath)
    do throws(TLSFailure) {
      return try TLSContext.server(
        certificateChainPEM: chain, privateKeyPEM: key, clientAuthorityPEM: authority, tickets: 2)
    } catch {
      throw ServerFault("TLS: \(error)", next: "check the keys folder")
    }
  }
}
