package import Protocol

/// A withholding agreement (委托扣款协议), as the bureau keeps it.
package struct AgreementState: Message {
  package static let name: StaticString = "AgreementState"
  /// The fields that the clerk entered; they have the field numbers 1 to 9.
  package var entered: AgreementAdd
  /// Its state; `AgreementTable` has the transitions.
  package var status: AgreementStatus
  /// Whether auto-payment (自动缴费) is on (A4).
  package var automatic: Bool
  /// The business day on which it was entered.
  package var added: BusinessDate
  /// The last order that the bank was given for it.
  package var order: Id128
  /// Digest over the terms of ``order``.
  package var digest: Digest256
  /// The bank's reason for refusing, or empty.
  package var reason: String
  /// The person who asked for ``order``, notified of its outcome.
  package var person: ResidentID

  /// The agreement's number (协议书号), the key among an employer's agreements.
  package var number: AgreementNumber { entered.number }

  package init(
    entered: AgreementAdd, status: AgreementStatus, automatic: Bool, added: BusinessDate,
    order: Id128, digest: Digest256, reason: String, person: ResidentID
  ) {
    self.entered = entered
    self.status = status
    self.automatic = automatic
    self.added = added
    self.order = order
    self.digest = digest
    self.reason = reason
    self.person = person
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      entered: AgreementAdd.fields(&c, m?.entered),
      status: c.choice(10, "status", m?.status),
      automatic: c.flag(11, "automatic", m?.automatic),
      added: c.value(12, "added", m?.added),
      order: c.id(13, "order", m?.order),
      digest: c.digest(14, "digest", m?.digest),
      reason: c.text(15, "reason", m?.reason, max: 200),
      person: c.value(16, "person", m?.person))
  }
}
