import Bureau
import Protocol

/// What the journal holds before a history begins.
extension World {
  /// The events that make the model's beginning.
  var events: [Event] {
    var events = (0..<3).map { Event.personFiled(PersonFiled(person: person($0))) }
    for index in model.employers.indices { events += employer(index) }
    for slot in model.sessions.indices { events.append(Self.signIn(slot, 1, model)) }
    return events
  }

  /// The token of a slot's session; it is another after each sign-in.
  static func token(_ slot: Int, _ turn: UInt64) -> Digest256 {
    Digest256(7, UInt64(slot), turn, 1)
  }

  /// A slot's session begins.
  static func signIn(_ slot: Int, _ turn: UInt64, _ model: Model) -> Event {
    let ends = model.sessions[slot]?.ends ?? model.real
    return .sessionBegun(
      SessionBegun(
        session: Session(
          id: Id128(high: turn, low: UInt64(slot)), token: token(slot, turn),
          resident: resident(personOfSlot[slot % slotsOfEmployer]),
          registration: registration(slot / slotsOfEmployer), identity: .legalRepresentative,
          opened: model.real, ends: ends, proved: true)))
  }

  private func person(_ index: Int) -> Person {
    Person(
      resident: Self.resident(index), name: "张明\(index)",
      mobile: sure(MobileNumber(number: 13_800_000_000 + UInt64(index))), user: "user\(index)",
      identities: model.employers.map {
        IdentityHeld(registration: $0.registration, kind: .legalRepresentative, confirmed: true)
      }, consents: [], failures: [], codesSent: [])
  }

  private func employer(_ index: Int) -> [Event] {
    let employer = model.employers[index]
    let number = employer.registration
    var events = [
      Event.employerFiled(EmployerFiled(registration: registration(index), enrolments: []))
    ]
    events += employer.notices.map {
      .noticeFiled(NoticeFiled(registration: number, notice: Self.notice($0)))
    }
    events += employer.agreements.map {
      .agreementAdded(AgreementAdded(registration: number, agreement: agreement($0, index)))
    }
    if let password = employer.password {
      let salt = Id128(high: 3, low: UInt64(index))
      let digest = PlainDigests().keyed(
        .paymentPassword, Array(number.text.utf8) + salt.bytes + Array(password.utf8))
      events.append(
        .paymentPasswordChanged(
          PaymentPasswordChanged(registration: number, digest: digest, salt: salt)))
    }
    if employer.passwordOff {
      events.append(
        .paymentPasswordUseSet(PaymentPasswordUseSet(registration: number, off: true)))
    }
    return events
  }

  private func registration(_ index: Int) -> Registration {
    let office = model.employers[index].office
    return Registration(
      registration: model.employers[index].registration,
      taxpayer: sure(TaxpayerID(text: "F00000\(index)")),
      name: "青岛第\(index)有限公司", status: "正常", type: "有限责任公司", industry: "软件", address: "香港中路",
      legalRepresentative: "王法人", financeOfficer: "李财务", phone: "0532", office: office,
      officeName: "市南区税务局", subOffice: office, subOfficeName: "第一税务所",
      registered: Self.day(2015, 3, 1))
  }

  private func agreement(_ agreement: ModelAgreement, _ employer: Int) -> AgreementState {
    AgreementState(
      entered: AgreementAdd(
        number: agreement.number, office: agreement.office, clearingBank: agreement.bank,
        openingBank: agreement.bank, account: Self.account, accountName: "青岛有限公司",
        accountKind: .corporate, signing: .signedAtBank, phone: "0532"),
      status: agreement.status,
      automatic: agreement.automatic, added: Self.day(2026, 1, 5),
      order: Id128(
        high: 9, low: UInt64(employer) << 8 | UInt64(agreement.number.text.utf8.last ?? 0)),
      digest: .zero, reason: "", person: World.resident(0))
  }

  static let account = sure(AccountNumber(text: "3700200900012345678"))

  /// A notice as the state keeps it.
  static func notice(_ notice: ModelNotice) -> Notice {
    Notice(
      number: notice.number, version: notice.version, agency: notice.agency, unit: notice.unit,
      office: notice.office, sequential: notice.sequential,
      kind: notice.special ? .special : .normal, due: notice.due, period: PeriodRange(notice.from),
      levies: "基本医疗保险费", amount: sure(Money(fen: notice.amount)),
      lines: notice.lines.map { line($0, notice) }, declaredOn: notice.declaredOn)
  }

  private static func line(_ line: ModelLine, _ notice: ModelNotice) -> Line {
    Line(
      number: line.number, item: sure(LevyItemCode(number: 102_030_101)), itemName: "职工基本医疗保险",
      part: .employer, period: PeriodRange(notice.from), heads: 3, base: sure(Money(fen: 5_000_00)),
      rate: sure(Rate(perMillion: 85_000)), amount: sure(Money(fen: line.amount)),
      assessor: line.assessedByOffice ? .office : .agency,
      deferral: line.deferredUntil.map { Deferral(policy: "医保缓缴", until: $0) },
      status: line.status)
  }
}
