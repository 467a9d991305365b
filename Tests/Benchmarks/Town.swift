import Bureau
import Crypto
import Fixtures
import Ledger
import Protocol

/// A realm's data made for a benchmark: employers, each with a person, a session whose token is
/// known, an agreement and notices. It goes straight into a fresh journal, as operations that the
/// bureau could have written; the server starts on it and makes its books of it.
struct Town: Sendable {
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
    let seed = Seed(master: try server.bytes(server.keys + "/master.key"))
    _ = try found(journal, seed, after: try journal.claim())
  }

  /// Writes the operations that found it.
  func found(_ journal: SQLiteJournal, _ seed: Seed, after head: Head) throws -> Head {
    try Fixture.write(employers, after: head) { employer, sequence in
      seed.row(sequence, seed.household(employer, in: self).events)
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

/// Makes a town's events.
struct Seed {
  private let now = Timestamp(clamping: Machine.wallMilliseconds)
  private let passwordKey: [UInt8]

  init(master: [UInt8]) {
    let purpose = DigestPurpose.paymentPassword.rawValue
    passwordKey = HMACSHA256.tag(Array("shebao purpose".utf8) + [purpose], key: master)
  }

  /// The business day of the town's founding.
  var businessDate: BusinessDate { now.businessDate }

  /// The events of a payment by agreement: asked for and handed out, or done.
  func payment(_ unit: Int, in town: Town, isDone: Bool) -> [Event] {
    let employer = unit % town.employers
    let registration = Town.registration(employer)
    let number = Fixture.ticket(UInt32(unit + 1), month: now.businessDate.period)
    guard !isDone else {
      return [
        .employer(
          .attemptSucceeded(
            AttemptSucceeded(
              registration: registration, number: number, receipt: "R\(unit)", at: now)))
      ]
    }
    let agreed = agreement(employer)
    var attempt = Fixture.attempt(
      number, of: notice(employer, unit / town.employers % town.notices, lines: town.lines),
      agreement: agreed.number, account: agreed.entered.account.text,
      digest: Digest256(1, 2, 3, UInt64(unit)), person: Fixture.resident(employer),
      key: Id128(high: 14, low: UInt64(unit)), at: now)
    attempt.status = .handedOut
    attempt.handedOut = now
    return [
      .employer(.attemptRequested(AttemptRequested(registration: registration, attempt: attempt)))
    ]
  }

  func row(_ sequence: UInt64, _ events: [Event]) -> JournalEntry {
    Fixture.row(sequence, events, at: now)
  }

  func household(_ employer: Int, in town: Town) -> EmployerFixture {
    var household = EmployerFixture(Fixture.registered(employer + 1))
    if employer < town.sessions { addPeople(&household, employer) }
    household.notices = (0..<town.notices).map { notice(employer, $0, lines: town.lines) }
    household.declaredOn = town.isDeclared ? now.businessDate : nil
    return household
  }

  private func addPeople(_ household: inout EmployerFixture, _ employer: Int) {
    let registration = Town.registration(employer)
    let salt = Id128(high: 11, low: UInt64(employer))
    let digest = HMACSHA256.tag(
      Array(registration.text.utf8) + salt.bytes + Array(Town.password.utf8), key: passwordKey)
    let token = SHA256.hash(Town.token(employer).bytes)
    household.persons = [
      Fixture.person(employer, holding: [Fixture.identity(employer + 1)], user: "")
    ]
    household.agreements = [agreement(employer)]
    household.password.digest = Digest256(bytes: digest)
    household.password.salt = salt
    household.sessions = [
      Fixture.session(
        Id128(high: 12, low: UInt64(employer)), token: Fixture.sure(Digest256(bytes: token)),
        of: Fixture.resident(employer), at: registration, opened: now)
    ]
  }

  func agreement(_ employer: Int) -> AgreementState {
    Fixture.agreement(
      "XY-\(employer)", account: "3702000000000\(employer + 100)",
      accountName: Fixture.name(employer + 1), phone: "13800000000", added: now.businessDate,
      order: Id128(high: 13, low: UInt64(employer)), person: Fixture.resident(employer))
  }

  private func notice(_ employer: Int, _ number: Int, lines: Int) -> Notice {
    let month = now.businessDate.period
    let period = PeriodRange(month)
    return Fixture.notice(
      Town.notice(employer, number).text, period: period, sequential: false,
      due: month.adding(months: 1).lastDay,
      unit: Fixture.unit(employer + 1),
      lines: (1...Int64(lines)).map { place in
        Fixture.line(
          UInt64(place), fen: Town.lineAmount(place), part: place % 2 == 0 ? .personal : .employer,
          period: period)
      })
  }
}
