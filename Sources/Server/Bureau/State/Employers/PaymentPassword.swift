package import Protocol

/// An employer's payment password (支付密码).
package struct PaymentPassword: Message {
  package static let name: StaticString = "PaymentPassword"
  /// Keyed digest over salt and password; nil: none is set (T14).
  package var digest: Digest256?
  /// Random salt of ``digest``.
  package var salt: Id128?
  /// Whether its use is switched off (A6).
  package var off: Bool

  package init(digest: Digest256? = nil, salt: Id128? = nil, off: Bool) {
    self.digest = digest
    self.salt = salt
    self.off = off
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      digest: c.maybe(1, "digest", m?.digest),
      salt: c.maybe(2, "salt", m?.salt),
      off: c.flag(3, "off", m?.off))
  }
}

/// The count of a person's wrong payment passwords at one employer, and the lock that follows
/// (T13).
package struct PaymentLock: Message {
  package static let name: StaticString = "PaymentLock"
  package var resident: ResidentID
  /// Wrong passwords since the last right one or the last lock.
  package var failures: UInt32
  /// The end of the lock, real time.
  package var lockedUntil: Timestamp?

  package init(resident: ResidentID, failures: UInt32, lockedUntil: Timestamp? = nil) {
    self.resident = resident
    self.failures = failures
    self.lockedUntil = lockedUntil
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      resident: c.value(1, "resident", m?.resident),
      failures: c.number32(2, "failures", m?.failures),
      lockedUntil: c.maybe(3, "lockedUntil", m?.lockedUntil))
  }
}
