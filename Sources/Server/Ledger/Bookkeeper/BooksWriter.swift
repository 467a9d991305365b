internal import Bureau
internal import Protocol
internal import Store

/// Writes what a stretch changed: each row once, each table in the order of its key.
///
/// Parents come before their children, because SQLite looks for waiting children of every new
/// parent as soon as one child waits, and most children have no index for that.
struct BooksWriter {
  private let employers: EmployerWriter
  private let notices: NoticeWriter
  private let attempts: AttemptWriter
  private let persons: PersonWriter
  private let desk: DeskWriter
  private let imports: ImportWriter

  init(_ database: Database) throws(LedgerFailure) {
    employers = try EmployerWriter(database)
    notices = try NoticeWriter(database)
    attempts = try AttemptWriter(database)
    persons = try PersonWriter(database)
    desk = try DeskWriter(database)
    imports = try ImportWriter(database)
  }

  /// Inside a transaction of the caller's.
  func write(_ stretch: Stretch, _ state: State, _ mark: Mark) throws(LedgerFailure) {
    let changes = NoticeChange.of(stretch, state)
    for (number, last) in stretch.employers.sorted(by: { $0.key < $1.key }) {
      if let before = stretch.own[number] {
        guard let employer = state.employers[number] else { continue }
        try employers.write(employer, before: before)
      } else {
        try employers.write(number, touchedBy: last)
      }
    }
    try employers.write(stretch.orders)
    for change in changes { try notices.write(notice: change) }
    try attempts.write(AttemptChange.of(stretch, state))
    for change in changes { try notices.write(linesOf: change) }
    for resident in stretch.persons.keys.sorted(by: { $0.text < $1.text }) {
      guard let person = state.persons[resident] else { continue }
      try persons.write(person, before: stretch.persons[resident] ?? nil)
    }
    try imports.write(stretch, state)
    try desk.write(stretch, state, mark)
  }
}
