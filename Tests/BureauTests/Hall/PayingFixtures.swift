@testable import Bureau
@testable import Protocol

/// Agreements and debits to test with.
extension Fixture {
  /// 清算行 of all agreements.
  static let bank = sure(BankNumber("105100000017"))

  /// The n-th agreement.
  static func agreement(
    _ n: UInt64 = 1, status: AgreementStatus = .active
  ) -> AgreementState {
    AgreementState(
      entered: AgreementAdd(
        number: sure(AgreementNumber(text: "X\(n)")), office: office, clearingBank: bank,
        openingBank: bank, account: sure(AccountNumber(text: "622202000000000\(n % 10)")),
        accountName: "青岛第一有限公司", accountKind: .corporate, signing: .signedAtBank, phone: ""),
      status: status, automatic: false, added: sure(BusinessDate(year: 2026, month: 1, day: 5)),
      order: Id128(high: 0xA6EE, low: n), digest: .zero, reason: "",
      person: resident(1))
  }

  /// 电子税票号码 of the n-th payment.
  static func ticket(_ n: UInt32) -> TicketNumber {
    sure(
      TicketNumber(
        region: 3702, kind: .payment, month: sure(Period(year: 2026, month: 11)), serial: n))
  }

  /// An employer with a notice of one line that a debit holds, in a state and asked for at a time.
  static func payer(
    _ status: AttemptStatus, asked: Timestamp = Bench.start, number: UInt32 = 1, of n: UInt64 = 1
  ) -> Employer {
    let day = sure(BusinessDate(year: 2026, month: 11, day: 2))
    var employer = self.employer(n, notices: [notice(declaredOn: day)])
    employer.agreements[agreement().number] = agreement()
    let notice = sure(employer.notices.values.first)
    let fee = notice.amount
    var attempt = Attempt(
      number: ticket(number), notice: notice.number, method: .agreement,
      agreement: agreement().number, bank: bank, account: "****",
      lines: [AttemptLine(number: notice.lines[0].number, amount: fee, lateFee: .zero)],
      amount: fee, lateFee: .zero, day: day, digest: .zero, person: resident(1),
      key: Id128(millis: asked.milliseconds, randomA: 1, randomB: UInt64(number)),
      status: .requested, requested: asked, requestedReal: asked, receipt: "", code: "",
      reason: "")
    attempt.digest = PayOrders.digest(
      attempt, agreement(), notice, employer.registration, StandInDigests())
    employer.apply(
      .attemptRequested(AttemptRequested(registration: registration(n), attempt: attempt)))
    employer.attempts[attempt.number]?.status = status
    return employer
  }
}

extension Bench {
  /// A bench whose memory has employers, as after a start.
  init(of employers: [Employer], at start: Timestamp = Bench.start) {
    var state = State()
    for employer in employers { state.admit(employer) }
    self.init(state, at: start)
  }

  /// The bank of all fixtures.
  static let asBank = From.credential(.bank(Fixture.bank))

  /// The state of the first employer's payment.
  func status(_ number: UInt32 = 1, of n: UInt64 = 1) -> AttemptStatus? {
    hall.state.employers[Fixture.registration(n)]?.attempts[Fixture.ticket(number)]?.status
  }
}
