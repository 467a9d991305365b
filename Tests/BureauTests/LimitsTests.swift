import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Named limits of the bureau that belong to no workflow's own tests: at each, and one past it.
@Suite struct LimitsTests {
  @Test(
    arguments: [(Feeds.countMax - 1, nil), (Feeds.countMax, .exhausted)] as [(Int, RefusalCode?)])
  func `so many feeds are open at once`(_ open: Int, _ code: RefusalCode?) {
    var bench = Bench(of: [])
    for number in 0..<UInt64(open) {
      bench.hall.lobby.feeds.open(
        .settles(Fixture.bank), Ticket(loop: 1, connection: number, stream: 1), granted: 0)
    }
    #expect(bench.call(.bank(.orders), as: Bench.asBank).code == code)
    #expect(bench.hall.lobby.feeds.byTicket.count == Feeds.countMax)
    // Whoever is refused may come again when another has gone.
    bench.work([.gone(loop: 1, connection: 0)])
    #expect(bench.call(.bank(.orders), as: Bench.asBank).waiting != nil)
  }

  // MARK: the lobby

  /// What the lobby keeps so much of.
  enum Kept: CaseIterable { case sliders, logins, scans, codes }

  private static func name(_ number: Int) -> Id128 { Id128(high: 0xF111, low: UInt64(number)) }

  /// Fills a part of the lobby with copies of what is there.
  private static func fill(_ kept: Kept, to count: Int, _ bench: inout Bench) {
    switch kept {
    case .sliders:
      let end = bench.now.real.adding(milliseconds: 60_000)
      while bench.hall.lobby.sliders.count < count {
        bench.hall.lobby.sliders[Digest256(1, 2, 3, UInt64(bench.hall.lobby.sliders.count))] = end
      }
    case .logins:
      let one = Fixture.sure(bench.hall.lobby.logins.values.first)
      while bench.hall.lobby.logins.count < count {
        bench.hall.lobby.logins[name(bench.hall.lobby.logins.count)] = one
      }
    case .scans:
      let one = Fixture.sure(bench.hall.lobby.scans.values.first)
      while bench.hall.lobby.scans.count < count {
        bench.hall.lobby.scans[name(bench.hall.lobby.scans.count)] = one
      }
    case .codes:
      let one = Fixture.sure(bench.hall.lobby.codes.values.first)
      while bench.hall.lobby.codes.count < count {
        bench.hall.lobby.codes[name(bench.hall.lobby.codes.count)] = one
      }
    }
  }

  @Test(
    arguments: Kept.allCases,
    [(Lobby.countMax - 1, nil), (Lobby.countMax, .exhausted)] as [(Int, RefusalCode?)])
  func `so much of each is remembered at once, and the next is refused`(
    _ kept: Kept, _ case_: (Int, RefusalCode?)
  ) throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    let reference = LoginReference(login: login)
    _ = try bench.scan(login)
    #expect(bench.call(.login(.codeSend(reference))).reply != nil)
    bench.advance(60_000)
    Self.fill(kept, to: case_.0, &bench)
    let outcome =
      switch kept {
      case .sliders, .logins: try bench.login()
      case .scans: bench.call(.login(.scanStart(ScanStart(login: login, app: .taxApp))))
      case .codes: bench.call(.login(.codeSend(reference)))
      }
    #expect(outcome.code == case_.1)
  }

  // MARK: signing in

  @Test(arguments: [(Entering.identitiesMax, 32), (Entering.identitiesMax + 1, 32)])
  func `so many identities one step lists`(_ held: Int, _ listed: Int) throws {
    let employers = (1...UInt64(held)).map { Fixture.employer($0, taxpayer: Fixture.taxpayer(1)) }
    var bench = Bench.ofOne(
      Fixture.person(1, at: Array(1...UInt64(held))), employers: employers)
    let login = try bench.opened()
    let step = try #require(bench.proveByCode(login).step)
    #expect(step.stage == .identity)
    #expect(step.identities.count == listed)
    #expect(throws: Never.self) { try Protocol.check(step) }
  }

  @Test(arguments: [(1, 1), (9, 9)] as [(UInt64, UInt64)])
  func `of ten codes a day the eleventh is refused until the first is a day old, known or not`(
    _ person: UInt64, _ mobile: UInt64
  ) throws {
    var bench = Bench.ofOne()
    for _ in 0..<Stranger.codesMax {
      _ = try bench.activation(person, mobile: mobile)
      bench.advance(900_000)
    }
    let refused = bench.call(
      .account(.activateStart(try bench.activationStart(person, mobile: mobile))))
    let end = Bench.start.adding(milliseconds: 86_400_000)
    #expect(refused.code == .codeTooSoon && refused.refusal?.until == end)
    bench.advance(end.milliseconds(since: bench.now.real))
    _ = try bench.activation(person, mobile: mobile)
  }

  // MARK: queries

  @Test(arguments: [(QueryView.ticketsMax, 64), (QueryView.ticketsMax + 1, 64)])
  func `so many tickets a row names`(_ paid: Int, _ named: Int) throws {
    let attempts = (1...UInt32(paid)).compactMap {
      Fixture.payer(.succeeded, number: $0).attempts.values.first
    }
    let row = try QueryView.row(Fixture.notice(), attempts.reversed(), on: .paid)
    #expect(row.tickets == (1...UInt32(named)).map { Fixture.ticket($0) })
    #expect(throws: Never.self) { try Protocol.check(row) }
  }

  // MARK: recovery

  @Test(arguments: [RecoveryEnded.firstMax, RecoveryEnded.firstMax + 1])
  func `so many open debits are named by the end of a recovery, and all are counted`(
    _ count: Int
  ) throws {
    var state = State()
    state.recovery = Bench.start
    for number in 1...UInt64(count) {
      state.admit(Fixture.payer(.unknown, number: UInt32(number), of: number))
    }
    let row = try Recovering.end(
      state, officer: "o", open: UInt64(count),
      now: Moment(real: Bench.start, business: Bench.start))
    guard case .realm(.recoveryEnded(let ended)) = Bench.events(of: row).first else {
      Issue.record("no end")
      return
    }
    #expect(ended.open == UInt64(count))
    #expect(ended.first.count == RecoveryEnded.firstMax)
    #expect(ended.first.first == Fixture.ticket(1))
  }
}
