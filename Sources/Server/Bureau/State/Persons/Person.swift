package import Protocol

/// An identity (办税人员身份) of a person at one employer.
package struct PersonIdentity: Message {
  package static let name: StaticString = "IdentityHeld"
  package var registration: RegistrationNumber
  /// 办税人员身份类型.
  package var kind: IdentityKind
  /// Whether the person has confirmed it (确认身份, L1.6).
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

extension PersonIdentity {
  /// Whether both are the same identity type at the same employer; confirmation is ignored.
  func isSame(as other: PersonIdentity) -> Bool {
    registration == other.registration && kind == other.kind
  }
}

/// The key that scrypt derived from a person's password, with its parameters (RFC 7914).
package struct PasswordHash: Message {
  package static let name: StaticString = "PasswordHash"
  package var salt: [UInt8]
  /// The derived key.
  package var hash: [UInt8]
  /// CPU and memory cost N.
  package var n: UInt32
  /// Block size r.
  package var r: UInt32
  /// Parallelisation p.
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

/// A person's consent (告知同意书) to one document (L1.7).
package struct ConsentGiven: Message {
  package static let name: StaticString = "ConsentGiven"
  /// The document's number, as in `ConsentTexts`.
  package var document: UInt32
  /// The document's version.
  package var version: UInt32
  /// SHA-256 of the text that was shown.
  package var hash: Digest256
  /// Real time of the consent.
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

/// Wrong logins by one way, which lock that way (锁定).
package struct WayFailures: Message {
  package static let name: StaticString = "WayFailures"
  /// A raw value of `LoginWay`: 1 for the password, 2 for the SMS code.
  package var way: UInt32
  /// Real times of the last errors, at most five.
  package var times: [Timestamp]
  /// The end of the lock, real time.
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

/// A natural person (自然人) who acts for employers as a clerk (办税人员).
package struct Person: Message {
  package static let name: StaticString = "Person"
  /// The resident ID (居民身份证号码), the key of a person.
  package var resident: ResidentID
  /// 姓名.
  package var name: String
  /// The mobile number (手机号码), for signing in and for SMS codes.
  package var mobile: MobileNumber
  /// The user name (用户名), or empty.
  package var user: String
  /// The password's hash; nil: the account is not activated (账户激活).
  package var password: PasswordHash?
  package var identities: [PersonIdentity]
  package var consents: [ConsentGiven]
  /// Wrong logins, one element for each way.
  package var failures: [WayFailures]
  /// Real times of the SMS codes sent in the last day.
  package var codesSent: [Timestamp]

  package init(
    resident: ResidentID, name: String, mobile: MobileNumber, user: String,
    password: PasswordHash? = nil, identities: [PersonIdentity], consents: [ConsentGiven],
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
