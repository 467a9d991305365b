internal import Bureau
internal import Protocol
internal import Store

/// Writes persons (自然人) with their identities, consents and login failures.
struct PersonWriter {
  private let person: Statement
  private let dropIdentities: Statement
  private let identity: Statement
  private let dropConsents: Statement
  private let consent: Statement
  private let dropFailures: Statement
  private let failure: Statement

  init(_ database: Database) throws(LedgerFailure) {
    person = try Books.prepare(
      database,
      """
      INSERT INTO person (resident, name, mobile, user, salt, hash, scrypt_n, scrypt_r, scrypt_p,
        codes_sent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (resident) DO UPDATE SET name = excluded.name, mobile = excluded.mobile,
        user = excluded.user, salt = excluded.salt, hash = excluded.hash,
        scrypt_n = excluded.scrypt_n, scrypt_r = excluded.scrypt_r,
        scrypt_p = excluded.scrypt_p, codes_sent = excluded.codes_sent
      """)
    dropIdentities = try Books.prepare(database, "DELETE FROM identity WHERE resident = ?")
    identity = try Books.prepare(
      database,
      """
      INSERT INTO identity (resident, place, registration, kind, confirmed)
      VALUES (?, ?, ?, ?, ?)
      """)
    dropConsents = try Books.prepare(database, "DELETE FROM consent WHERE resident = ?")
    consent = try Books.prepare(
      database,
      """
      INSERT INTO consent (resident, place, document, version, hash, at)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    dropFailures = try Books.prepare(database, "DELETE FROM login_failure WHERE resident = ?")
    failure = try Books.prepare(
      database,
      """
      INSERT INTO login_failure (resident, place, way, times, locked_until)
      VALUES (?, ?, ?, ?, ?)
      """)
  }

  func write(_ after: Person, before: Person?) throws(LedgerFailure) {
    guard before != after else { return }
    try write(after)
    if before?.identities != after.identities { try write(identitiesOf: after) }
    if before?.consents != after.consents { try write(consentsOf: after) }
    if before?.failures != after.failures { try write(failuresOf: after) }
  }

  private func write(_ after: Person) throws(LedgerFailure) {
    try person.run { values in
      values.put(after.resident)
      values.put(after.name)
      values.put(after.mobile)
      values.put(after.user)
      values.put(after.password?.salt)
      values.put(after.password?.hash)
      values.put(maybe: after.password?.n)
      values.put(maybe: after.password?.r)
      values.put(maybe: after.password?.p)
      values.put(after.codesSent)
    }
  }

  private func write(identitiesOf after: Person) throws(LedgerFailure) {
    try dropIdentities.run { $0.put(after.resident) }
    for (place, entry) in after.identities.enumerated() {
      try identity.run { values in
        values.put(after.resident)
        values.put(place)
        values.put(entry.registration)
        values.put(entry.kind)
        values.put(entry.confirmed)
      }
    }
  }

  private func write(consentsOf after: Person) throws(LedgerFailure) {
    try dropConsents.run { $0.put(after.resident) }
    for (place, given) in after.consents.enumerated() {
      try consent.run { values in
        values.put(after.resident)
        values.put(place)
        values.put(given.document)
        values.put(given.version)
        values.put(given.hash)
        values.put(given.at)
      }
    }
  }

  private func write(failuresOf after: Person) throws(LedgerFailure) {
    try dropFailures.run { $0.put(after.resident) }
    for (place, failed) in after.failures.enumerated() {
      try failure.run { values in
        values.put(after.resident)
        values.put(place)
        values.put(failed.way)
        values.put(failed.times)
        values.put(failed.lockedUntil)
      }
    }
  }
}
