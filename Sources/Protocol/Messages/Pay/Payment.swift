/// Pays by agreement (协议缴纳, T12).
package struct PayByAgreement: Message {
  package static let name: StaticString = "PayByAgreement"
  /// 告知单号: the notice number.
  package let notice: NoticeNumber
  /// The notice's version as the clerk saw it; another current version is refused.
  package let version: UInt32
  /// The deferrable lines that the clerk ticked (缓缴, T11).
  package let deferrable: [LineNumber]
  /// Whether the clerk answered `Preview.question` with yes (T11).
  package let deferralConfirmed: Bool
  /// The total that the clerk confirmed.
  package let total: Money
  /// `Preview.digest`.
  package let digest: Digest256
  /// 协议书号; needed only where several agreements may be used.
  package let agreement: AgreementNumber?
  /// 支付密码, where it is asked for.
  package let password: String?
  /// Whether the clerk answered `Preview.passwordQuestion` with yes (A6).
  package let withoutPassword: Bool

  package init(
    notice: NoticeNumber, version: UInt32, deferrable: [LineNumber], deferralConfirmed: Bool,
    total: Money, digest: Digest256, agreement: AgreementNumber? = nil, password: String? = nil,
    withoutPassword: Bool
  ) {
    self.notice = notice
    self.version = version
    self.deferrable = deferrable
    self.deferralConfirmed = deferralConfirmed
    self.total = total
    self.digest = digest
    self.agreement = agreement
    self.password = password
    self.withoutPassword = withoutPassword
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.value(1, "notice", m?.notice),
      version: c.number32(2, "version", m?.version),
      deferrable: c.values(3, "deferrable", m?.deferrable, max: 512),
      deferralConfirmed: c.flag(4, "deferralConfirmed", m?.deferralConfirmed),
      total: c.money(5, "total", m?.total),
      digest: c.digest(6, "digest", m?.digest),
      agreement: c.maybe(7, "agreement", m?.agreement),
      password: c.maybeSecret(8, "password", m?.password, max: 12),
      withoutPassword: c.flag(9, "withoutPassword", m?.withoutPassword))
  }
}

/// A payment attempt and its present state (缴费).
package struct Payment: Message {
  package static let name: StaticString = "Payment"
  /// 电子税票号码: the ticket number, which names the payment.
  package let number: TicketNumber
  /// 告知单号: the notice number.
  package let notice: NoticeNumber
  /// 支付方式: the way to pay.
  package let method: PayMethod
  /// The attempt's state.
  package let status: AttemptStatus
  /// The state in Chinese, for display.
  package let statusText: String
  /// The fees.
  package let amount: Money
  /// 滞纳金: the late fees, fixed when the payment was requested.
  package let lateFee: Money
  /// The sum of `amount` and `lateFee`.
  package let total: Money
  /// When it was requested, business time.
  package let requested: Timestamp
  /// 清算行行号: the bank that the debit is sent to.
  package let bank: BankNumber?
  /// 扣款账号: only the last four digits are shown.
  package let account: String
  /// 收款回执: the bank's receipt number, or empty.
  package let receipt: String
  /// The bank's refusal code, or empty.
  package let code: String
  /// The bank's reason, or empty.
  package let reason: String
  /// When it became final, business time.
  package let ended: Timestamp?
  /// The next step for the clerk, in Chinese, or empty.
  package let next: String
  /// Whether the state can no longer change, except to posted.
  package let final: Bool

  package init(
    number: TicketNumber, notice: NoticeNumber, method: PayMethod, status: AttemptStatus,
    statusText: String, amount: Money, lateFee: Money, total: Money, requested: Timestamp,
    bank: BankNumber? = nil, account: String, receipt: String, code: String, reason: String,
    ended: Timestamp? = nil, next: String, final: Bool
  ) {
    self.number = number
    self.notice = notice
    self.method = method
    self.status = status
    self.statusText = statusText
    self.amount = amount
    self.lateFee = lateFee
    self.total = total
    self.requested = requested
    self.bank = bank
    self.account = account
    self.receipt = receipt
    self.code = code
    self.reason = reason
    self.ended = ended
    self.next = next
    self.final = final
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      notice: c.value(2, "notice", m?.notice),
      method: c.choice(3, "method", m?.method),
      status: c.choice(4, "status", m?.status),
      statusText: c.text(5, "statusText", m?.statusText, max: 60),
      amount: c.money(6, "amount", m?.amount),
      lateFee: c.money(7, "lateFee", m?.lateFee),
      total: c.money(8, "total", m?.total),
      requested: c.value(9, "requested", m?.requested),
      bank: c.maybe(10, "bank", m?.bank),
      account: c.text(11, "account", m?.account, max: 40),
      receipt: c.text(12, "receipt", m?.receipt, max: 64),
      code: c.text(13, "code", m?.code, max: 16),
      reason: c.text(14, "reason", m?.reason, max: 200),
      ended: c.maybe(15, "ended", m?.ended),
      next: c.text(16, "next", m?.next, max: 300),
      final: c.flag(17, "final", m?.final))
  }
}

/// Names a payment by its number, or by the idempotency key of its request.
package struct PaymentStatusRequest: Message {
  package static let name: StaticString = "PaymentStatusRequest"
  /// 电子税票号码: the ticket number, which names the payment.
  package let number: TicketNumber?
  /// 幂等键 of the request that asked for the payment.
  package let key: Id128?
  /// Whether to answer only when the state is final, or at the call's deadline.
  package let wait: Bool

  package init(number: TicketNumber? = nil, key: Id128? = nil, wait: Bool) {
    self.number = number
    self.key = key
    self.wait = wait
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.maybe(1, "number", m?.number),
      key: c.maybe(2, "key", m?.key),
      wait: c.flag(3, "wait", m?.wait))
  }
}

/// The payments to list.
package struct PaymentFilter: Message {
  package static let name: StaticString = "PaymentFilter"
  /// 告知单号: only payments of this notice; absent: all.
  package let notice: NoticeNumber?

  package init(notice: NoticeNumber? = nil) {
    self.notice = notice
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.maybe(1, "notice", m?.notice))
  }
}

/// The employer's payments.
package struct PaymentList: Message {
  package static let name: StaticString = "PaymentList"
  /// The newest first, at most 500.
  package let payments: [Payment]

  package init(payments: [Payment]) {
    self.payments = payments
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      payments: c.list(1, "payments", m?.payments, max: 500))
  }
}

// A view of the bureau's `AttemptLine`, which has number and amounts only; name and part come from
// the notice.

/// A line of a notice as a payment holds it or has paid it (缴费明细).
package struct PaymentLine: Message {
  package static let name: StaticString = "PaymentLine"
  /// The line's number in the notice, from 1.
  package let line: UInt32
  /// 征收品目: its name.
  package let itemName: String
  /// 单位缴纳 or 个人缴纳: employer's or employees' part.
  package let part: LinePart
  /// The fee.
  package let amount: Money
  /// 滞纳金, fixed when the payment was requested.
  package let lateFee: Money

  package init(line: UInt32, itemName: String, part: LinePart, amount: Money, lateFee: Money) {
    self.line = line
    self.itemName = itemName
    self.part = part
    self.amount = amount
    self.lateFee = lateFee
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      line: c.number32(1, "line", m?.line),
      itemName: c.text(2, "itemName", m?.itemName, max: 120),
      part: c.choice(3, "part", m?.part),
      amount: c.money(4, "amount", m?.amount),
      lateFee: c.money(5, "lateFee", m?.lateFee))
  }
}

/// A payment with its lines.
package struct PaymentDetail: Message {
  package static let name: StaticString = "PaymentDetail"
  /// The payment.
  package let payment: Payment
  /// The payment's lines, in ascending order of number.
  package let lines: [PaymentLine]

  package init(payment: Payment, lines: [PaymentLine]) {
    self.payment = payment
    self.lines = lines
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      payment: c.message(1, "payment", m?.payment),
      lines: c.list(2, "lines", m?.lines, max: 512))
  }
}
