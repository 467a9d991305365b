public import Protocol

/// Why a session ended.
public enum SessionEnd: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "SessionEnd"

  /// 1 on the wire.
  case logout = 1
  /// 2 on the wire.
  case ended = 2
  /// 3 on the wire.
  case forced = 3
  /// 4 on the wire.
  case expired = 4
  /// 5 on the wire.
  case replaced = 5
}

/// A login that is complete (会话).
public struct Session: Message {
  /// The name in the schema.
  public static let name: StaticString = "Session"
  /// Names it; not a secret.
  public var id: Id128
  /// SHA-256 of its token.
  public var token: Digest256
  /// The person.
  public var resident: ResidentID
  /// The employer.
  public var registration: RegistrationNumber
  /// The identity entered with.
  public var identity: IdentityKind
  /// When it was opened, real time.
  public var opened: Timestamp
  /// When it ends in any case, real time.
  public var ends: Timestamp
  /// Whether a scan has proved the person in it.
  public var proved: Bool

  /// Makes it of its fields.
  public init(
    id: Id128, token: Digest256, resident: ResidentID, registration: RegistrationNumber,
    identity: IdentityKind, opened: Timestamp, ends: Timestamp, proved: Bool
  ) {
    self.id = id
    self.token = token
    self.resident = resident
    self.registration = registration
    self.identity = identity
    self.opened = opened
    self.ends = ends
    self.proved = proved
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      id: c.id(1, "id", m?.id),
      token: c.digest(2, "token", m?.token),
      resident: c.value(3, "resident", m?.resident),
      registration: c.value(4, "registration", m?.registration),
      identity: c.choice(5, "identity", m?.identity),
      opened: c.value(6, "opened", m?.opened),
      ends: c.value(7, "ends", m?.ends),
      proved: c.flag(8, "proved", m?.proved))
  }
}
