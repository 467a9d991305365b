import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Limits of the bureau that the tests of no workflow cover: each at its value and one above it.
@Suite struct LimitsTests {
  @Test(
    arguments: [(FeedTable.countMax - 1, nil), (FeedTable.countMax, .exhausted)]
      as [(Int, RefusalCode?)])
  func `one feed above the limit is refused until another closes`(_ open: Int, _ code: RefusalCode?)
  {
    var rig = EngineRig(of: [])
    for number in 0..<UInt64(open) {
      rig.engine.volatile.feeds.open(
        .settles(Fixture.bank), ReplyAddress(loop: 1, connection: number, stream: 1), granted: 0)
    }
    #expect(rig.call(.bank(.orders), as: EngineRig.asBank).code == code)
    #expect(rig.engine.volatile.feeds.byAddress.count == FeedTable.countMax)
    // The refused feed may be opened once another has closed.
    rig.work([.gone(loop: 1, connection: 0)])
    #expect(rig.call(.bank(.orders), as: EngineRig.asBank).waiting != nil)
  }

  // MARK: the volatile state

  /// The maps of the volatile state that have a limit.
  enum Kept: CaseIterable { case sliders, logins, scans, codes }

  private static func name(_ number: Int) -> Id128 { Id128(high: 0xF111, low: UInt64(number)) }

  /// Fills a map of the volatile state with copies of an entry.
  private static func fill(_ kept: Kept, to count: Int, _ rig: inout EngineRig) {
    switch kept {
    case .sliders:
      let end = rig.now.real.adding(milliseconds: 60_000)
      while rig.engine.volatile.sliders.count < count {
        rig.engine.volatile.sliders[Digest256(1, 2, 3, UInt64(rig.engine.volatile.sliders.count))] =
          end
      }
    case .logins:
      let one = Fixture.sure(rig.engine.volatile.logins.values.first)
      while rig.engine.volatile.logins.count < count {
        rig.engine.volatile.logins[name(rig.engine.volatile.logins.count)] = one
      }
    case .scans:
      let one = Fixture.sure(rig.engine.volatile.scans.values.first)
      while rig.engine.volatile.scans.count < count {
        rig.engine.volatile.scans[name(rig.engine.volatile.scans.count)] = one
      }
    case .codes:
      let one = Fixture.sure(rig.engine.volatile.codes.values.first)
      while rig.engine.volatile.codes.count < count {
        rig.engine.volatile.codes[name(rig.engine.volatile.codes.count)] = one
      }
    }
  }

  @Test(
    arguments: Kept.allCases,
    [(VolatileState.countMax - 1, nil), (VolatileState.countMax, .exhausted)]
      as [(Int, RefusalCode?)])
  func `a map of the volatile state holds at most countMax entries`(
    _ kept: Kept, _ case_: (Int, RefusalCode?)
  ) throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    let reference = LoginReference(login: login)
    _ = try rig.scan(login)
    #expect(rig.call(.login(.codeSend(reference))).reply != nil)
    rig.advance(60_000)
    Self.fill(kept, to: case_.0, &rig)
    let outcome =
      switch kept {
      case .sliders, .logins: try rig.login()
      case .scans: rig.call(.login(.scanStart(ScanStart(login: login, app: .taxApp))))
      case .codes: rig.call(.login(.codeSend(reference)))
      }
    #expect(outcome.code == case_.1)
  }

  // MARK: signing in

  @Test(arguments: [(Entering.identitiesMax, 32), (Entering.identitiesMax + 1, 32)])
  func `a login step lists at most 32 identities`(_ held: Int, _ listed: Int) throws {
    let employers = (1...UInt64(held)).map { Fixture.employer($0, taxpayer: Fixture.taxpayer(1)) }
    var rig = EngineRig.ofOne(
      Fixture.person(1, at: Array(1...UInt64(held))), employers: employers)
    let login = try rig.opened()
    let step = try #require(rig.proveByCode(login).step)
    #expect(step.stage == .identity)
    #expect(step.identities.count == listed)
    #expect(throws: Never.self) { try Protocol.check(step) }
  }

  @Test(arguments: [(1, 1), (9, 9)] as [(UInt64, UInt64)])
  func `the eleventh code is refused until the first is a day old, known or not`(
    _ person: UInt64, _ mobile: UInt64
  ) throws {
    var rig = EngineRig.ofOne()
    for _ in 0..<UnknownLogin.codesMax {
      _ = try rig.activation(person, mobile: mobile)
      rig.advance(900_000)
    }
    let refused = rig.call(
      .account(.activateStart(try rig.activationStart(person, mobile: mobile))))
    let end = EngineRig.start.adding(milliseconds: 86_400_000)
    #expect(refused.code == .codeTooSoon && refused.refusal?.until == end)
    rig.advance(end.milliseconds(since: rig.now.real))
    _ = try rig.activation(person, mobile: mobile)
  }

  // MARK: queries

  @Test(arguments: [(QueryRows.ticketsMax, 64), (QueryRows.ticketsMax + 1, 64)])
  func `a row of a query names at most 64 tickets`(_ paid: Int, _ named: Int) throws {
    let attempts = (1...UInt32(paid)).compactMap {
      Fixture.payer(.succeeded, number: $0).attempts.values.first
    }
    let row = try QueryRows.row(Fixture.notice(), attempts.reversed(), on: .paid)
    #expect(row.tickets == (1...UInt32(named)).map { Fixture.ticket($0) })
    #expect(throws: Never.self) { try Protocol.check(row) }
  }

  // MARK: recovery

  @Test(arguments: [RecoveryEnded.firstMax, RecoveryEnded.firstMax + 1])
  func `the end of a recovery names at most firstMax open debits and counts all`(
    _ count: Int
  ) throws {
    var state = State()
    state.recovery = EngineRig.start
    for number in 1...UInt64(count) {
      state.load(Fixture.payer(.unknown, number: UInt32(number), of: number))
    }
    let row = try Recovering.end(
      state, officer: "o", open: UInt64(count),
      now: Moment(real: EngineRig.start, business: EngineRig.start))
    guard case .realm(.recoveryEnded(let ended)) = EngineRig.events(of: row).first else {
      Issue.record("no end")
      return
    }
    #expect(ended.open == UInt64(count))
    #expect(ended.first.count == RecoveryEnded.firstMax)
    #expect(ended.first.first == Fixture.ticket(1))
  }
}
