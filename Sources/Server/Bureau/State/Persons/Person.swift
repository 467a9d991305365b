package import Protocol

/// An identity of a person at an employer (办税人员身份).
package struct IdentityHeld: Message {
  package static let name: StaticString = "IdentityHeld"
  package var registration: RegistrationNumber
  /// The identity type.
  package var kind: IdentityKind
  /// Whether the person has confirmed it (L1.6).
  package var confirmed: Bool

  package init(registration: RegistrationNumber, kind: IdentityKind, confirmed: Bool) {
    self.registration = registration
    self.kind = kind
    self.confirmed = confirmed
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      kind: c.choice(2, "kind", m?.kind),
      confirmed: c.flag(3, "confirmed", m?.confirmed))
  }
}

extension IdentityHeld {
  /// Whether it is the same identity at the same employer, confirmed or not.
  func isSame(as other: IdentityHeld) -> Bool {
    registration == other.registration && kind == other.kind
  }
}

/// A person's password, as scrypt left it.
package struct PasswordHash: Message {
  package static let name: StaticString = "PasswordHash"
  package var salt: [UInt8]
  /// The derived key.
  package var hash: [UInt8]
  /// scrypt's cost N.
  package var n: UInt32
  /// scrypt's r.
  package var r: UInt32
  /// scrypt's p.
  package var p: UInt32

  package init(salt: [UInt8], hash: [UInt8], n: UInt32, r: UInt32, p: UInt32) {
    self.salt = salt
    self.hash = hash
    self.n = n
    self.r = r
    self.p = p
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      salt: c.bytes(1, "salt", m?.salt, max: 32),
      hash: c.bytes(2, "hash", m?.hash, max: 64),
      n: c.number32(3, "n", m?.n),
      r: c.number32(4, "r", m?.r),
      p: c.number32(5, "p", m?.p))
  }
}

/// A consent that the person has given (L1.7).
package struct ConsentGiven: Message {
  package static let name: StaticString = "ConsentGiven"
  /// Which document.
  package var document: UInt32
  /// Which version of it.
  package var version: UInt32
  /// SHA-256 of the text that was shown.
  package var hash: Digest256
  /// When, real time.
  package var at: Timestamp

  package init(document: UInt32, version: UInt32, hash: Digest256, at: Timestamp) {
    self.document = document
    self.version = version
    self.hash = hash
    self.at = at
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      document: c.number32(1, "document", m?.document),
      version: c.number32(2, "version", m?.version),
      hash: c.digest(3, "hash", m?.hash),
      at: c.value(4, "at", m?.at))
  }
}

/// Wrong logins by one way.
package struct WayFailures: Message {
  package static let name: StaticString = "WayFailures"
  /// 1 password, 2 SMS code, 3 scan, 4 certificate.
  package var way: UInt32
  /// When, real time; the last five at most.
  package var times: [Timestamp]
  /// The lock's end, real time.
  package var lockedUntil: Timestamp?

  package init(way: UInt32, times: [Timestamp], lockedUntil: Timestamp? = nil) {
    self.way = way
    self.times = times
    self.lockedUntil = lockedUntil
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      way: c.number32(1, "way", m?.way),
      times: c.values(2, "times", m?.times, max: 8),
      lockedUntil: c.maybe(3, "lockedUntil", m?.lockedUntil))
  }
}

/// A natural person who acts for employers (办税人员).
package struct Person: Message {
  package static let name: StaticString = "Person"
  /// 居民身份证号码: the key of a person.
  package var resident: ResidentID
  /// 姓名.
  package var name: String
  /// The login mobile.
  package var mobile: MobileNumber
  /// 用户名, or empty.
  package var user: String
  /// Absent: not activated.
  package var password: PasswordHash?
  package var identities: [IdentityHeld]
  package var consents: [ConsentGiven]
  /// Wrong logins by way.
  package var failures: [WayFailures]
  /// When SMS codes went to the person, real time; a day's at most.
  package var codesSent: [Timestamp]

  package init(
    resident: ResidentID, name: String, mobile: MobileNumber, user: String,
    password: PasswordHash? = nil, identities: [IdentityHeld], consents: [ConsentGiven],
    failures: [WayFailures], codesSent: [Timestamp]
  ) {
    self.resident = resident
    self.name = name
    self.mobile = mobile
    self.user = user
    self.password = password
    self.identities = identities
    self.consents = consents
    self.failures = failures
    self.codesSent = codesSent
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      name: c.text(2, "name", m?.name, max: 100),
      mobile: c.value(3, "mobile", m?.mobile),
      user: c.text(4, "user", m?.user, max: 32),
      password: c.maybe(5, "password", m?.password),
      identities: c.list(6, "identities", m?.identities, max: 64),
      consents: c.list(7, "consents", m?.consents, max: 16),
      failures: c.list(8, "failures", m?.failures, max: 8),
      codesSent: c.values(9, "codesSent", m?.codesSent, max: 16))
  }
}
