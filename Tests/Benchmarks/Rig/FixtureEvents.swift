import Bureau
import Crypto
import Fixtures
import Protocol

/// The events of a realm fixture.
struct FixtureEvents {
  private let now = Timestamp(clamping: Machine.wallMilliseconds)
  private let passwordKey: [UInt8]

  init(master: [UInt8]) {
    let purpose = DigestPurpose.paymentPassword.rawValue
    passwordKey = HMACSHA256.tag(Array("shebao purpose".utf8) + [purpose], key: master)
  }

  /// The business day of all events.
  var businessDate: BusinessDate { now.businessDate }

  /// Returns the events of a payment by agreement: its request and hand-out, or its success.
  func payment(_ unit: Int, in realm: RealmFixture, isDone: Bool) -> [Event] {
    let employer = unit % realm.employers
    let registration = RealmFixture.registration(employer)
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
      number, of: notice(employer, unit / realm.employers % realm.notices, lines: realm.lines),
      agreement: agreed.number, account: agreed.entered.account.text,
      digest: Digest256(1, 2, 3, UInt64(unit)), person: Fixture.resident(employer),
      key: Id128(high: 14, low: UInt64(unit)), at: now)
    attempt.status = .handedOut
    attempt.handedOut = now
    return [
      .employer(.attemptRequested(AttemptRequested(registration: registration, attempt: attempt)))
    ]
  }

  func entry(_ sequence: UInt64, _ events: [Event]) -> JournalEntry {
    Fixture.entry(sequence, events, at: now)
  }

  func employer(_ employer: Int, in realm: RealmFixture) -> EmployerFixture {
    var fixture = EmployerFixture(Fixture.registered(employer + 1))
    if employer < realm.sessions { addPeople(&fixture, employer) }
    fixture.notices = (0..<realm.notices).map { notice(employer, $0, lines: realm.lines) }
    fixture.declaredOn = realm.isDeclared ? now.businessDate : nil
    return fixture
  }

  private func addPeople(_ fixture: inout EmployerFixture, _ employer: Int) {
    let registration = RealmFixture.registration(employer)
    let salt = Id128(high: 11, low: UInt64(employer))
    let digest = HMACSHA256.tag(
      Array(registration.text.utf8) + salt.bytes + Array(RealmFixture.password.utf8),
      key: passwordKey)
    let token = SHA256.hash(RealmFixture.token(employer).bytes)
    fixture.persons = [
      Fixture.person(employer, holding: [Fixture.identity(employer + 1)], user: "")
    ]
    fixture.agreements = [agreement(employer)]
    fixture.password.digest = Digest256(bytes: digest)
    fixture.password.salt = salt
    fixture.sessions = [
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
      RealmFixture.notice(employer, number).text, period: period, sequential: false,
      due: month.adding(months: 1).lastDay,
      unit: Fixture.unit(employer + 1),
      lines: (1...Int64(lines)).map { place in
        Fixture.line(
          UInt64(place), fen: RealmFixture.lineAmount(place),
          part: place % 2 == 0 ? .personal : .employer,
          period: period)
      })
  }
}
