import Bureau
import Fixtures
import Protocol

/// The journal before a history begins.
extension World {
  /// The events that make the first state of the model.
  var events: [Event] {
    let persons = (0..<3).map { Event.person(.personFiled(PersonFiled(person: person($0)))) }
    return persons + model.employers.indices.flatMap { household($0).events }
  }

  /// Returns the token digest of a slot's session, a different one for each sign-in.
  static func token(_ slot: Int, _ turn: UInt64) -> Digest256 {
    Digest256(7, UInt64(slot), turn, 1)
  }

  /// Makes the event of a slot's sign-in.
  static func signIn(_ slot: Int, _ turn: UInt64, _ model: Model) -> Event {
    .session(.sessionBegun(SessionBegun(session: session(slot, turn, model))))
  }

  private static func session(_ slot: Int, _ turn: UInt64, _ model: Model) -> Session {
    Fixture.session(
      Id128(high: turn, low: UInt64(slot)), token: token(slot, turn),
      of: resident(personOfSlot[slot % slotsOfEmployer]),
      at: registration(slot / slotsOfEmployer), opened: model.real,
      ends: model.sessions[slot]?.ends ?? model.real)
  }

  private func person(_ index: Int) -> Person {
    Fixture.person(
      index + 1, holding: model.employers.indices.map { Fixture.identity($0 + 1) })
  }

  private func household(_ index: Int) -> EmployerFixture {
    let employer = model.employers[index]
    let number = employer.registration
    var household = EmployerFixture(Fixture.registered(index + 1, office: employer.office))
    household.notices = employer.notices.map { Self.notice($0) }
    household.agreements = employer.agreements.map { agreement($0, index) }
    household.sessions = model.sessions.indices.filter { $0 / Self.slotsOfEmployer == index }.map {
      Self.session($0, 1, model)
    }
    if let password = employer.password {
      let salt = Id128(high: 3, low: UInt64(index))
      household.password.salt = salt
      household.password.digest = StandInDigests().keyed(
        .paymentPassword, Array(number.text.utf8) + salt.bytes + Array(password.utf8))
    }
    household.password.off = employer.passwordOff
    return household
  }

  private func agreement(_ agreement: ModelAgreement, _ employer: Int) -> AgreementState {
    Fixture.agreement(
      agreement.number.text, bank: agreement.bank, office: agreement.office,
      status: agreement.status,
      automatic: agreement.automatic,
      order: Id128(
        high: 9, low: UInt64(employer) << 8 | UInt64(agreement.number.text.utf8.last ?? 0)))
  }

  /// Returns a model's notice as the state has it.
  static func notice(_ notice: ModelNotice) -> Notice {
    Fixture.notice(
      notice.number.text, version: notice.version, period: PeriodRange(notice.from),
      sequential: notice.sequential, kind: notice.special ? .special : .normal, due: notice.due,
      agency: notice.agency,
      unit: notice.unit, office: notice.office, lines: notice.lines.map { line($0, notice) },
      declaredOn: notice.declaredOn)
  }

  private static func line(_ line: ModelLine, _ notice: ModelNotice) -> Line {
    Fixture.line(
      line.number.number, fen: line.amount, period: PeriodRange(notice.from),
      assessor: line.assessedByOffice ? .office : .agency,
      deferral: line.deferredUntil.map { Deferral(policy: "医保缓缴", until: $0) },
      status: line.status)
  }
}
