import Bureau
import Crypto
import Fixtures
import Ledger
import Protocol

/// Employers with one session and one notice each, written into a journal before the server starts:
/// none is in its memory before a request names it.
struct ColdFixture: Sendable {
  let employers: Int

  /// Writes the journal of a rig whose server has not run yet.
  func found(_ rig: ServerRig) throws {
    let journal = try SQLiteJournal.open(rig.data + "/journal.db")
    let now = Timestamp(clamping: TroubleProof.wallMilliseconds)
    _ = try Fixture.write(employers, after: try journal.claim()) { employer, sequence in
      Fixture.entry(sequence, Self.employer(employer, now).events, at: now)
    } append: {
      try journal.append($0, after: $1)
    }
  }

  static func token(_ employer: Int) -> SessionToken {
    Fixture.sure(SessionToken(bytes: SHA256.hash(Array("cold \(employer)".utf8))))
  }

  static func notice(_ employer: Int) -> NoticeNumber {
    Fixture.sure(NoticeNumber(text: "COLD\(Fixture.padded(employer, 8))"))
  }

  private static func employer(_ employer: Int, _ now: Timestamp) -> EmployerFixture {
    let number = Fixture.registration(employer + 1)
    let token = Fixture.sure(Digest256(bytes: SHA256.hash(token(employer).bytes)))
    var fixture = EmployerFixture(Fixture.registered(employer + 1))
    fixture.persons = [
      Fixture.person(employer, holding: [Fixture.identity(employer + 1)], user: "")
    ]
    fixture.sessions = [
      Fixture.session(
        Id128(high: 12, low: UInt64(employer)), token: token, of: Fixture.resident(employer),
        at: number, opened: now)
    ]
    let month = now.businessDate.period
    let line = Fixture.line(1, fen: Int64(10_000 + employer), period: PeriodRange(month))
    fixture.notices = [
      Fixture.notice(
        notice(employer).text, period: line.period, sequential: false,
        due: month.adding(months: 1).lastDay, lines: [line])
    ]
    return fixture
  }
}
