internal import Bureau
internal import Protocol
internal import Store

/// Reads persons (自然人) with their identities, consents and login failures.
struct PersonLoader {
  private let persons: Statement
  private let identities: Statement
  private let consents: Statement
  private let failures: Statement

  init(_ database: Database) throws(LedgerFailure) {
    persons = try Books.prepare(
      database,
      """
      SELECT resident, name, mobile, user, salt, hash, scrypt_n, scrypt_r, scrypt_p, codes_sent
      FROM person WHERE resident = ?
      """)
    identities = try Books.prepare(
      database,
      "SELECT registration, kind, confirmed FROM identity WHERE resident = ? ORDER BY place")
    consents = try Books.prepare(
      database,
      "SELECT document, version, hash, at FROM consent WHERE resident = ? ORDER BY place")
    failures = try Books.prepare(
      database,
      "SELECT way, times, locked_until FROM login_failure WHERE resident = ? ORDER BY place")
  }

  /// Returns the person, nil where there is none.
  func load(_ resident: ResidentID) throws(LedgerFailure) -> Person? {
    let found = try persons.rows("person", { $0.put(resident) }, Self.person)
    guard var person = found.first else { return nil }
    person.identities = try identities.rows("identity", { $0.put(resident) }) {
      (c) throws(LedgerFailure) in
      PersonIdentity(registration: try c.value(), kind: try c.choice(), confirmed: c.flag())
    }
    person.consents = try consents.rows("consent", { $0.put(resident) }) {
      (c) throws(LedgerFailure) in
      ConsentGiven(
        document: c.number32(), version: c.number32(), hash: try c.digest(), at: try c.value())
    }
    person.failures = try failures.rows("login_failure", { $0.put(resident) }) {
      (c) throws(LedgerFailure) in
      WayFailures(way: c.number32(), times: try c.times(), lockedUntil: try c.maybe())
    }
    return person
  }

  private static func person(_ c: inout Cells) throws(LedgerFailure) -> Person {
    var person = Person(
      resident: try c.named(), name: c.text(), mobile: try c.value(), user: c.text(),
      identities: [], consents: [], failures: [], codesSent: [])
    let salt = c.maybeBytes()
    let hash = c.maybeBytes()
    let (n, r, p) = (c.number32(), c.number32(), c.number32())
    if let salt, let hash {
      person.password = PasswordHash(salt: salt, hash: hash, n: n, r: r, p: p)
    }
    person.codesSent = try c.times()
    return person
  }
}
