public import Protocol

/// An identity of a person at an employer (办税人员身份).
public struct IdentityHeld: Message {
  /// The name in the schema.
  public static let name: StaticString = "IdentityHeld"
  /// The employer.
  public var registration: RegistrationNumber
  /// The identity type.
  public var kind: IdentityKind
  /// Whether the person has confirmed it (L1.6).
  public var confirmed: Bool

  /// Makes it of its fields.
  public init(registration: RegistrationNumber, kind: IdentityKind, confirmed: Bool) {
    self.registration = registration
    self.kind = kind
    self.confirmed = confirmed
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct PasswordHash: Message {
  /// The name in the schema.
  public static let name: StaticString = "PasswordHash"
  /// The salt.
  public var salt: [UInt8]
  /// The derived key.
  public var hash: [UInt8]
  /// scrypt's cost N.
  public var n: UInt32
  /// scrypt's r.
  public var r: UInt32
  /// scrypt's p.
  public var p: UInt32

  /// Makes it of its fields.
  public init(salt: [UInt8], hash: [UInt8], n: UInt32, r: UInt32, p: UInt32) {
    self.salt = salt
    self.hash = hash
    self.n = n
    self.r = r
    self.p = p
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct ConsentGiven: Message {
  /// The name in the schema.
  public static let name: StaticString = "ConsentGiven"
  /// Which document.
  public var document: UInt32
  /// Which version of it.
  public var version: UInt32
  /// SHA-256 of the text that was shown.
  public var hash: Digest256
  /// When, real time.
  public var at: Timestamp

  /// Makes it of its fields.
  public init(document: UInt32, version: UInt32, hash: Digest256, at: Timestamp) {
    self.document = document
    self.version = version
    self.hash = hash
    self.at = at
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct WayFailures: Message {
  /// The name in the schema.
  public static let name: StaticString = "WayFailures"
  /// 1 password, 2 SMS code, 3 scan, 4 certificate.
  public var way: UInt32
  /// When, real time; the last five at most.
  public var times: [Timestamp]
  /// The lock's end, real time.
  public var lockedUntil: Timestamp?

  /// Makes it of its fields.
  public init(way: UInt32, times: [Timestamp], lockedUntil: Timestamp? = nil) {
    self.way = way
    self.times = times
    self.lockedUntil = lockedUntil
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      way: c.number32(1, "way", m?.way),
      times: c.values(2, "times", m?.times, max: 8),
      lockedUntil: c.maybe(3, "lockedUntil", m?.lockedUntil))
  }
}

/// A natural person who acts for employers (办税人员).
public struct Person: Message {
  /// The name in the schema.
  public static let name: StaticString = "Person"
  /// 居民身份证号码: the key of a person.
  public var resident: ResidentID
  /// 姓名.
  public var name: String
  /// The login mobile.
  public var mobile: MobileNumber
  /// 用户名, or empty.
  public var user: String
  /// Absent: not activated.
  public var password: PasswordHash?
  /// Identities held.
  public var identities: [IdentityHeld]
  /// Consents given.
  public var consents: [ConsentGiven]
  /// Wrong logins by way.
  public var failures: [WayFailures]
  /// When SMS codes went to the person, real time; a day's at most.
  public var codesSent: [Timestamp]

  /// Makes it of its fields.
  public init(
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

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
