package import Protocol

/// A line as an attempt holds it, its late fee frozen.
package struct AttemptLine: Message {
  package static let name: StaticString = "AttemptLine"
  package var number: LineNumber
  /// Its fee.
  package var amount: Money
  /// Its late fee, as of the attempt's day.
  package var lateFee: Money

  package init(number: LineNumber, amount: Money, lateFee: Money) {
    self.number = number
    self.amount = amount
    self.lateFee = lateFee
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      amount: c.money(2, "amount", m?.amount),
      lateFee: c.money(3, "lateFee", m?.lateFee))
  }
}

/// One attempt to pay lines of a notice (缴费).
package struct Attempt: Message {
  package static let name: StaticString = "Attempt"
  /// 电子税票号码; also the bank's reference.
  package var number: TicketNumber
  /// 告知单号.
  package var notice: NoticeNumber
  /// 支付方式.
  package var method: PayMethod
  /// The agreement it uses.
  package var agreement: AgreementNumber?
  /// The bank that is to pay.
  package var bank: BankNumber?
  /// The account, masked, as the clerk sees it.
  package var account: String
  /// What it holds.
  package var lines: [AttemptLine]
  /// The lines' fees.
  package var amount: Money
  package var lateFee: Money
  /// The business day of the late fees.
  package var day: BusinessDate
  /// Over the order's terms.
  package var digest: Digest256
  /// Who asked.
  package var person: ResidentID
  /// The request's key.
  package var key: Id128
  /// Where it is in its life; see `AttemptTable`.
  package var status: AttemptStatus
  /// When it was asked for, business time.
  package var requested: Timestamp
  /// When it was asked for, real time.
  package var requestedReal: Timestamp
  /// When it was handed out, real time.
  package var handedOut: Timestamp?
  /// When it became final, business time.
  package var ended: Timestamp?
  /// The bank's receipt, or empty.
  package var receipt: String
  /// The bank's refusal code, or empty.
  package var code: String
  /// The bank's words, or why it waits for an officer, or empty.
  package var reason: String
  /// Whether the payer confirmed that lines which could wait are paid now (T11).
  package var deferralConfirmed: Bool
  /// What the bank said that cannot be true, until an officer has resolved it, or empty. While it
  /// stands no report of the bank makes the attempt fail.
  package var dispute: String

  package init(
    number: TicketNumber, notice: NoticeNumber, method: PayMethod,
    agreement: AgreementNumber? = nil, bank: BankNumber? = nil, account: String,
    lines: [AttemptLine], amount: Money, lateFee: Money, day: BusinessDate, digest: Digest256,
    person: ResidentID, key: Id128, status: AttemptStatus, requested: Timestamp,
    requestedReal: Timestamp, handedOut: Timestamp? = nil, ended: Timestamp? = nil,
    receipt: String, code: String, reason: String, dispute: String = "",
    deferralConfirmed: Bool = false
  ) {
    self.number = number
    self.notice = notice
    self.method = method
    self.agreement = agreement
    self.bank = bank
    self.account = account
    self.lines = lines
    self.amount = amount
    self.lateFee = lateFee
    self.day = day
    self.digest = digest
    self.person = person
    self.key = key
    self.status = status
    self.requested = requested
    self.requestedReal = requestedReal
    self.handedOut = handedOut
    self.ended = ended
    self.receipt = receipt
    self.code = code
    self.reason = reason
    self.deferralConfirmed = deferralConfirmed
    self.dispute = dispute
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      notice: c.value(2, "notice", m?.notice),
      method: c.choice(3, "method", m?.method),
      agreement: c.maybe(4, "agreement", m?.agreement),
      bank: c.maybe(5, "bank", m?.bank),
      account: c.text(6, "account", m?.account, max: 40),
      lines: c.list(7, "lines", m?.lines, max: 512),
      amount: c.money(8, "amount", m?.amount),
      lateFee: c.money(9, "lateFee", m?.lateFee),
      day: c.value(10, "day", m?.day),
      digest: c.digest(11, "digest", m?.digest),
      person: c.value(12, "person", m?.person),
      key: c.id(13, "key", m?.key),
      status: c.choice(14, "status", m?.status),
      requested: c.value(15, "requested", m?.requested),
      requestedReal: c.value(16, "requestedReal", m?.requestedReal),
      handedOut: c.maybe(17, "handedOut", m?.handedOut),
      ended: c.maybe(18, "ended", m?.ended),
      receipt: c.text(19, "receipt", m?.receipt, max: 64),
      code: c.text(20, "code", m?.code, max: 16),
      reason: c.text(21, "reason", m?.reason, max: 200),
      dispute: c.text(22, "dispute", m?.dispute, max: 200),
      deferralConfirmed: c.flag(23, "deferralConfirmed", m?.deferralConfirmed))
  }
}
