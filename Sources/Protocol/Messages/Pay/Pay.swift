/// The requests of paying (缴费; T4–T16).
package enum PayRequest: WorkflowRequest {
  /// Computes the cost of paying a notice today (继续缴费, T4).
  case preview(PreviewRequest)
  /// Pays by agreement (协议缴纳, T12).
  case agreement(PayByAgreement)
  /// Shows the state of a payment.
  case status(PaymentStatusRequest)
  /// Lists the employer's payments.
  case list(PaymentFilter)
  /// Shows one payment with its lines.
  case show(PaymentStatusRequest)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .preview(let m): reader.read(PayMethods.preview, m)
    case .agreement(let m): reader.read(PayMethods.agreement, m)
    case .status(let m): reader.read(PayMethods.status, m)
    case .list(let m): reader.read(PayMethods.list, m)
    case .show(let m): reader.read(PayMethods.show, m)
    }
  }
}

package enum PayMethods {
  package static let preview = MethodDefinition(
    0x0160, "pay.preview", .clerk(.read), .safe, .free,
    PreviewRequest.self, Preview.self
  ) { .pay(.preview($0)) }
  package static let agreement = MethodDefinition(
    0x0161, "pay.agreement", .clerk(.change), .keyed { $0.notice.text }, .refusedInRecovery,
    PayByAgreement.self, Payment.self
  ) { .pay(.agreement($0)) }
  package static let status = MethodDefinition(
    0x0162, "pay.status", .clerk(.read), .safe, .free,
    PaymentStatusRequest.self, Payment.self
  ) { .pay(.status($0)) }
  package static let list = MethodDefinition(
    0x0163, "pay.list", .clerk(.read), .safe, .free,
    PaymentFilter.self, PaymentList.self
  ) { .pay(.list($0)) }
  package static let show = MethodDefinition(
    0x0164, "pay.show", .clerk(.read), .safe, .free,
    PaymentStatusRequest.self, PaymentDetail.self
  ) { .pay(.show($0)) }

  static let definitions: [AnyMethodDefinition] = [
    preview.untyped, agreement.untyped, status.untyped, list.untyped, show.untyped,
  ]
}

/// 支付方式: the ways to pay.
public enum PayMethod: UInt8, Choice {
  public static let typeName: StaticString = "PayMethod"

  /// 协议缴纳: a debit under an agreement.
  case agreement = 1
  /// 二维码缴费: 云闪付 or 微信.
  case qr = 2
  /// 银行柜台缴费: a voucher paid at a bank counter.
  case counter = 3
}

/// The state of a payment attempt (缴费).
public enum AttemptStatus: UInt8, Choice {
  public static let typeName: StaticString = "AttemptStatus"

  /// 扣款处理中: durable here, and not yet sent to the bank.
  case requested = 1
  /// 扣款处理中: sent to the bank, which may have it; it is never sent again.
  case handedOut = 2
  /// 扣款成功: the money moved. Final.
  case succeeded = 3
  /// 扣款失败: the bank says that it did not and never will. Final.
  case failed = 4
  /// 扣款状态不明: no answer yet. Not a failure; the lines stay held.
  case unknown = 5
  /// 未扣款，银行未受理: never sent to the bank. Final.
  case cancelled = 6
  /// 待税务机关核实: an officer must find out how it ended.
  case officer = 7
  /// 已入库: the bank's day-end list has it too. Final.
  case posted = 8
}

/// Asks for the cost of paying a notice today (继续缴费, T4).
package struct PreviewRequest: Message {
  package static let name: StaticString = "PreviewRequest"
  /// 告知单号: the notice number.
  package let notice: NoticeNumber
  /// The deferrable lines that the clerk ticks, to pay them now (缓缴, T11).
  package let deferrable: [LineNumber]

  package init(notice: NoticeNumber, deferrable: [LineNumber]) {
    self.notice = notice
    self.deferrable = deferrable
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.value(1, "notice", m?.notice),
      deferrable: c.values(2, "deferrable", m?.deferrable, max: 512))
  }
}

/// A way to pay, and whether it may be chosen.
package struct MethodOption: Message {
  package static let name: StaticString = "MethodOption"
  /// 支付方式: the way to pay.
  package let method: PayMethod
  /// Whether it may be chosen.
  package let allowed: Bool
  /// The reason in Chinese where it may not be chosen; else empty.
  package let reason: String

  package init(method: PayMethod, allowed: Bool, reason: String) {
    self.method = method
    self.allowed = allowed
    self.reason = reason
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      method: c.choice(1, "method", m?.method),
      allowed: c.flag(2, "allowed", m?.allowed),
      reason: c.text(3, "reason", m?.reason, max: 200))
  }
}

/// An agreement that this payment may be debited from.
package struct AgreementOption: Message {
  package static let name: StaticString = "AgreementOption"
  /// 协议书号: the agreement number.
  package let agreement: AgreementNumber
  /// 清算行行号: the bank that orders are routed to.
  package let bank: BankNumber
  /// 扣款账号: only the last four digits are shown.
  package let account: String
  /// 自动缴费: whether auto-payment debits it.
  package let automatic: Bool

  package init(agreement: AgreementNumber, bank: BankNumber, account: String, automatic: Bool) {
    self.agreement = agreement
    self.bank = bank
    self.account = account
    self.automatic = automatic
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      agreement: c.value(1, "agreement", m?.agreement),
      bank: c.value(2, "bank", m?.bank),
      account: c.text(3, "account", m?.account, max: 40),
      automatic: c.flag(4, "automatic", m?.automatic))
  }
}

/// The cost of paying a notice today, and the ways to pay it.
package struct Preview: Message {
  package static let name: StaticString = "Preview"
  /// The notice's to-do.
  package let todo: Todo
  /// The notice's lines; those to be paid are `selected`.
  package let lines: [NoticeLine]
  /// The fees of the selected lines.
  package let amount: Money
  /// 滞纳金 of the selected lines, as of `day`.
  package let lateFee: Money
  /// The sum of `amount` and `lateFee`.
  package let total: Money
  /// SHA-256 over the terms above. The payment repeats it, so that what is paid is what was shown.
  package let digest: Digest256
  /// The three ways to pay.
  package let methods: [MethodOption]
  /// The manual's question where deferrable lines are ticked; else empty (T11).
  package let question: String
  /// The agreements that a payment by agreement may use.
  package let agreements: [AgreementOption]
  /// Whether a payment password is set (支付密码, T14).
  package let passwordSet: Bool
  /// Whether the payment password is asked for (A6).
  package let passwordUsed: Bool
  /// The business day for which late fees are computed.
  package let day: BusinessDate
  /// The question to confirm where the payment password is off; else empty (A6).
  package let passwordQuestion: String

  package init(
    todo: Todo, lines: [NoticeLine], amount: Money, lateFee: Money, total: Money,
    digest: Digest256, methods: [MethodOption], question: String, agreements: [AgreementOption],
    passwordSet: Bool, passwordUsed: Bool, day: BusinessDate, passwordQuestion: String
  ) {
    self.todo = todo
    self.lines = lines
    self.amount = amount
    self.lateFee = lateFee
    self.total = total
    self.digest = digest
    self.methods = methods
    self.question = question
    self.agreements = agreements
    self.passwordSet = passwordSet
    self.passwordUsed = passwordUsed
    self.day = day
    self.passwordQuestion = passwordQuestion
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      todo: c.message(1, "todo", m?.todo),
      lines: c.list(2, "lines", m?.lines, max: 512),
      amount: c.money(3, "amount", m?.amount),
      lateFee: c.money(4, "lateFee", m?.lateFee),
      total: c.money(5, "total", m?.total),
      digest: c.digest(6, "digest", m?.digest),
      methods: c.list(7, "methods", m?.methods, max: 3),
      question: c.text(8, "question", m?.question, max: 300),
      agreements: c.list(9, "agreements", m?.agreements, max: 64),
      passwordSet: c.flag(10, "passwordSet", m?.passwordSet),
      passwordUsed: c.flag(11, "passwordUsed", m?.passwordUsed),
      day: c.value(12, "day", m?.day),
      passwordQuestion: c.text(13, "passwordQuestion", m?.passwordQuestion, max: 300))
  }
}
