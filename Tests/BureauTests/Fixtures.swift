import Fixtures
import Protocol

@testable import Bureau

extension Fixture {
  /// The n-th person, with a password, all consents and an identity at each employer.
  static func person(
    _ n: UInt64, at employers: [UInt64] = [1], as kind: IdentityKind = .legalRepresentative,
    confirmed: Bool = true, password: String? = "correct horse battery", consents: Bool = true
  ) -> Person {
    var person = person(n, holding: employers.map { identity($0, as: kind, confirmed: confirmed) })
    person.password = password.map { StandInScrypt.hash($0) }
    guard consents else { return person }
    person.consents = ConsentTexts.missing(person, StandInDigests()).map {
      ConsentGiven(document: $0.document, version: $0.version, hash: $0.hash, at: EngineRig.start)
    }
    return person
  }
}

extension EngineRig {
  /// Opens a session for a person at an employer without a login. Puts both on the shelf by their
  /// numbers if they are not there. Returns the caller to call as.
  mutating func signIn(
    _ person: UInt64 = 1, at employer: UInt64 = 1, as kind: IdentityKind = .legalRepresentative,
    proved: Bool = true
  ) -> From {
    let resident = Fixture.resident(person)
    let registration = Fixture.registration(employer)
    if shelf.persons[resident] == nil {
      shelf.put(Fixture.person(person, at: [employer], as: kind))
    }
    if shelf.employers[registration] == nil { shelf.put(Fixture.employer(employer)) }
    let id = Id128(
      high: 0x5E55_1014, low: UInt64(engine.state.sessions.count + entries.count) << 8 | person)
    let token = Array("token \(id)".utf8)
    engine.state.add(
      Fixture.session(
        id, token: StandInDigests().plain(token), of: resident, at: registration, as: kind,
        opened: now.real, ends: now.real.adding(milliseconds: SessionRules.lifeMilliseconds),
        proved: proved))
    engine.volatile.lastUsed[id] = now.real
    return .token(token)
  }
}
