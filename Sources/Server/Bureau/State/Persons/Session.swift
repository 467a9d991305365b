package import Protocol

/// The reason for which a session ended.
package enum SessionEnd: UInt8, Choice {
  package static let typeName: StaticString = "SessionEnd"

  /// Ended by the caller itself (退出登录).
  case logout = 1
  /// Ended by the person: from another session, or by setting the password.
  case ended = 2
  /// Ended by the system: the payment password (支付密码) was locked, or the identity was withdrawn.
  case forced = 3
  /// Idle for too long, or past its end.
  case expired = 4
  /// The oldest one, ended by one login too many at the same employer.
  case replaced = 5
}

/// A session (会话): a clerk signed in for one employer.
package struct Session: Message {
  package static let name: StaticString = "Session"
  /// Public identifier; the token alone proves the session.
  package var id: Id128
  /// SHA-256 of its token (会话令牌).
  package var token: Digest256
  package var resident: ResidentID
  package var registration: RegistrationNumber
  /// The identity chosen at login.
  package var identity: IdentityKind
  /// Real time of its opening.
  package var opened: Timestamp
  /// Real time of its end, however much it is used.
  package var ends: Timestamp
  /// Whether a scan (扫码) has proved the person, at login or as a step-up.
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
