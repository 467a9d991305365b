import Fixtures
import Protocol

@testable import Bureau

/// Agreements and debits as test data.
extension Fixture {
  /// The n-th agreement.
  static func agreement(
    _ n: UInt64 = 1, status: AgreementStatus = .active
  ) -> AgreementState {
    agreement(
      "X\(n)", account: "622202000000000\(n % 10)", accountName: "青岛第一有限公司", status: status,
      order: Id128(high: 0xA6EE, low: n))
  }

  /// An employer with a notice of one line, and a debit of it in a status, requested at a time.
  static func payer(
    _ status: AttemptStatus, asked: Timestamp = EngineRig.start, number: UInt32 = 1,
    of n: UInt64 = 1
  ) -> Employer {
    let day = day(2026, 11, 2)
    let notice = notice(declaredOn: day)
    var employer = self.employer(n, notices: [notice])
    employer.agreements[agreement().number] = agreement()
    var attempt = attempt(
      ticket(number), of: notice, agreement: agreement().number,
      key: Id128(millis: asked.milliseconds, randomA: 1, randomB: UInt64(number)), at: asked)
    attempt.day = day
    attempt.digest = PayOrders.digest(
      attempt, agreement(), notice, employer.registration, StandInDigests())
    employer.request(attempt)
    employer.attempts[attempt.number]?.status = status
    return employer
  }
}

extension EngineRig {
  /// Makes a rig with employers in memory, as after a start.
  init(of employers: [Employer], at start: Timestamp = EngineRig.start) {
    var state = State()
    for employer in employers { state.load(employer) }
    self.init(state, at: start)
  }

  /// The bank of all fixtures.
  static let asBank = From.credential(.bank(Fixture.bank))

  /// The status of an employer's payment.
  func status(_ number: UInt32 = 1, of n: UInt64 = 1) -> AttemptStatus? {
    engine.state.employers[Fixture.registration(n)]?.attempts[Fixture.ticket(number)]?.status
  }
}
