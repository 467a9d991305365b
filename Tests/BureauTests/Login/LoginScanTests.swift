import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct LoginScanTests {
  @Test(arguments: [ScanApp.taxApp, .incomeTaxApp])
  func `L1.2, L1.3: a scan by either app lets in, and proves the person`(app: ScanApp) throws {
    var bench = Bench.ofOne()
    let session = try #require(try bench.proveByScan(try bench.opened(), app).step?.session)
    guard let me = bench.call(.session(.whoami), as: .token(session.token)).reply as? WhoAmI
    else {
      throw Bench.Missing.reply
    }
    #expect(me.proved)
  }

  @Test func `L1.3: the clerk's client waits until the app has answered`() throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    let challenge = try bench.scan(login)
    #expect((10...99).contains(challenge.digits))
    let wait = bench.send(.login(.scanWait(LoginReference(login: login))))
    #expect(bench.outcome(of: wait).waiting != nil)
    _ = bench.call(.app(.scanAnswer(bench.answer(challenge))), as: .credential(.app(.taxApp)))
    #expect(bench.outcome(of: wait).step?.stage == .entered)
  }

  // R-1405
  @Test func `a wait that nobody answers says what there is`() throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    _ = try bench.scan(login)
    let wait = bench.send(.login(.scanWait(LoginReference(login: login))))
    bench.advance(9_750)
    #expect(bench.outcome(of: wait).step?.stage == .factor)
  }

  enum Fault: CaseIterable {
    case otherApp, otherPerson, otherEmployer, noEmployer, digits, forged, late, twice, rejected
  }

  @Test(arguments: Fault.allCases)
  func `L1.3: only its own app, person, employer and digits answer a scan`(fault: Fault) throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    let scan = try bench.scan(login)
    var app = ScanApp.taxApp
    var answer = bench.answer(scan)
    var code: RefusalCode?
    switch fault {
    case .otherApp: (app, code) = (.incomeTaxApp, .scanWrongApp)
    case .otherPerson: (answer, code) = (bench.answer(scan, person: 2), .scanOtherPerson)
    case .otherEmployer: (answer, code) = (bench.answer(scan, employer: 2), .scanOtherEmployer)
    case .noEmployer: (answer, code) = (bench.answer(scan, employer: nil), .scanOtherEmployer)
    case .digits: (answer, code) = (bench.answer(scan, digits: scan.digits ^ 1), .scanWrongDigits)
    case .forged:
      let qr = String(scan.qr.dropLast()) + (scan.qr.hasSuffix("0") ? "1" : "0")
      let forged = ScanChallenge(qr: qr, digits: scan.digits, expires: scan.expires)
      (answer, code) = (bench.answer(forged), .scanExpired)
    case .late:
      bench.advance(ScanMaking.lifeMilliseconds)
      code = .scanExpired
    case .twice:
      _ = bench.call(.app(.scanAnswer(answer)), as: .credential(.app(app)))
      code = .scanUsed
    case .rejected: answer = bench.answer(scan, approved: false, employer: nil)
    }
    let outcome = bench.call(.app(.scanAnswer(answer)), as: .credential(.app(app)))
    #expect(outcome.code == code)
    #expect(outcome.refusal.map { !$0.text.isEmpty && !$0.next.isEmpty } ?? true)
    guard fault == .digits || fault == .rejected else { return }
    let wait = LoginReference(login: login)
    #expect(bench.call(.login(.scanWait(wait))).code == .scanRefused)
    let again = bench.call(.app(.scanAnswer(bench.answer(scan))), as: .credential(.app(.taxApp)))
    #expect(again.code == .scanUsed)
  }

  // R-1404
  @Test func `L1.3: a scan is good until its last millisecond, and its answer after that`() throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    let scan = try bench.scan(login)
    bench.advance(ScanMaking.lifeMilliseconds - 1)
    #expect(
      bench.call(.app(.scanAnswer(bench.answer(scan))), as: .credential(.app(.taxApp))).reply != nil
    )
    bench.advance(60_000)
    let step = bench.call(.login(.scanWait(LoginReference(login: login)))).step
    #expect(step?.stage == .entered)
  }

  @Test func `a newer scan of the login ends the one before`() throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    let first = try bench.scan(login)
    _ = try bench.scan(login, .incomeTaxApp)
    let answer = bench.call(.app(.scanAnswer(bench.answer(first))), as: .credential(.app(.taxApp)))
    #expect(answer.code == .scanExpired)
    #expect(bench.hall.lobby.scans.count == 1)
  }

  @Test func `the app shows what it would approve`() throws {
    var bench = Bench.ofOne()
    let scan = try bench.scan(try bench.opened())
    let look = bench.call(.app(.scanLook(ScanLook(qr: scan.qr))), as: .credential(.app(.taxApp)))
    guard let terms = look.reply as? ScanTerms else { throw Bench.Missing.reply }
    #expect(terms.employerName == "青岛第1有限公司")
    #expect(terms.purpose == "登录电子税务局")
    #expect(bench.call(.app(.scanLook(ScanLook(qr: scan.qr)))).code == .wrongRole)
  }

  // R-1404
  @Test(arguments: ["", "shebao:scan:", "shebao:scan:00:00", "x:y:z:w", ":::"])
  func `a text that is no scan's is refused`(qr: String) {
    var bench = Bench.ofOne()
    let look = bench.call(.app(.scanLook(ScanLook(qr: qr))), as: .credential(.app(.taxApp)))
    #expect(look.code == .scanExpired)
  }

  @Test func `the wait that enters rests on the session's operation, whatever token came with it`()
    throws
  {
    var bench = Bench.ofOne()
    let clerk = bench.signIn()
    let login = try bench.opened()
    let scan = try bench.scan(login)
    _ = bench.call(.app(.scanAnswer(bench.answer(scan))), as: .credential(.app(.taxApp)))
    let wait = Bench.start.adding(milliseconds: 10_000)
    guard case .token(let token) = clerk else { throw Bench.Missing.reply }
    let incoming = Incoming(
      ticket: Ticket(loop: 9, connection: 9, stream: 9), credential: .none,
      token: StandInDigests().plain(token), key: nil, digest: nil, deadline: wait, credit: 0,
      request: .login(.scanWait(LoginReference(login: login))))
    let before = bench.hall.state.sequence
    _ = bench.hall.work([.request(incoming)], now: bench.now.real, books: before)
    #expect(bench.hall.release(durable: before).isEmpty)
    #expect(bench.hall.release(durable: before + 1).count == 1)
  }
}
