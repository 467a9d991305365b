import Bureau
import Crypto
import Fixtures
import Ledger
import Protocol

/// The data of a benchmark: employers, each with a person, a session whose token is known, an
/// agreement and notices. They are written into a fresh journal before the server starts, which
/// makes its books from it.
struct RealmFixture: Sendable {
  /// The number of employers.
  var employers: Int
  /// The number of notices of each employer.
  var notices: Int
  /// The number of lines of each notice.
  var lines = 2
  /// Whether the notices are declared already.
  var isDeclared = false
  /// The number of employers with a person, a session and an agreement; the rest have notices only.
  var sessions = Int.max

  /// The payment password of every employer.
  static let password = "135790"

  /// Writes the journal of a server that has not run yet.
  func found(_ server: ServerProcess) throws {
    let journal = try SQLiteJournal.open(server.data + "/journal.db")
    let events = FixtureEvents(master: try server.bytes(server.keys + "/master.key"))
    _ = try found(journal, events, after: try journal.claim())
  }

  /// Appends an operation for each employer to a journal.
  ///
  /// - Returns: the journal's head after the last one.
  func found(_ journal: SQLiteJournal, _ events: FixtureEvents, after head: Head) throws -> Head {
    try Fixture.write(employers, after: head) { employer, sequence in
      events.entry(sequence, events.employer(employer, in: self).events)
    } append: {
      try journal.append($0, after: $1)
    }
  }

  /// Returns the employer and the notice of a unit; units take the employers in turn.
  func notice(_ unit: Int) -> (RegistrationNumber, NoticeNumber) {
    let employer = unit % employers
    return (Self.registration(employer), Self.notice(employer, unit / employers % notices))
  }

  // MARK: Names

  static func registration(_ employer: Int) -> RegistrationNumber {
    Fixture.registration(employer + 1)
  }

  static func token(_ employer: Int) -> SessionToken {
    Fixture.sure(SessionToken(bytes: SHA256.hash(Array("bench session \(employer)".utf8))))
  }

  static func notice(_ employer: Int, _ notice: Int) -> NoticeNumber {
    Fixture.sure(NoticeNumber(text: "G\(employer + 1_000_000)\(notice + 100)"))
  }

  /// The amount of a notice.
  static func amount(lines: Int) -> Money {
    Fixture.money((1...Int64(lines)).reduce(0) { $0 + lineAmount($1) })
  }

  static func lineAmount(_ line: Int64) -> Int64 { 100_000 + line * 7 }
}
