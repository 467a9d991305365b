package import Protocol

/// A line (缴费明细) in an attempt, with its late fee as of the attempt's day.
package struct AttemptLine: Message {
  package static let name: StaticString = "AttemptLine"
  package var number: LineNumber
  /// The fee, without late fee.
  package var amount: Money
  /// The late fee (滞纳金) as of ``Attempt/day``; it does not grow afterwards.
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

/// An attempt to pay lines of one notice (缴费).
package struct Attempt: Message {
  package static let name: StaticString = "Attempt"
  /// The ticket number (电子税票号码); also the order's reference (交易流水号) for the bank.
  package var number: TicketNumber
  /// 告知单号.
  package var notice: NoticeNumber
  /// 支付方式.
  package var method: PayMethod
  /// The agreement that it debits by.
  package var agreement: AgreementNumber?
  /// The agreement's clearing bank (清算行行号).
  package var bank: BankNumber?
  /// The account number, masked.
  package var account: String
  /// The lines that it holds or has paid.
  package var lines: [AttemptLine]
  /// The sum of the lines' fees, without late fees.
  package var amount: Money
  package var lateFee: Money
  /// The business day that the late fees are computed for.
  package var day: BusinessDate
  /// Digest over the order's terms.
  package var digest: Digest256
  /// The person who asked for it.
  package var person: ResidentID
  /// The idempotency key of the request.
  package var key: Id128
  /// Its state; `AttemptTable` has the transitions.
  package var status: AttemptStatus
  /// Business time of the request.
  package var requested: Timestamp
  /// Real time of the request.
  package var requestedReal: Timestamp
  /// Real time at which its order left for the bank.
  package var handedOut: Timestamp?
  /// Business time at which it became final.
  package var ended: Timestamp?
  /// The bank's receipt number (收款回执), or empty.
  package var receipt: String
  /// The bank's refusal code, or empty.
  package var code: String
  /// The bank's reason for refusing, or why the attempt waits for an officer, or empty.
  package var reason: String
  /// Whether the clerk confirmed paying deferrable lines now (T11).
  package var deferralConfirmed: Bool
  /// The first report of the bank that contradicts what is known, until an officer resolves it;
  /// else empty. While it is set no report of the bank makes the attempt fail.
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
