import Protocol
import Testing

@testable import Bureau

/// Answers about a payment that a restored backup may lack.
@Suite struct RecoveryGapTests {
  /// The backup's last operation relative to the restore, in milliseconds: an hour before.
  private static let since: Int64 = -3_600_000

  /// A rig with a clerk in a restored realm, ten minutes after the restore; its recovery may have
  /// been ended by an officer.
  private static func rig(ended: Bool = true) throws -> PayRig {
    var rig = PayRig([PayRig.declared()])
    let now = Moment(real: EngineRig.start, business: EngineRig.start)
    var entries = Recovering.begin(
      rig.base.engine.state, since: EngineRig.start.adding(milliseconds: since), restores: 1,
      now: now)
    try apply(entries, to: &rig)
    if ended {
      entries = [try Recovering.end(rig.base.engine.state, officer: "o", open: 0, now: now)]
      try apply(entries, to: &rig)
    }
    rig.base.advance(600_000)
    return rig
  }

  private static func apply(_ entries: [JournalEntry], to rig: inout PayRig) throws {
    for entry in entries {
      rig.base.engine.state.apply(
        EngineRig.events(of: entry), sequence: rig.base.engine.state.sequence)
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
      var rig = try Self.rig(ended: ended)
      let key = Self.key(made)
      for wait in isLost ? [true, false] : [false] {
        let asked = rig.base.send(Self.status(key, wait: wait), as: rig.clerk)
        #expect(
          rig.base.outcome(of: asked).code == (isLost ? .keyInRecoveryGap : .paymentNotFound))
        #expect(rig.base.extent(of: asked) == (isLost ? .unknown : .notStarted))
      }
      let pay = Request.pay(.agreement(rig.request()))
      let paid = rig.base.send(pay, as: rig.clerk, key: key)
      let outcome = rig.base.outcome(of: paid)
      guard isLost || !ended else {
        #expect(outcome.payment?.status == .handedOut)
        continue
      }
      #expect(outcome.code == (isLost ? .keyInRecoveryGap : .readOnly))
      #expect(rig.base.extent(of: paid) == (isLost ? .unknown : .notStarted))
      #expect(rig.employer.attempts.isEmpty)
    }
  }

  @Test func `R-1206: a payment confirmed again with a key after the gap is accepted`() throws {
    var rig = try Self.rig()
    #expect(rig.pay(rig.request(), key: Self.key(-1)).code == .keyInRecoveryGap)
    #expect(rig.pay().payment?.status == .handedOut)
  }

  @Test func `a payment in the backup is found, even if its key is of the gap`()
    throws
  {
    var rig = PayRig([PayRig.declared()])
    let key = Self.key(0)
    #expect(rig.pay(rig.request(), key: key).payment != nil)
    let begun = RecoveryBegun(since: EngineRig.start, restored: EngineRig.start, serials: [])
    rig.base.engine.state.apply(
      [.realm(.recoveryBegun(begun))], sequence: rig.base.engine.state.sequence)
    #expect(rig.base.call(Self.status(key), as: rig.clerk).payment?.status == .handedOut)
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
