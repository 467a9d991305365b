import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct LoginIdentityTests {
  private static func person(_ kinds: [(IdentityKind, Bool)], consents: Bool = true) -> Person {
    var person = Fixture.person(1, consents: consents)
    person.identities = kinds.map { Fixture.identity(1, as: $0.0, confirmed: $0.1) }
    return person
  }

  @Test func `L1.5: of several identities one is chosen before entering`() throws {
    var rig = EngineRig.ofOne(Self.person([(.taxClerk, true), (.legalRepresentative, true)]))
    let login = try rig.opened()
    let step = try #require(rig.proveByCode(login).step)
    #expect(step.stage == .identity)
    #expect(step.identities.map(\.kind) == [.legalRepresentative, .taxClerk])
    #expect(step.identities.allSatisfy { $0.employerName == "青岛第1有限公司" })
    let foreign = IdentityChoice(
      login: login, kind: .financeOfficer, registration: Fixture.registration(1))
    #expect(rig.call(.login(.identity(foreign))).code == .identityUnknown)
    let choice = IdentityChoice(
      login: login, kind: .taxClerk, registration: Fixture.registration(1))
    #expect(rig.call(.login(.identity(choice))).step?.session?.identity == .taxClerk)
    #expect(rig.call(.login(.identity(choice))).code == .loginExpired)
  }

  @Test func `L1.5: another employer's identity is not offered and cannot be chosen`() throws {
    var person = Fixture.person(1, at: [1, 2])
    person.identities.append(Fixture.identity(1, as: .taxClerk))
    var rig = EngineRig.ofOne(person, employers: [Fixture.employer(1), Fixture.employer(2)])
    let login = try rig.opened()
    let step = try #require(rig.proveByCode(login).step)
    #expect(step.identities.allSatisfy { $0.registration == Fixture.registration(1) })
    let choice = IdentityChoice(
      login: login, kind: .legalRepresentative, registration: Fixture.registration(2))
    #expect(rig.call(.login(.identity(choice))).code == .identityUnknown)
  }

  @Test func `L1.6: after an SMS code an identity is confirmed by scan, and stays so`() throws {
    var rig = EngineRig.ofOne(Self.person([(.taxClerk, false)]))
    let login = try rig.opened()
    let step = try #require(rig.proveByCode(login).step)
    #expect(step.stage == .confirmation)
    #expect(step.needsScan)
    #expect(step.chosen?.kind == .taxClerk)
    let confirm = Request.login(.confirm(LoginReference(login: login)))
    #expect(rig.call(confirm).code == .scanNeeded)
    let scanned = try #require(try rig.proveByScan(login).step)
    #expect(scanned.stage == .confirmation)
    #expect(!scanned.needsScan)
    #expect(rig.call(confirm).step?.stage == .entered)
    #expect(rig.engine.state.persons[Fixture.resident(1)]?.identities[0].confirmed == true)
    #expect(rig.proveByCode(try rig.opened()).code != .scanNeeded)
  }

  @Test func `L1.6, L1.2: after a scan an identity is confirmed by a word`() throws {
    var rig = EngineRig.ofOne(Self.person([(.taxClerk, false)]))
    let login = try rig.opened()
    let step = try #require(try rig.proveByScan(login, .incomeTaxApp).step)
    #expect(step.stage == .confirmation)
    #expect(!step.needsScan)
    #expect(
      rig.call(.login(.scanStart(ScanStart(login: login, app: .taxApp)))).code == .loginStage)
    #expect(rig.call(.login(.confirm(LoginReference(login: login)))).step?.stage == .entered)
  }

  @Test func `L1.7: the first login asks for both documents, the next for none`() throws {
    var rig = EngineRig.ofOne(Self.person([(.taxClerk, true)], consents: false))
    let login = try rig.opened()
    let step = try #require(rig.proveByCode(login).step)
    #expect(step.stage == .consent)
    #expect(step.consents.map(\.title) == ["个人信息保护告知同意书", "人脸识别服务协议"])
    for document in step.consents {
      let asked = ConsentRequest(document: document.document)
      guard let text = rig.call(.login(.consentText(asked))).reply as? ConsentText else {
        throw EngineRig.Missing.reply
      }
      #expect(text.text.hasPrefix(text.title))
      #expect(text.hash == document.hash)
      #expect(StandInDigests().plain(Array(text.text.utf8)) == text.hash)
      #expect(text.text.utf8.count <= 60_000)
    }
    #expect(rig.call(.login(.consentText(ConsentRequest(document: 3)))).code == .consentStale)
    let part = ConsentAnswer(login: login, accepted: true, documents: [step.consents[0]])
    #expect(rig.call(.login(.consent(part))).code == .consentStale)
    let whole = ConsentAnswer(login: login, accepted: true, documents: step.consents)
    #expect(rig.call(.login(.consent(whole))).step?.stage == .entered)
    rig.advance(60_000)
    #expect(rig.proveByCode(try rig.opened()).step?.stage == .entered)
  }

  @Test func `L1.5: an identity that is gone since it was chosen does not enter`() throws {
    var rig = EngineRig.ofOne(Self.person([(.taxClerk, true)], consents: false))
    let login = try rig.opened()
    let step = try #require(rig.proveByCode(login).step)
    rig.engine.state.persons[Fixture.resident(1)]?.identities = []
    let yes = ConsentAnswer(login: login, accepted: true, documents: step.consents)
    #expect(rig.call(.login(.consent(yes))).code == .identityUnknown)
    #expect(rig.engine.state.sessions.isEmpty)
  }

  @Test func `L1.7: a refused consent ends the login`() throws {
    var rig = EngineRig.ofOne(Self.person([(.taxClerk, true)], consents: false))
    let login = try rig.opened()
    let step = try #require(rig.proveByCode(login).step)
    let no = ConsentAnswer(login: login, accepted: false, documents: step.consents)
    #expect(rig.call(.login(.consent(no))).code == .consentRefused)
    #expect(rig.call(.login(.consent(no))).code == .loginExpired)
    #expect(rig.engine.state.sessions.isEmpty)
  }

  @Test(arguments: [1, 2] as [UInt32])
  func `L1.7: a new version is asked for again, alone`(document: UInt32) throws {
    var person = Fixture.person(1)
    let place = try #require(person.consents.firstIndex { $0.document == document })
    person.consents[place].version = 0
    var rig = EngineRig.ofOne(person)
    let step = try #require(rig.proveByCode(try rig.opened()).step)
    #expect(step.consents.map(\.document) == [document])
  }

  @Test func `T13: a person locked at an employer does not enter it`() throws {
    var employer = Fixture.employer(1)
    let until = EngineRig.start.adding(milliseconds: 180_000)
    employer.locks[Fixture.resident(1)] = PaymentLock(
      resident: Fixture.resident(1), failures: 0, lockedUntil: until)
    var rig = EngineRig.ofOne(employers: [employer])
    let login = try rig.opened()
    let refusal = try #require(rig.proveByCode(login).refusal)
    #expect(refusal.code == .personLocked)
    #expect(refusal.until == until)
    rig.advance(179_999)
    #expect(try rig.proveByScan(login).code == .personLocked)
    rig.advance(1)
    #expect(rig.call(.login(.scanWait(LoginReference(login: login)))).step?.stage == .entered)
  }

  static let inputs: [LoginInput] = [
    .codeEntered, .scanned(.taxApp), .scanned(.incomeTaxApp),
    .chosen(Fixture.identity(1, as: .taxClerk)),
    .confirmed, .consented,
  ]

  /// The inputs that each stage takes, as indices of `inputs`.
  static let taken: [LoginStage: Set<Int>] = [
    .factor: [0, 1, 2], .identity: [3], .confirmation: [1, 2, 4], .consent: [5], .entered: [],
  ]

  @Test(arguments: [LoginStage.factor, .identity, .confirmation, .consent, .entered], 0..<6)
  func `L1.2, L1.5, L1.6, L1.7, R-1401: every stage takes its own inputs only`(
    stage: LoginStage, place: Int
  ) {
    var login = Login(
      id: Id128(high: 0, low: 1), resident: Fixture.resident(1),
      employers: [Fixture.registration(1)], expires: EngineRig.start)
    login.stage = stage
    let held = Fixture.identity(1, as: .taxClerk)
    let facts = LoginMachine.Facts(identities: [held], lacksConsent: false)
    var code: RefusalCode?
    do throws(Refusal) {
      _ = try LoginMachine.advance(Self.inputs[place], login, facts)
    } catch { code = error.code }
    #expect(code == (Self.taken[stage]?.contains(place) == true ? nil : .loginStage))
  }
}
