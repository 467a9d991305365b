@testable import Bureau
import Fixtures
import Protocol

/// A random history that the bureau could have made, from a seed: the journal's entries, and the
/// state that results.
struct RandomHistory {
  /// The state after all entries, with nothing evicted.
  private(set) var state = State()
  private(set) var entries: [JournalEntry] = []
  /// The number of valid lines that each import brought.
  private(set) var imported: [Id128: Int] = [:]
  var random: SplitMix64
  private var made: UInt64 = 0
  private var now = Self.start

  /// 2026-01-05 08:00:00+08:00.
  static let start = Timestamp(clamping: 1_767_571_200_000)

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func noteImported(_ batch: Id128, _ lines: Int) {
    imported[batch, default: 0] += lines
  }

  /// Returns a number that was never returned before.
  mutating func fresh() -> UInt64 {
    made += 1
    return made
  }

  /// Adds one operation with these events.
  mutating func operate(_ events: [Event], key: Id128? = nil, scope: UInt64 = 7) {
    let sequence = state.sequence + 1
    state.apply(events, sequence: sequence)
    now = now.adding(milliseconds: 60_000)
    entries.append(
      JournalEntry(
        sequence: sequence, at: now, businessAt: now, actor: [1, 2], method: 48,
        scope: key == nil ? nil : Fixture.digest(scope), key: key,
        digest: key == nil ? nil : Fixture.digest(sequence), events: EventCoding.encode(events),
        reply: [3]))
  }

  /// Adds employers from 1 on, each with a person and some notices.
  mutating func found(employers: UInt64, notices: Int, lines: UInt64 = 4) {
    for serial in 1...employers {
      operate(Self.employer(serial).events)
      for _ in 0..<notices { file(at: Fixture.registration(serial), lines: lines) }
    }
  }

  /// Adds an employer with two enrolments and a person in two identities. Employers whose serials
  /// are 500 apart share their taxpayer code 纳税人识别号.
  static func employer(_ serial: UInt64) -> EmployerFixture {
    let insurance = Insurance(
      levy: Fixture.sure(.init(number: 10_201)), name: Fixture.levyName, from: Fixture.month(-23),
      through: serial % 2 == 0 ? nil : Fixture.month(13), status: "正常参保", heads: 12)
    var household = EmployerFixture(
      Fixture.registered(serial, taxpayer: Fixture.taxpayer(serial % 500)),
      enrolments: [
        Fixture.enrolment(serial, insurances: [insurance, insurance]),
        Fixture.enrolment(serial, agencyName: "市医疗保障局"),
      ])
    household.persons = [
      Fixture.person(
        serial,
        holding: [
          Fixture.identity(serial, as: .socialInsuranceClerk, confirmed: false),
          Fixture.identity(serial, as: .taxClerk),
        ], user: serial % 2 == 0 ? "" : nil)
    ]
    return household
  }

  /// Returns a notice of the n-th month from January 2024, due in the next month.
  static func notice(
    _ number: String, version: UInt32 = 1, month: Int = 20, lines: [Line]
  ) -> Notice {
    var notice = Fixture.notice(
      number, version: version, month: month - 23, sequential: false,
      due: Fixture.month(month - 22).lastDay, lines: lines)
    notice.levies += "、失业保险费"
    return notice
  }

  static func line(_ number: UInt64, fen: Int64, deferral: Deferral? = nil) -> Line {
    Fixture.line(
      number, fen: fen, part: number % 2 == 0 ? .personal : .employer,
      period: PeriodRange(Fixture.month(-3)), deferral: deferral)
  }

  mutating func file(at registration: RegistrationNumber, lines count: UInt64) {
    let number = fresh()
    let deferral = Deferral(policy: "医保缓缴", until: Fixture.day(2026, 12, 31))
    let lines = (1...count).map { place in
      Self.line(
        place, fen: place == 3 ? 0 : Int64(number * 100 + place),
        deferral: place == 4 ? deferral : nil)
    }
    let notice = Self.notice("G\(1_000_000 + number)", month: Int(number % 24), lines: lines)
    operate([.employer(.noticeFiled(NoticeFiled(registration: registration, notice: notice)))])
  }

  /// Adds `count` random operations on the employers.
  mutating func live(_ count: Int) {
    for _ in 0..<count { step() }
  }

  private mutating func step() {
    guard let registration = state.employers.keys.sorted().randomElement(using: &random)
    else { return }
    switch Int.random(in: 0..<24, using: &random) {
    case 0...3: declare(registration)
    case 4...9: pay(registration)
    case 10...14: advance(registration)
    case 15: void(registration)
    case 16: file(at: registration, lines: UInt64.random(in: 1...5, using: &random))
    case 17: correct(registration)
    case 18: agree(registration)
    case 19: guardPassword(registration)
    case 20: signIn(registration)
    case 21: person()
    case 22: message()
    default: operateRealm()
    }
  }

  // MARK: Owing and paying

  private mutating func notice(
    _ registration: RegistrationNumber, _ fits: (Notice) -> Bool
  ) -> Notice? {
    let notices = state.employers[registration]?.notices.values.filter(fits) ?? []
    return notices.sorted { $0.number < $1.number }.randomElement(using: &random)
  }

  mutating func declare(_ registration: RegistrationNumber) {
    guard
      let notice = notice(
        registration, { $0.declaredOn == nil && $0.lines.contains { $0.status == .undeclared } })
    else { return }
    operate(
      [
        .employer(
          .declared(
            Declared(
              registration: registration, notice: notice.number, on: now.businessDate)))
      ], key: Fixture.id(1_000_000 + fresh()))
  }

  private mutating func void(_ registration: RegistrationNumber) {
    guard
      let notice = notice(
        registration,
        { notice in
          notice.declaredOn != nil
            && notice.lines.allSatisfy { $0.status == .declared || $0.status == .nothingDue }
        })
    else { return }
    operate([
      .employer(
        .declarationVoided(DeclarationVoided(registration: registration, notice: notice.number)))
    ])
  }

  /// Replaces a notice by one with fewer lines, or withdraws it, as the agency may.
  private mutating func correct(_ registration: RegistrationNumber) {
    guard
      let notice = notice(
        registration,
        { notice in
          notice.lines.allSatisfy {
            $0.status == .declared || $0.status == .nothingDue || $0.status == .undeclared
          }
        })
    else { return }
    guard notice.lines.count > 1, Bool.random(using: &random) else {
      return operate([
        .employer(
          .noticeWithdrawn(NoticeWithdrawn(registration: registration, notice: notice.number)))
      ])
    }
    let lines = notice.lines.dropLast().map {
      Self.line($0.number.number, fen: $0.amount.fen + 1)
    }
    operate([
      .employer(
        .noticeFiled(
          NoticeFiled(
            registration: registration,
            notice: Self.notice(notice.number.text, version: notice.version + 1, lines: lines))))
    ])
  }

  mutating func pay(_ registration: RegistrationNumber) {
    guard
      let notice = notice(registration, { $0.lines.contains { $0.status == .declared } })
    else { return }
    let key = Fixture.id(1_000_000 + fresh())
    var attempt = Fixture.attempt(
      Fixture.ticket(UInt32(fresh()), month: Fixture.month(1)), of: notice,
      lines: notice.lines.filter { $0.status == .declared }, account: "****0001",
      lateFee: Fixture.money(3), digest: Fixture.digest(made), key: key, at: now)
    attempt.deferralConfirmed = true
    operate(
      [
        .employer(.attemptRequested(AttemptRequested(registration: registration, attempt: attempt)))
      ],
      key: key)
  }

  /// Advances one attempt that is not final.
  mutating func advance(_ registration: RegistrationNumber) {
    let live = (state.employers[registration]?.attempts.values).map(Array.init) ?? []
    guard
      let attempt = live.filter({ AttemptTable.holds($0.status) })
        .sorted(by: { $0.number < $1.number }).randomElement(using: &random)
    else { return }
    let goes = Int.random(in: 0..<4, using: &random)
    operate([outcome(attempt, registration, goes)])
  }

  /// Returns the event that advances an attempt: for 0 a failure, for 1 an unknown outcome, else
  /// success.
  mutating func outcome(
    _ attempt: Attempt, _ registration: RegistrationNumber, _ goes: Int
  ) -> Event {
    let number = attempt.number
    switch (attempt.status, goes) {
    case (.requested, 0):
      return .employer(
        .attemptCancelled(
          AttemptCancelled(registration: registration, number: number, at: now)))
    case (.requested, _):
      return .employer(
        .attemptHandedOut(
          AttemptHandedOut(registration: registration, number: number, at: now)))
    case (.handedOut, 1):
      return .employer(.attemptUnknown(AttemptUnknown(registration: registration, number: number)))
    case (.unknown, 1):
      return .employer(
        .attemptReferred(
          AttemptReferred(registration: registration, number: number, reason: "金额不符")))
    case (_, 0):
      return .employer(
        .attemptFailed(
          AttemptFailed(
            registration: registration, number: number, code: "51", reason: "余额不足", at: now)))
    default:
      return .employer(
        .attemptSucceeded(
          AttemptSucceeded(
            registration: registration, number: number, receipt: "R\(fresh())", at: now)))
    }
  }

  /// Declares a notice, requests its payment and lets it succeed.
  mutating func settle(_ registration: RegistrationNumber) {
    declare(registration)
    pay(registration)
    succeed(registration)
  }

  /// Hands the newest attempt out and lets it succeed.
  mutating func succeed(_ registration: RegistrationNumber) {
    for _ in 0..<2 {
      let newest = state.employers[registration]?.attempts.values.max { $0.number < $1.number }
      guard let newest, AttemptTable.holds(newest.status) else { return }
      operate([outcome(newest, registration, 3)])
    }
  }

  // MARK: Agreements, passwords, locks

  private static func agreement(_ serial: UInt64) -> AgreementState {
    Fixture.agreement(
      "XY-\(serial)", account: "3702000000000\(serial)", phone: "13800000000", status: .verifying,
      order: Fixture.id(serial), digest: Fixture.digest(serial))
  }

  private mutating func agree(_ registration: RegistrationNumber) {
    let all = (state.employers[registration]?.agreements.values).map(Array.init) ?? []
    guard
      let agreement = all.filter({ $0.status != .ended }).sorted(by: { $0.number < $1.number })
        .randomElement(using: &random)
    else {
      return operate([
        .employer(
          .agreementAdded(
            AgreementAdded(
              registration: registration, agreement: Self.agreement(2_000_000 + fresh()))))
      ])
    }
    if agreement.status == .active, Bool.random(using: &random) {
      return operate([
        .employer(
          .autoPaymentSet(
            AutoPaymentSet(
              registration: registration, number: agreement.number, on: !agreement.automatic)))
      ])
    }
    let event = AgreementEvent.allCases.filter {
      AgreementTable.after(agreement.status, $0) != nil
    }.randomElement(using: &random)
    guard let event, let status = AgreementTable.after(agreement.status, event) else { return }
    operate([
      .employer(
        .agreementMoved(
          AgreementMoved(
            registration: registration, number: agreement.number, status: status,
            order: Fixture.id(3_000_000 + fresh()), digest: Fixture.digest(made), reason: "账户名不符",
            person: Fixture.resident(Int.random(in: 1...3, using: &random)))))
    ])
  }

  /// Changes, checks or fails to check the payment password (T13, A5, A6).
  private mutating func guardPassword(_ registration: RegistrationNumber) {
    let resident = Fixture.resident(Int.random(in: 1...3, using: &random))
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      operate([
        .employer(
          .paymentPasswordPassed(
            PaymentPasswordPassed(registration: registration, resident: resident)))
      ])
    case 1:
      operate([
        .employer(
          .paymentPasswordChanged(
            PaymentPasswordChanged(
              registration: registration, digest: Fixture.digest(fresh()),
              salt: Fixture.id(4_000_000 + made))))
      ])
    case 2:
      operate([
        .employer(
          .paymentPasswordUseSet(
            PaymentPasswordUseSet(
              registration: registration, off: Bool.random(using: &random))))
      ])
    default:
      operate([
        .employer(
          .paymentPasswordFailed(
            PaymentPasswordFailed(
              registration: registration,
              lock: PaymentLock(
                resident: resident, failures: UInt32.random(in: 1...3, using: &random),
                lockedUntil: Bool.random(using: &random) ? now : nil))))
      ])
    }
  }
}
