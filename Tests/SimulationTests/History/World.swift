import Bureau
import Protocol

/// What a history begins with: the same for the same seed.
struct World {
  static let banks = [sure(BankNumber(number: 105_452_000_018)), sure(BankNumber("102452000012"))]
  static let offices = [
    sure(TaxOfficeCode(number: 13_702_020_000)), sure(TaxOfficeCode(number: 13_702_120_000)),
  ]
  static let agencies = [
    sure(AgencyCode("3702020000000000001")), sure(AgencyCode("3702120000000000002")),
  ]
  static let units = [sure(UnitNumber(text: "370201")), sure(UnitNumber(text: "370202"))]
  /// 2026-04-20 10:00 in Qingdao.
  static let start = day(2026, 4, 20).start.adding(milliseconds: 10 * 3_600_000)
  /// Of each employer: two sessions of one person, one of another, and one of a third, who looks.
  static let slotsOfEmployer = 4
  static let personOfSlot = [0, 0, 1, 2]

  let model: Model

  static func day(_ year: Int, _ month: Int, _ day: Int) -> BusinessDate {
    sure(BusinessDate(year: year, month: month, day: day))
  }

  static func registration(_ employer: Int) -> RegistrationNumber {
    sure(
      RegistrationNumber(
        subject: .organisation, origin: .national, division: 370_202, serial: UInt64(employer + 1)))
  }

  static func agreement(_ employer: Int, _ place: Int) -> AgreementNumber {
    sure(AgreementNumber(text: "13702020000-\(employer)-\(place)"))
  }

  /// 居民身份证号码 of the three persons: the one of eleven last characters that fits.
  private static let residents = (0..<3).map { person in
    sure("0123456789X".lazy.compactMap { ResidentID(text: "3702021990010101\(person)\($0)") }.first)
  }

  static func resident(_ person: Int) -> ResidentID { residents[person] }

  init(seed: UInt64) {
    var dice = Dice(seed: seed)
    let count = 1 + dice.below(3)
    let employers = (0..<count).map { Self.employer($0, &dice) }
    let ends = Self.start.adding(milliseconds: 12 * 3_600_000)
    let sessions = (0..<count * Self.slotsOfEmployer).map { slot in
      ModelSession(
        employer: slot / Self.slotsOfEmployer,
        person: Self.personOfSlot[slot % Self.slotsOfEmployer], lastUsed: Self.start, ends: ends)
    }
    model = Model(
      employers: employers, sessions: sessions, banks: Self.banks, real: Self.start)
  }

  /// A world of given employers, each with all its sessions.
  init(employers: [ModelEmployer]) {
    let ends = Self.start.adding(milliseconds: 12 * 3_600_000)
    let sessions = (0..<employers.count * Self.slotsOfEmployer).map { slot in
      ModelSession(
        employer: slot / Self.slotsOfEmployer,
        person: Self.personOfSlot[slot % Self.slotsOfEmployer], lastUsed: Self.start, ends: ends)
    }
    model = Model(
      employers: employers, sessions: sessions, banks: Self.banks, real: Self.start)
  }

  private static func employer(_ index: Int, _ dice: inout Dice) -> ModelEmployer {
    let notices = (0..<1 + dice.below(6)).map { notice(index, $0, &dice) }
    var employer = ModelEmployer(
      registration: registration(index), office: offices[0], notices: notices)
    for place in 0..<1 + dice.below(4) {
      employer.agreements.append(
        ModelAgreement(
          number: agreement(index, place), office: offices[place % 2],
          bank: dice.pick(banks), status: .active, automatic: false, generation: 0))
    }
    if !dice.percent(5) { employer.password = "27384\(index)" }
    employer.passwordOff = employer.password != nil && dice.percent(25)
    return employer
  }

  private static func notice(_ employer: Int, _ place: Int, _ dice: inout Dice) -> ModelNotice {
    let from = sure(Period(year: 2026, month: 1 + dice.below(4)))
    let due = from.lastDay.adding(days: dice.pick([0, 0, 5, 30, 45]))
    let lines = (0..<1 + dice.below(8)).map { line($0, &dice) }
    return ModelNotice(
      number: sure(NoticeNumber(text: "YB\(from.number)-\(employer)\(place)")),
      version: 1 + UInt32(dice.below(2)), agency: dice.pick(agencies), unit: dice.pick(units),
      office: dice.pick([offices[0], offices[0], offices[0], offices[1]]),
      sequential: dice.percent(55), special: dice.percent(12), due: due, from: from, lines: lines,
      declaredOn: nil)
  }

  private static func line(_ place: Int, _ dice: inout Dice) -> ModelLine {
    let until: BusinessDate? =
      dice.percent(20) ? start.businessDate.adding(days: dice.below(60) - 5) : nil
    return ModelLine(
      number: sure(LineNumber(number: UInt64(place + 1))),
      amount: dice.percent(12) ? 0 : Int64(dice.pick([1, 99, 100_001, 4_441_661, 250_000])),
      assessedByOffice: dice.percent(70), deferredUntil: until, status: .undeclared)
  }
}

extension ModelEmployer {
  /// The first employer: one agreement at the first bank, the payment password switched off.
  static func plain(notices: [ModelNotice]) -> ModelEmployer {
    var employer = ModelEmployer(
      registration: World.registration(0), office: World.offices[0], notices: notices)
    employer.agreements = [
      ModelAgreement(
        number: World.agreement(0, 0), office: World.offices[0], bank: World.banks[0],
        status: .active, automatic: false, generation: 0)
    ]
    employer.password = "273840"
    employer.passwordOff = true
    return employer
  }
}

extension ModelNotice {
  /// A notice in time, not sequential unless that is said, with one line unless lines are given.
  static func plain(
    _ place: Int, sequential: Bool = false, lines: [ModelLine] = [.plain(1, 100_00)]
  ) -> ModelNotice {
    let from = sure(Period(year: 2026, month: 4))
    return ModelNotice(
      number: sure(NoticeNumber(text: "N\(place)")), version: 1, agency: World.agencies[0],
      unit: World.units[0], office: World.offices[0], sequential: sequential, special: false,
      due: World.day(2026, 4, 30), from: from, lines: lines, declaredOn: nil)
  }
}

extension ModelLine {
  /// A line that the office assesses.
  static func plain(
    _ number: UInt64, _ fen: Int64, deferredUntil: BusinessDate? = nil
  ) -> ModelLine {
    ModelLine(
      number: sure(LineNumber(number: number)), amount: fen, assessedByOffice: true,
      deferredUntil: deferredUntil, status: .undeclared)
  }
}
