import Bureau
import Crypto
import Fixtures
import Ledger
import Protocol

/// A realm's data made for a benchmark: employers, each with a person, a session whose token is
/// known, an agreement and notices. It goes straight into a fresh journal, as operations that the
/// bureau could have written; the server starts on it and makes its books of it.
struct RealmFixture: Sendable {
  /// Employers, from 0.
  var employers: Int
  /// Notices of each, from 0.
  var notices: Int
  /// Lines of each notice.
  var lines = 2
  /// Whether the notices are declared already.
  var isDeclared = false
  /// Employers with a person, a session and an agreement; the rest have notices only.
  var sessions = Int.max

  /// The payment password of every employer.
  static let password = "135790"

  /// Writes the journal of a server that has not run yet.
  func found(_ server: ServerProcess) throws {
    let journal = try SQLiteJournal.open(server.data + "/journal.db")
    let events = FixtureEvents(master: try server.bytes(server.keys + "/master.key"))
    _ = try found(journal, events, after: try journal.claim())
  }

  /// Writes the operations that found it.
  func found(_ journal: SQLiteJournal, _ events: FixtureEvents, after head: Head) throws -> Head {
    try Fixture.write(employers, after: head) { employer, sequence in
      events.row(sequence, events.employer(employer, in: self).events)
    } append: {
      try journal.append($0, after: $1)
    }
  }

  /// The employer and the notice of a unit: employer by employer in turn.
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

  /// What a notice comes to, in fen.
  static func amount(lines: Int) -> Money {
    Fixture.money((1...Int64(lines)).reduce(0) { $0 + lineAmount($1) })
  }

  static func lineAmount(_ line: Int64) -> Int64 { 100_000 + line * 7 }
}
