import Bureau
import Crypto
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
  static let bank = BankNumber(number: 102_452_000_010 + bankCheck)
  private static let bankCheck: UInt64 =
    (0...9).first { BankNumber(number: 102_452_000_010 + $0) != nil } ?? 0
  private static let rowsAtOnce = 2_000

  /// Writes the journal of a server that has not run yet.
  func found(_ server: ServerProcess) throws {
    let journal = try SQLiteJournal.open(server.data + "/journal.db")
    let seed = try Seed(master: server.bytes(server.keys + "/master.key"))
    _ = try found(journal, seed, after: try journal.claim())
  }

  /// Writes the operations that found it.
  func found(_ journal: SQLiteJournal, _ seed: Seed, after head: Head) throws -> Head {
    var head = head
    var rows: [Row] = []
    for employer in 0..<employers {
      let events = try seed.events(of: employer, in: self)
      rows.append(seed.row(head.sequence + UInt64(rows.count) + 1, events))
      if rows.count == Self.rowsAtOnce || employer == employers - 1 {
        head = try journal.append(rows, after: head)
        rows.removeAll(keepingCapacity: true)
      }
    }
    return head
  }

  /// The employer and the notice of a unit: employer by employer in turn.
  func notice(_ unit: Int) throws -> (RegistrationNumber, NoticeNumber) {
    let employer = unit % employers
    return (
      try Self.registration(employer),
      try Self.notice(employer, unit / employers % notices)
    )
  }

  // MARK: Names

  static func registration(_ employer: Int) throws -> RegistrationNumber {
    try sure(
      RegistrationNumber(
        subject: .organisation, origin: .local, division: 370_203, serial: UInt64(employer + 1)))
  }

  static func token(_ employer: Int) throws -> SessionToken {
    try sure(SessionToken(bytes: SHA256.hash(Array("bench session \(employer)".utf8))))
  }

  static func notice(_ employer: Int, _ notice: Int) throws -> NoticeNumber {
    try sure(NoticeNumber(text: "G\(employer + 1_000_000)\(notice + 100)"))
  }

  /// What a notice comes to, in fen.
  static func amount(lines: Int) throws -> Money {
    try sure(Money(fen: (1...Int64(lines)).reduce(0) { $0 + lineAmount($1) }))
  }

  static func lineAmount(_ line: Int64) -> Int64 { 100_000 + line * 7 }
}

/// Makes a town's events.
struct Seed {
  private let now = Timestamp(clamping: Machine.wallMilliseconds)
  private let passwordKey: [UInt8]
  private let agency: AgencyCode
  private let office: TaxOfficeCode
  private let subOffice: TaxOfficeCode
  private let unit: UnitNumber
  private let month: Period
  private let bank: BankNumber

  init(master: [UInt8]) throws {
    let purpose = DigestPurpose.paymentPassword.rawValue
    passwordKey = HMACSHA256.tag(Array("shebao purpose".utf8) + [purpose], key: master)
    agency = try sure(AgencyCode(number: 9_876_543_210_123_456_789))
    office = try sure(TaxOfficeCode(number: 13_702_030_000))
    subOffice = try sure(TaxOfficeCode(number: 13_702_030_100))
    unit = try sure(UnitNumber(text: "370200001"))
    month = now.businessDate.period
    bank = try sure(Town.bank)
  }

  /// The business day of the town's founding.
  var businessDate: BusinessDate { now.businessDate }

  /// The events of a payment by agreement: asked for and handed out, or done.
  func payment(_ unit: Int, in town: Town, isDone: Bool) throws -> [Event] {
    let (registration, notice) = try town.notice(unit)
    let number = try sure(
      TicketNumber(region: 3702, kind: .payment, month: month, serial: UInt32(unit + 1)))
    guard !isDone else {
      return [
        .attemptSucceeded(
          AttemptSucceeded(
            registration: registration, number: number, receipt: "R\(unit)", at: now))
      ]
    }
    let employer = unit % town.employers
    let agreed = try agreement(employer)
    let lines = try (1...Int64(town.lines)).map { place in
      AttemptLine(
        number: try sure(LineNumber(number: UInt64(place))),
        amount: try sure(Money(fen: Town.lineAmount(place))), lateFee: .zero)
    }
    let attempt = Attempt(
      number: number, notice: notice, method: .agreement, agreement: agreed.number, bank: bank,
      account: agreed.entered.account.text, lines: lines,
      amount: try Town.amount(lines: town.lines),
      lateFee: .zero, day: now.businessDate, digest: Digest256(1, 2, 3, UInt64(unit)),
      person: try resident(employer), key: Id128(high: 14, low: UInt64(unit)), status: .handedOut,
      requested: now, requestedReal: now, handedOut: now, receipt: "", code: "", reason: "")
    return [.attemptRequested(AttemptRequested(registration: registration, attempt: attempt))]
  }

  func row(_ sequence: UInt64, _ events: [Event]) -> Row {
    Row(
      sequence: sequence, at: now, businessAt: now, actor: Caller.bureau.actor, method: 0,
      scope: nil, key: nil, digest: nil, events: EventCoding.encode(events), reply: [])
  }

  func events(of employer: Int, in town: Town) throws -> [Event] {
    let registration = try Town.registration(employer)
    var events: [Event] = [
      .employerFiled(EmployerFiled(registration: try self.employer(employer), enrolments: []))
    ]
    if employer < town.sessions { events += try people(employer, registration) }
    for number in 0..<town.notices {
      let notice = try self.notice(employer, number, lines: town.lines)
      events.append(.noticeFiled(NoticeFiled(registration: registration, notice: notice)))
      guard town.isDeclared else { continue }
      events.append(
        .declared(
          Declared(registration: registration, notice: notice.number, on: now.businessDate)))
    }
    return events
  }

  private func people(
    _ employer: Int, _ registration: RegistrationNumber
  ) throws -> [Event] {
    let person = try self.person(employer, registration)
    let salt = Id128(high: 11, low: UInt64(employer))
    let digest = HMACSHA256.tag(
      Array(registration.text.utf8) + salt.bytes + Array(Town.password.utf8), key: passwordKey)
    let token = SHA256.hash(try Town.token(employer).bytes)
    let session = Session(
      id: Id128(high: 12, low: UInt64(employer)), token: try sure(Digest256(bytes: token)),
      resident: person.resident, registration: registration, identity: .legalRepresentative,
      opened: now, ends: now.adding(milliseconds: 43_200_000), proved: true)
    return [
      .personFiled(PersonFiled(person: person)),
      .agreementAdded(
        AgreementAdded(registration: registration, agreement: try agreement(employer))),
      .paymentPasswordChanged(
        PaymentPasswordChanged(
          registration: registration, digest: try sure(Digest256(bytes: digest)), salt: salt)),
      .sessionBegun(SessionBegun(session: session)),
    ]
  }

  private func employer(_ employer: Int) throws -> Registration {
    Registration(
      registration: try Town.registration(employer),
      taxpayer: try sure(TaxpayerID(text: "F\(70_000_000 + employer)")), name: "青岛海风机械有限公司",
      status: "正常", type: "有限责任公司", industry: "机械制造", address: "市南区香港中路 1 号",
      legalRepresentative: "王一", financeOfficer: "李二", phone: "0532-88880000", office: office,
      officeName: "市南区税务局", subOffice: subOffice, subOfficeName: "第一税务所",
      registered: try sure(BusinessDate(number: 2015_03_01)))
  }

  private func person(_ serial: Int, _ registration: RegistrationNumber) throws -> Person {
    Person(
      resident: try resident(serial), name: "赵一",
      mobile: try sure(MobileNumber(number: 13_800_000_000 + UInt64(serial))), user: "",
      identities: [
        IdentityHeld(registration: registration, kind: .legalRepresentative, confirmed: true)
      ], consents: [], failures: [], codesSent: [])
  }

  private func resident(_ serial: Int) throws -> ResidentID {
    let tail = String(serial % 1_000 + 1_000).dropFirst()
    let day = String(serial / 1_000 % 28 + 101).dropFirst()
    let year = 1_960 + serial / 28_000 % 40
    let found = "0123456789X".lazy.compactMap {
      ResidentID(text: "370203\(year)01\(day)\(tail)\($0)")
    }
    return try sure(found.first)
  }

  func agreement(_ employer: Int) throws -> AgreementState {
    AgreementState(
      entered: AgreementAdd(
        number: try sure(AgreementNumber(text: "XY-\(employer)")), office: office,
        clearingBank: bank, openingBank: bank,
        account: try sure(AccountNumber(text: "3702000000000\(employer + 100)")),
        accountName: "青岛海风机械有限公司", accountKind: .corporate, signing: .signedAtBank,
        phone: "13800000000"),
      status: .active, automatic: false, added: now.businessDate,
      order: Id128(high: 13, low: UInt64(employer)), digest: .zero, reason: "",
      person: try resident(employer))
  }

  private func notice(_ employer: Int, _ number: Int, lines: Int) throws -> Notice {
    let item = try sure(LevyItemCode(number: 102_010_101))
    let rate = try sure(Rate(perMillion: 160_000))
    var made: [Line] = []
    for place in 1...Int64(lines) {
      let amount = try sure(Money(fen: Town.lineAmount(place)))
      made.append(
        Line(
          number: try sure(LineNumber(number: UInt64(place))), item: item,
          itemName: "职工基本养老保险（单位缴纳）", part: place % 2 == 0 ? .personal : .employer,
          period: PeriodRange(month), heads: 12, base: try sure(Money(fen: 6 * amount.fen)),
          rate: rate, amount: amount, assessor: .office, status: .undeclared))
    }
    return Notice(
      number: try Town.notice(employer, number), version: 1, agency: agency, unit: unit,
      office: office, sequential: false, kind: .normal, due: month.adding(months: 1).lastDay,
      period: PeriodRange(month), levies: "企业职工基本养老保险费", amount: try Town.amount(lines: lines),
      lines: made)
  }
}
