internal import Bureau
internal import Protocol
internal import Store

/// Writes a transaction's changes: each row once, each table in the order of its key.
///
/// Parents are written before their children: as long as one child waits for its parent, SQLite
/// searches the waiting children of every new parent, mostly without an index.
struct BooksWriter {
  private let employers: EmployerWriter
  private let notices: NoticeWriter
  private let attempts: AttemptWriter
  private let persons: PersonWriter
  private let realm: RealmWriter
  private let imports: ImportWriter

  init(_ database: Database) throws(LedgerFailure) {
    employers = try EmployerWriter(database)
    notices = try NoticeWriter(database)
    attempts = try AttemptWriter(database)
    persons = try PersonWriter(database)
    realm = try RealmWriter(database)
    imports = try ImportWriter(database)
  }

  /// Writes the changes and the mark, inside the caller's transaction.
  func write(_ changes: ChangeSet, _ state: State, _ mark: Mark) throws(LedgerFailure) {
    let noticeChanges = NoticeChange.of(changes, state)
    for (number, last) in changes.employers.sorted(by: { $0.key < $1.key }) {
      if let before = changes.own[number] {
        guard let employer = state.employers[number] else { continue }
        try employers.write(employer, before: before)
      } else {
        try employers.write(number, touchedBy: last)
      }
    }
    try employers.write(changes.orders)
    for change in noticeChanges { try notices.write(notice: change) }
    try attempts.write(AttemptChange.of(changes, state))
    for change in noticeChanges { try notices.write(linesOf: change) }
    for resident in changes.persons.keys.sorted(by: { $0.text < $1.text }) {
      guard let person = state.persons[resident] else { continue }
      try persons.write(person, before: changes.persons[resident] ?? nil)
    }
    try imports.write(changes, state)
    try realm.write(changes, state, mark)
  }
}
