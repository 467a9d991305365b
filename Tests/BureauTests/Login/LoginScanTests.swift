import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct LoginScanTests {
  @Test(arguments: [ScanApp.taxApp, .incomeTaxApp])
  func `L1.2, L1.3: a scan by either app lets in, and proves the person`(app: ScanApp) throws {
    var rig = EngineRig.ofOne()
    let session = try #require(try rig.proveByScan(try rig.opened(), app).step?.session)
    guard let me = rig.call(.session(.whoami), as: .token(session.token)).reply as? WhoAmI
    else {
      throw EngineRig.Missing.reply
    }
    #expect(me.proved)
  }

  @Test func `L1.3: the clerk's client waits until the app has answered`() throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    let challenge = try rig.scan(login)
    #expect((10...99).contains(challenge.digits))
    let wait = rig.send(.login(.scanWait(LoginReference(login: login))))
    #expect(rig.outcome(of: wait).waiting != nil)
    _ = rig.call(.app(.scanAnswer(rig.answer(challenge))), as: .credential(.app(.taxApp)))
    #expect(rig.outcome(of: wait).step?.stage == .entered)
  }

  @Test func `R-1405: a wait without an answer ends with the present state`() throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    _ = try rig.scan(login)
    let wait = rig.send(.login(.scanWait(LoginReference(login: login))))
    rig.advance(9_750)
    #expect(rig.outcome(of: wait).step?.stage == .factor)
  }

  enum Fault: CaseIterable {
    case otherApp, otherPerson, otherEmployer, noEmployer, digits, forged, late, twice, rejected
  }

  @Test(arguments: Fault.allCases)
  func `L1.3, R-1404: only its own app, person, employer and digits answer a scan`(fault: Fault)
    throws
  {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    let scan = try rig.scan(login)
    var app = ScanApp.taxApp
    var answer = rig.answer(scan)
    var code: RefusalCode?
    switch fault {
    case .otherApp: (app, code) = (.incomeTaxApp, .scanWrongApp)
    case .otherPerson: (answer, code) = (rig.answer(scan, person: 2), .scanOtherPerson)
    case .otherEmployer: (answer, code) = (rig.answer(scan, employer: 2), .scanOtherEmployer)
    case .noEmployer: (answer, code) = (rig.answer(scan, employer: nil), .scanOtherEmployer)
    case .digits: (answer, code) = (rig.answer(scan, digits: scan.digits ^ 1), .scanWrongDigits)
    case .forged:
      let qr = String(scan.qr.dropLast()) + (scan.qr.hasSuffix("0") ? "1" : "0")
      let forged = ScanChallenge(qr: qr, digits: scan.digits, expires: scan.expires)
      (answer, code) = (rig.answer(forged), .scanExpired)
    case .late:
      rig.advance(90_000)
      code = .scanExpired
    case .twice:
      _ = rig.call(.app(.scanAnswer(answer)), as: .credential(.app(app)))
      code = .scanUsed
    case .rejected: answer = rig.answer(scan, approved: false, employer: nil)
    }
    let outcome = rig.call(.app(.scanAnswer(answer)), as: .credential(.app(app)))
    #expect(outcome.code == code)
    if code != nil {
      let refusal = try #require(outcome.refusal)
      #expect(!refusal.text.isEmpty && !refusal.next.isEmpty)
    }
    guard fault == .digits || fault == .rejected else { return }
    let wait = LoginReference(login: login)
    #expect(rig.call(.login(.scanWait(wait))).code == .scanRefused)
    let again = rig.call(.app(.scanAnswer(rig.answer(scan))), as: .credential(.app(.taxApp)))
    #expect(again.code == .scanUsed)
  }

  @Test
  func `L1.3, R-1404: a scan is good until its last millisecond, and its answer after that`() throws
  {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    let scan = try rig.scan(login)
    rig.advance(89_999)
    #expect(
      rig.call(.app(.scanAnswer(rig.answer(scan))), as: .credential(.app(.taxApp))).reply != nil
    )
    rig.advance(60_000)
    let step = rig.call(.login(.scanWait(LoginReference(login: login)))).step
    #expect(step?.stage == .entered)
  }

  @Test func `R-1404: a scan's text is 32 and 16 hexadecimal digits behind its prefix`() throws {
    var rig = EngineRig.ofOne()
    let parts = try rig.scan(try rig.opened()).qr.split(separator: ":").map(String.init)
    #expect(parts.prefix(2) == ["shebao", "scan"])
    #expect(parts.dropFirst(2).map(\.count) == [32, 16])
    #expect(parts.dropFirst(2).joined().allSatisfy { "0123456789abcdef".contains($0) })
  }

  @Test func `a newer scan of the login ends the one before`() throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    let first = try rig.scan(login)
    _ = try rig.scan(login, .incomeTaxApp)
    let answer = rig.call(.app(.scanAnswer(rig.answer(first))), as: .credential(.app(.taxApp)))
    #expect(answer.code == .scanExpired)
    #expect(rig.engine.volatile.scans.count == 1)
  }

  @Test func `the app shows what it would approve`() throws {
    var rig = EngineRig.ofOne()
    let scan = try rig.scan(try rig.opened())
    let look = rig.call(.app(.scanLook(ScanLook(qr: scan.qr))), as: .credential(.app(.taxApp)))
    guard let terms = look.reply as? ScanTerms else { throw EngineRig.Missing.reply }
    #expect(terms.employerName == "青岛第1有限公司")
    #expect(terms.purpose == "登录电子税务局")
    #expect(rig.call(.app(.scanLook(ScanLook(qr: scan.qr)))).code == .wrongRole)
  }

  @Test(arguments: ["", "shebao:scan:", "shebao:scan:00:00", "x:y:z:w", ":::"])
  func `R-1404: a text that is not a scan's is refused`(qr: String) {
    var rig = EngineRig.ofOne()
    let look = rig.call(.app(.scanLook(ScanLook(qr: qr))), as: .credential(.app(.taxApp)))
    #expect(look.code == .scanExpired)
  }

  @Test func `the wait that enters rests on the session's operation, whatever token came with it`()
    throws
  {
    var rig = EngineRig.ofOne()
    let clerk = rig.signIn()
    let login = try rig.opened()
    let scan = try rig.scan(login)
    _ = rig.call(.app(.scanAnswer(rig.answer(scan))), as: .credential(.app(.taxApp)))
    let wait = EngineRig.start.adding(milliseconds: 10_000)
    guard case .token(let token) = clerk else { throw EngineRig.Missing.reply }
    let incoming = IncomingRequest(
      address: ReplyAddress(loop: 9, connection: 9, stream: 9), credential: .none,
      token: StandInDigests().plain(token), key: nil, digest: nil, deadline: wait, credit: 0,
      request: .login(.scanWait(LoginReference(login: login))))
    let before = rig.engine.state.sequence
    _ = rig.engine.work([.request(incoming)], now: rig.now.real, books: before)
    #expect(rig.engine.release(durable: before).isEmpty)
    #expect(rig.engine.release(durable: before + 1).count == 1)
  }
}
