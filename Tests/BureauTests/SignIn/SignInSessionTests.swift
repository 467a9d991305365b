import Protocol
import Testing

@testable import Bureau

@Suite struct SignInSessionTests {
  @Test func `a fourth login ends the oldest session of the person there`() throws {
    var bench = Bench.ofOne()
    var tokens: [[UInt8]] = []
    for _ in 0..<4 {
      bench.advance(60_000)
      let session = try #require(bench.proveByCode(try bench.opened()).step?.session)
      tokens.append(session.token)
    }
    #expect(bench.call(.whoami, as: .token(tokens[0])).code == .notSignedIn)
    guard case .sessionList(let list) = bench.call(.sessionList, as: .token(tokens[3])).reply else {
      throw Bench.Missing.reply
    }
    #expect(list.sessions.count == SessionRules.sessionsMax)
    #expect(list.sessions.map(\.current) == [false, false, true])
    let ended = SessionReference(session: list.sessions[0].session)
    #expect(bench.call(.sessionEnd(ended), as: .token(tokens[3])).reply != nil)
    #expect(bench.call(.whoami, as: .token(tokens[1])).code == .notSignedIn)
    #expect(bench.call(.sessionEnd(ended), as: .token(tokens[3])).code == .sessionNotFound)
  }

  // R-1205
  @Test func `a person has one opaque name at each employer and login, others have others`() throws
  {
    var bench = Bench.ofOne()
    let first = try #require(bench.proveByCode(try bench.opened()).step?.session)
    bench.advance(60_000)
    let again = try #require(bench.proveByCode(try bench.opened()).step?.session)
    #expect(first.personId == again.personId)
    #expect(first.token != again.token)
    let names = Set((1...64).map { Entering.name(of: Fixture.resident($0), StandInDigests()) })
    #expect(names.count == 64)
    #expect(names.contains(first.personId))
    let elsewhere = Entering.name(of: Fixture.resident(1), StandInDigests(pepper: 1))
    #expect(!names.contains(elsewhere))
  }

  @Test func `another's session and another employer's are not found`() {
    var bench = Bench()
    bench.shelf.put(Fixture.person(1, at: [1, 2]))
    let mine = bench.signIn(1, at: 1)
    _ = bench.signIn(1, at: 2)
    _ = bench.signIn(2, at: 1)
    for session in bench.hall.state.sessions.values
    where session.resident != Fixture.resident(1)
      || session.registration != Fixture.registration(1)
    {
      let named = SessionReference(session: session.id)
      #expect(bench.call(.sessionEnd(named), as: mine).code == .sessionNotFound)
    }
    #expect(bench.hall.state.sessions.count == 3)
  }

  @Test func `logout ends the session that asks`() {
    var bench = Bench()
    let clerk = bench.signIn()
    #expect(bench.call(.logout, as: clerk).reply == .done(Done(text: "已退出登录")))
    #expect(bench.call(.whoami, as: clerk).code == .notSignedIn)
    #expect(bench.call(.logout, as: clerk).code == .notSignedIn)
  }

  // R-1403
  @Test(arguments: [(1_799_999, true), (1_800_000, false)])
  func `a session ends after 30 idle minutes`(idle: Int64, lives: Bool) {
    var bench = Bench()
    let clerk = bench.signIn()
    bench.advance(idle)
    #expect((bench.call(.whoami, as: clerk).reply != nil) == lives)
  }

  @Test func `a scan proves the person within a session`() throws {
    var bench = Bench()
    let clerk = bench.signIn(as: .taxClerk, proved: false)
    #expect(bench.call(.stepupWait, as: clerk).code == .scanExpired)
    let started = bench.call(.stepupStart(StepUpStart(app: .taxApp)), as: clerk).reply
    guard case .scanChallenge(let scan) = started else { throw Bench.Missing.reply }
    let wait = bench.send(.stepupWait, as: clerk)
    #expect(bench.outcome(of: wait).waiting != nil)
    let answer = bench.answer(scan)
    #expect(bench.call(.appScanAnswer(answer), as: .credential(.app(.taxApp))).reply != nil)
    #expect(bench.outcome(of: wait).reply == .stepUpState(StepUpState(proved: true)))
    #expect(bench.call(.stepupWait, as: clerk).reply == .stepUpState(StepUpState(proved: true)))
  }

  @Test func `a step-up that is refused says so, and one for an ended session is dead`() throws {
    var bench = Bench()
    let clerk = bench.signIn(as: .taxClerk, proved: false)
    for isRefused in [true, false] {
      let started = bench.call(.stepupStart(StepUpStart(app: .incomeTaxApp)), as: clerk).reply
      guard case .scanChallenge(let scan) = started else { throw Bench.Missing.reply }
      let app = Bench.From.credential(.app(.incomeTaxApp))
      if isRefused {
        let no = bench.answer(scan, approved: false)
        #expect(bench.call(.appScanAnswer(no), as: app).reply != nil)
        #expect(bench.call(.stepupWait, as: clerk).code == .scanRefused)
      } else {
        #expect(bench.call(.logout, as: clerk).reply != nil)
        #expect(bench.call(.appScanAnswer(bench.answer(scan)), as: app).code == .scanExpired)
      }
    }
  }

  static let identities: [IdentityKind] = [
    .legalRepresentative, .financeOfficer, .taxClerk, .administrator, .socialInsuranceClerk,
    .invoiceClerk, .salesperson,
  ]

  /// What each identity may not do: nothing, changes, or anything of fees.
  @Test(arguments: identities, [true, false])
  func `every identity may call just the methods of its row`(
    identity: IdentityKind, proved: Bool
  ) {
    let session = Session(
      id: Id128(high: 0, low: 1), token: .zero, resident: Fixture.resident(1),
      registration: Fixture.registration(1), identity: identity, opened: Bench.start,
      ends: Bench.start, proved: proved)
    for method in Method.allCases {
      var code: RefusalCode?
      do throws(Refusal) { try Permissions.check(method, session) } catch { code = error.code }
      #expect(code == Self.expected(identity, method, proved: proved), "\(method.name)")
    }
  }

  private static func expected(
    _ identity: IdentityKind, _ method: Method, proved: Bool
  ) -> RefusalCode? {
    guard method.audience == .clerk else { return .wrongRole }
    let own: Set<Method> = [
      .logout, .whoami, .sessionList, .sessionEnd, .stepupStart, .stepupWait,
    ]
    let guarded: Set<Method> = [
      .agreementAdd, .agreementDelete, .agreementAutopay, .paymentPasswordSet,
      .paymentPasswordUse,
    ]
    let changes = guarded.union([.declareSave, .declareVoid, .payAgreement, .paymentPasswordCode])
    switch identity {
    case .legalRepresentative, .financeOfficer: return nil
    case .taxClerk, .socialInsuranceClerk:
      return guarded.contains(method) && !proved ? .stepUpNeeded : nil
    case .administrator: return changes.contains(method) ? .notPermitted : nil
    case .invoiceClerk, .salesperson: return own.contains(method) ? nil : .notPermitted
    }
  }
}
