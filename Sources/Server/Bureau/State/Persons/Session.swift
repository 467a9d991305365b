package import Protocol

/// Why a session ended.
package enum SessionEnd: UInt8, Choice {
  package static let typeName: StaticString = "SessionEnd"

  case logout = 1
  case ended = 2
  case forced = 3
  case expired = 4
  case replaced = 5
}

/// A login that is complete (会话).
package struct Session: Message {
  package static let name: StaticString = "Session"
  /// Names it; not a secret.
  package var id: Id128
  /// SHA-256 of its token.
  package var token: Digest256
  package var resident: ResidentID
  package var registration: RegistrationNumber
  /// The identity entered with.
  package var identity: IdentityKind
  /// When it was opened, real time.
  package var opened: Timestamp
  /// When it ends in any case, real time.
  package var ends: Timestamp
  /// Whether a scan has proved the person in it.
  package var proved: Bool

  package init(
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

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
