import Protocol
import Testing

@testable import Bureau

/// Answers about a payment that a restored backup may lack.
@Suite struct RecoveryGapTests {
  /// The backup's last operation relative to the restore, in milliseconds: an hour before.
  private static let since: Int64 = -3_600_000

  /// A rig with a clerk in a restored realm, ten minutes after the restore; its recovery may have
  /// been ended by an officer.
  private static func desk(ended: Bool = true) throws -> PayRig {
    var desk = PayRig([PayRig.declared()])
    let now = Moment(real: EngineRig.start, business: EngineRig.start)
    var rows = Recovering.begin(
      desk.rig.engine.state, since: EngineRig.start.adding(milliseconds: since), restores: 1,
      now: now)
    try apply(rows, to: &desk)
    if ended {
      rows = [try Recovering.end(desk.rig.engine.state, officer: "o", open: 0, now: now)]
      try apply(rows, to: &desk)
    }
    desk.rig.advance(600_000)
    return desk
  }

  private static func apply(_ rows: [JournalEntry], to desk: inout PayRig) throws {
    for row in rows {
      desk.rig.engine.state.apply(
        EngineRig.events(of: row), sequence: desk.rig.engine.state.sequence)
    }
  }

  private static func key(_ made: Int64) -> Id128 {
    let at = EngineRig.start.adding(milliseconds: made)
    return Id128(millis: at.milliseconds, randomA: 1, randomB: 77)
  }

  private static func status(_ key: Id128, wait: Bool = false) -> Request {
    .pay(.status(PaymentStatusRequest(number: nil, key: key, wait: wait)))
  }

  /// A key may be five minutes ahead, so the gap is widened by that on both sides.
  @Test(
    arguments: [
      (since - 300_001, false), (since - 300_000, true), (-1, true), (0, true), (300_000, true),
      (300_001, false),
    ] as [(Int64, Bool)])
  func `R-1205: a key of the gap has an unknown outcome and begins no payment`(
    made: Int64, isLost: Bool
  ) throws {
    for ended in [true, false] {
      var desk = try Self.desk(ended: ended)
      let key = Self.key(made)
      for wait in isLost ? [true, false] : [false] {
        let asked = desk.rig.send(Self.status(key, wait: wait), as: desk.clerk)
        #expect(
          desk.rig.outcome(of: asked).code == (isLost ? .keyInRecoveryGap : .paymentNotFound))
        #expect(desk.rig.extent(of: asked) == (isLost ? .unknown : .notStarted))
      }
      let pay = Request.pay(.agreement(desk.request()))
      let paid = desk.rig.send(pay, as: desk.clerk, key: key)
      let outcome = desk.rig.outcome(of: paid)
      guard isLost || !ended else {
        #expect(outcome.payment?.status == .handedOut)
        continue
      }
      #expect(outcome.code == (isLost ? .keyInRecoveryGap : .readOnly))
      #expect(desk.rig.extent(of: paid) == (isLost ? .unknown : .notStarted))
      #expect(desk.employer.attempts.isEmpty)
    }
  }

  @Test func `R-1206: a payment confirmed again with a key after the gap is accepted`() throws {
    var desk = try Self.desk()
    #expect(desk.pay(desk.request(), key: Self.key(-1)).code == .keyInRecoveryGap)
    #expect(desk.pay().payment?.status == .handedOut)
  }

  @Test func `a payment in the backup is found, even if its key is of the gap`()
    throws
  {
    var desk = PayRig([PayRig.declared()])
    let key = Self.key(0)
    #expect(desk.pay(desk.request(), key: key).payment != nil)
    let begun = RecoveryBegun(since: EngineRig.start, restored: EngineRig.start, serials: [])
    desk.rig.engine.state.apply(
      [.realm(.recoveryBegun(begun))], sequence: desk.rig.engine.state.sequence)
    #expect(desk.rig.call(Self.status(key), as: desk.clerk).payment?.status == .handedOut)
  }

  @Test func `every gap is kept; one above the limit merges the oldest two`() {
    var state = State()
    func restore(_ hour: Int64) {
      let since = EngineRig.start.adding(milliseconds: hour * 3_600_000)
      let begun = RecoveryBegun(
        since: since, restored: since.adding(milliseconds: 1_000), serials: [])
      state.apply([.realm(.recoveryBegun(begun))], sequence: 1)
    }
    for hour in 0..<Int64(RecoveryGap.countMax) { restore(hour) }
    #expect(state.gaps.count == RecoveryGap.countMax)
    #expect(state.gaps.first?.restored == EngineRig.start.adding(milliseconds: 1_000))
    restore(Int64(RecoveryGap.countMax))
    #expect(state.gaps.count == RecoveryGap.countMax)
    #expect(state.gaps.first?.since == EngineRig.start)
    #expect(state.gaps.first?.restored == EngineRig.start.adding(milliseconds: 3_601_000))
  }
}
