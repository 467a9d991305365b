package import Protocol

/// A withholding agreement (委托扣款协议).
package struct AgreementState: Message {
  package static let name: StaticString = "AgreementState"
  /// As the clerk entered it: the ids 1 to 9.
  package var entered: AgreementAdd
  /// Where it is in its life; see `AgreementTable`.
  package var status: AgreementStatus
  /// 自动缴费 (A4).
  package var automatic: Bool
  /// When it was entered.
  package var added: BusinessDate
  /// The order that the bank has, or had last, for it.
  package var order: Id128
  /// Over that order's terms.
  package var digest: Digest256
  /// Why the bank refused, or empty.
  package var reason: String
  /// Who asked for that order, and is told what became of it.
  package var person: ResidentID

  /// 协议书号: the key among an employer's agreements.
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
