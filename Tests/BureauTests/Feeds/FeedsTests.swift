import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Several feeds of one partner at once, of which any may lead to a dead machine. Agreement orders,
/// settle orders and messages are sent on each; a debit is sent once.
@Suite struct FeedsTests {
  /// The kinds of orders that may be sent again.
  enum Repeatable: CaseIterable { case agreement, settle, message }

  /// A rig with one unanswered order of a kind.
  private static func rig(_ what: Repeatable) -> EngineRig {
    switch what {
    case .agreement:
      var employer = Fixture.employer(1)
      var agreement = Fixture.agreement(status: .verifying)
      agreement.digest = AgreementOrders.digest(.verify, agreement, employer, StandInDigests())
      employer.agreements[agreement.number] = agreement
      return EngineRig(of: [employer])
    case .settle: return EngineRig(of: [Fixture.payer(.unknown)])
    case .message:
      var state = State()
      let order = SmsOrder(
        order: Id128(high: 1, low: 1), mobile: Fixture.mobile(1), purpose: "验证码{code}",
        ends: EngineRig.start.adding(milliseconds: 300_000))
      state.messages[order.order] = order
      return EngineRig(state)
    }
  }

  /// Opens the feed of a kind on a connection.
  private static func open(
    _ what: Repeatable, _ rig: inout EngineRig, connection: UInt64, credit: UInt64 = 100
  ) -> ReplyAddress {
    let (request, from): (Request, EngineRig.From) =
      switch what {
      case .agreement: (.bank(.orders), EngineRig.asBank)
      case .settle: (.bank(.settles), EngineRig.asBank)
      case .message: (.sms(.messages), .credential(.gateway))
      }
    return rig.send(request, as: from, credit: credit, connection: connection)
  }

  @Test(arguments: Repeatable.allCases)
  func `R-1301: every opening of a feed begins with all unanswered orders`(what: Repeatable) {
    var rig = Self.rig(what)
    let first = Self.open(what, &rig, connection: 11)
    #expect(rig.items(of: first).count == 1)
    for connection in 12...14 as ClosedRange<UInt64> {
      let other = Self.open(what, &rig, connection: connection)
      #expect(Self.bytes(rig, other) == Self.bytes(rig, first))
    }
    #expect(rig.entries.isEmpty)
  }

  private static func bytes(_ rig: EngineRig, _ feed: ReplyAddress) -> [[UInt8]] {
    rig.items(of: feed).map { $0.encoded() }
  }

  @Test(arguments: Repeatable.allCases, [true, false])
  func `R-1301: orders sent on a feed that closed are sent again on one still open`(
    what: Repeatable, isCancelled: Bool
  ) {
    var rig = Self.rig(what)
    let live = Self.open(what, &rig, connection: 11, credit: 1)
    let gone = Self.open(what, &rig, connection: 12)
    #expect(rig.items(of: gone).count == 1)
    rig.work([.credit(live, 2)])
    let before = rig.items(of: live).count
    rig.work([isCancelled ? .cancelled(gone) : .gone(loop: 0, connection: 12)])
    #expect(rig.items(of: live).count == before + 1)
    #expect(Self.bytes(rig, live).last == Self.bytes(rig, gone).last)
  }

  @Test(arguments: Repeatable.allCases)
  func `the end of a feed without sent orders has no effect on others`(what: Repeatable) {
    var rig = Self.rig(what)
    let live = Self.open(what, &rig, connection: 11)
    _ = Self.open(what, &rig, connection: 12, credit: 0)
    let before = rig.items(of: live).count
    rig.work([.gone(loop: 0, connection: 12)])
    #expect(rig.items(of: live).count == before)
  }

  @Test func `R-1301: orders go to the newest feed that has credit`() {
    var rig = PayRig([PayRig.declared("N1"), PayRig.declared("N2", sequential: false)])
    let newest = rig.connect(credit: 1)
    rig.pay("N1")
    #expect(rig.debits(newest).count == 1)
    #expect(rig.debits(rig.orders).isEmpty)
    rig.pay("N2")
    #expect(rig.debits(newest).count == 1)
    #expect(rig.debits(rig.orders).count == 1)
  }

  @Test
  func `R-1302: a debit is sent at most once in any order of openings, closings, credit and time`()
  {
    let steps = 6
    let length = 4
    let runs = (0..<length).reduce(1) { count, _ in count * steps }
    for run in 0..<runs {
      var rig = PayRig([PayRig.declared()], connected: false)
      var feeds = [rig.connect(credit: 0)]
      rig.pay()
      var rest = run
      for _ in 0..<length {
        switch rest % steps {
        case 0: feeds.append(rig.connect())
        case 1: feeds.append(rig.connect(credit: 0))
        case 2: rig.base.work([.gone(loop: 0, connection: feeds[feeds.count - 1].connection)])
        case 3: rig.base.work([.gone(loop: 0, connection: feeds[0].connection)])
        case 4: rig.base.work([.credit(feeds[0], 5)])
        default: rig.base.advance(2_000)
        }
        rest /= steps
      }
      let sent = feeds.map { rig.debits($0).count }.reduce(0, +)
      let isOut = rig.attempt.handedOut != nil
      #expect(sent == (isOut ? 1 : 0), "steps \(run): \(sent) debits")
    }
  }

  @Test(arguments: [(7, false), (8, true)])
  func `R-1301: one feed above the limit of a partner and kind ends the oldest`(
    open: Int, ends: Bool
  ) {
    var rig = EngineRig(of: [])
    let feeds = (0..<open).map {
      rig.send(.bank(.orders), as: EngineRig.asBank, connection: UInt64($0))
    }
    let other = rig.send(.bank(.settles), as: EngineRig.asBank, connection: 99)
    #expect(feeds.allSatisfy { rig.outputs[$0] == nil })
    let newest = rig.send(.bank(.orders), as: EngineRig.asBank, connection: 98)
    #expect(rig.engine.volatile.feeds.byKind[.orders(Fixture.bank)]?.count == 8)
    let ended = feeds.filter { address in
      guard case .end(nil)? = rig.outputs[address]?.last else { return false }
      return true
    }
    #expect(ended == (ends ? [feeds[0]] : []))
    #expect(rig.outputs[other] == nil && rig.outputs[newest] == nil)
  }
}
