import Bureau
import Fixtures
import Protocol

/// The beginning of a history, made from a seed.
struct World {
  static let banks = [Fixture.otherBank, Fixture.bank]
  static let offices = [Fixture.office, Fixture.otherOffice]
  static let agencies = [Fixture.agency, Fixture.otherAgency]
  static let units = [Fixture.unit(1), Fixture.unit(2)]
  /// 2026-04-20 10:00 in Qingdao.
  static let start = Fixture.day(2026, 4, 20).start.adding(milliseconds: 10 * 3_600_000)
  /// Sessions of each employer: two of one person, one of another, and one of a third, who may only
  /// read.
  static let slotsOfEmployer = 4
  static let personOfSlot = [0, 0, 1, 2]

  static let account = Fixture.sure(AccountNumber(text: "3700200900012345678"))

  let model: Model

  static func registration(_ employer: Int) -> RegistrationNumber {
    Fixture.registration(employer + 1)
  }

  static func agreement(_ employer: Int, _ place: Int) -> AgreementNumber {
    Fixture.sure(AgreementNumber(text: "13702020000-\(employer)-\(place)"))
  }

  static func resident(_ person: Int) -> ResidentID { Fixture.resident(person + 1) }

  init(seed: UInt64) {
    var dice = SplitMix64(seed: seed)
    let count = 1 + dice.below(3)
    self.init(employers: (0..<count).map { Self.employer($0, &dice) })
  }

  /// Makes a world of employers, each with all its sessions.
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

  private static func employer(_ index: Int, _ dice: inout SplitMix64) -> ModelEmployer {
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

  private static func notice(_ employer: Int, _ place: Int, _ dice: inout SplitMix64) -> ModelNotice
  {
    let from = Fixture.month(1 + dice.below(4))
    let due = from.lastDay.adding(days: dice.pick([0, 0, 5, 30, 45]))
    let lines = (0..<1 + dice.below(8)).map { line($0, &dice) }
    return ModelNotice(
      number: Fixture.sure(NoticeNumber(text: "YB\(from.number)-\(employer)\(place)")),
      version: 1 + UInt32(dice.below(2)), agency: dice.pick(agencies), unit: dice.pick(units),
      office: dice.pick([offices[0], offices[0], offices[0], offices[1]]),
      sequential: dice.percent(55), special: dice.percent(12), due: due, from: from, lines: lines,
      declaredOn: nil)
  }

  private static func line(_ place: Int, _ dice: inout SplitMix64) -> ModelLine {
    let until: BusinessDate? =
      dice.percent(20) ? start.businessDate.adding(days: dice.below(60) - 5) : nil
    return ModelLine(
      number: Fixture.sure(LineNumber(number: UInt64(place + 1))),
      amount: dice.percent(12) ? 0 : Int64(dice.pick([1, 99, 100_001, 4_441_661, 250_000])),
      assessedByOffice: dice.percent(70), deferredUntil: until, status: .undeclared)
  }
}

extension ModelEmployer {
  /// Makes the first employer, with one agreement at the first bank and the payment password off.
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
  /// Makes a notice that is not yet due; by default not sequential and with one line.
  static func plain(
    _ place: Int, sequential: Bool = false, lines: [ModelLine] = [.plain(1, 100_00)]
  ) -> ModelNotice {
    let from = Fixture.month(4)
    return ModelNotice(
      number: Fixture.sure(NoticeNumber(text: "N\(place)")), version: 1, agency: World.agencies[0],
      unit: World.units[0], office: World.offices[0], sequential: sequential, special: false,
      due: Fixture.day(2026, 4, 30), from: from, lines: lines, declaredOn: nil)
  }
}

extension ModelLine {
  /// Makes a line whose late fee the office assesses.
  static func plain(
    _ number: UInt64, _ fen: Int64, deferredUntil: BusinessDate? = nil
  ) -> ModelLine {
    ModelLine(
      number: Fixture.sure(LineNumber(number: number)), amount: fen, assessedByOffice: true,
      deferredUntil: deferredUntil, status: .undeclared)
  }
}
