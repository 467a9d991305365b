/// The requests of paying (缴费; T4–T16).
package enum PayRequest: WorkflowRequest {
  /// What paying a notice comes to (继续缴费, T4).
  case preview(PreviewRequest)
  /// Pays by agreement (协议缴纳).
  case agreement(PayByAgreement)
  /// What became of a payment.
  case status(PaymentStatusRequest)
  /// The employer's payments.
  case list(PaymentFilter)
  /// One payment with its lines.
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
    0x0161, "pay.agreement", .clerk(.change), .keyed { $0.notice.text }, .heldInRecovery,
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

  static let entries: [MethodEntry] = [
    preview.entry, agreement.entry, status.entry, list.entry, show.entry,
  ]
}

/// 支付方式: 协议缴纳, 二维码缴费, 银行柜台缴费.
public enum PayMethod: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "PayMethod"

  case agreement = 1
  case qr = 2
  case counter = 3
}

/// The state of a payment attempt (缴费).
public enum AttemptStatus: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "AttemptStatus"

  case requested = 1
  case handedOut = 2
  case succeeded = 3
  case failed = 4
  case unknown = 5
  case cancelled = 6
  case officer = 7
  case posted = 8
}

/// Asks what paying a notice would come to (继续缴费, T4).
package struct PreviewRequest: Message {
  package static let name: StaticString = "PreviewRequest"
  /// 告知单号.
  package let notice: NoticeNumber
  /// The deferrable lines that the clerk ticks (T11).
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

/// A method and whether it may be chosen.
package struct MethodOption: Message {
  package static let name: StaticString = "MethodOption"
  /// The method.
  package let method: PayMethod
  /// Whether it may be chosen.
  package let allowed: Bool
  /// Why not, or empty.
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

/// An agreement that this payment could use.
package struct AgreementOption: Message {
  package static let name: StaticString = "AgreementOption"
  /// 协议书号.
  package let agreement: AgreementNumber
  /// 清算行行号.
  package let bank: BankNumber
  /// The account, masked.
  package let account: String
  /// Whether auto-payment uses it.
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

/// What paying a notice comes to, and how it may be paid.
package struct Preview: Message {
  package static let name: StaticString = "Preview"
  /// The to-do.
  package let todo: Todo
  /// Its lines with what is ticked.
  package let lines: [NoticeLine]
  /// The ticked lines' fees.
  package let amount: Money
  /// Their late fees, as of the business day.
  package let lateFee: Money
  /// Both.
  package let total: Money
  /// Over all of this; the payment repeats it.
  package let digest: Digest256
  /// The three methods.
  package let methods: [MethodOption]
  /// The manual's question where deferrable lines are ticked, or empty (T11).
  package let question: String
  /// What an agreement payment could use.
  package let agreements: [AgreementOption]
  /// Whether a payment password is set (T14).
  package let passwordSet: Bool
  /// Whether it is asked for (A6).
  package let passwordUsed: Bool
  /// The business day of the late fee.
  package let day: BusinessDate
  /// What must be confirmed where the password is off (A6), or empty.
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
