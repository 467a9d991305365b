/// A bank's feeds and reports (银行).
public enum BankRequest: WorkflowRequest {
  /// The feed of debits and agreement orders.
  case orders
  /// The feed of questions about debits.
  case settles
  /// What became of a debit (扣款结果).
  case debitReport(DebitReport)
  /// What became of an agreement order.
  case agreementReport(AgreementReport)

  /// Shows the reader the request's row and its message.
  public func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .orders: reader.read(BankMethods.orders, Empty())
    case .settles: reader.read(BankMethods.settles, Empty())
    case .debitReport(let m): reader.read(BankMethods.debitReport, m)
    case .agreementReport(let m): reader.read(BankMethods.agreementReport, m)
    }
  }
}

/// The rows of `BankRequest`.
public enum BankMethods {
  /// The feed of debits and agreement orders.
  public static let orders = MethodRow(
    0x0200, "bank.orders", .bank, .feed, .free,
    Empty.self, BankOrder.self
  ) { _ in .bank(.orders) }
  /// The feed of questions about debits.
  public static let settles = MethodRow(
    0x0201, "bank.settles", .bank, .feed, .free,
    Empty.self, SettleOrder.self
  ) { _ in .bank(.settles) }
  /// What became of a debit (扣款结果).
  public static let debitReport = MethodRow(
    0x0202, "bank.debit.report", .bank, .none, .free,
    DebitReport.self, Done.self
  ) { .bank(.debitReport($0)) }
  /// What became of an agreement order.
  public static let agreementReport = MethodRow(
    0x0203, "bank.agreement.report", .bank, .none, .free,
    AgreementReport.self, Done.self
  ) { .bank(.agreementReport($0)) }

  static let rows: [MethodEntry] = [
    orders.entry, settles.entry, debitReport.entry, agreementReport.entry,
  ]
}

/// What a bank is told: 扣款, 验证 (A1), 网签 (A2), 终止.
public enum BankOrderKind: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "BankOrderKind"

  /// 1 on the wire.
  case debit = 1
  /// 2 on the wire.
  case verify = 2
  /// 3 on the wire.
  case create = 3
  /// 4 on the wire.
  case end = 4
}

/// What became of a debit. `none` is final and only a settle's answer.
public enum DebitOutcome: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "DebitOutcome"

  /// 1 on the wire.
  case done = 1
  /// 2 on the wire.
  case refused = 2
  /// 3 on the wire.
  case none = 3
  /// 4 on the wire.
  case working = 4
}

/// What became of an agreement order.
public enum AgreementOutcome: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "AgreementOutcome"

  /// 1 on the wire.
  case done = 1
  /// 2 on the wire.
  case refused = 2
}

/// One row of a ticket: a fee or a late fee of a levy.
public struct TicketRow: Message {
  /// The name in the schema.
  public static let name: StaticString = "TicketRow"
  /// The most bytes of ``name``.
  public static let nameBytesMax = 120
  /// Its name.
  public let name: String
  /// 所属期起.
  public let from: Period
  /// 所属期止.
  public let through: Period
  /// The amount.
  public let amount: Money

  /// Makes it of its fields.
  public init(name: String, from: Period, through: Period, amount: Money) {
    self.name = name
    self.from = from
    self.through = through
    self.amount = amount
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      name: c.text(1, "name", m?.name, max: nameBytesMax),
      from: c.value(2, "from", m?.from),
      through: c.value(3, "through", m?.through),
      amount: c.money(4, "amount", m?.amount))
  }
}

/// One durable order for a bank.
public struct BankOrder: Message {
  /// The name in the schema.
  public static let name: StaticString = "BankOrder"
  /// What to do.
  public let kind: BankOrderKind
  /// Names the order; a debit's is its ticket number in the low half.
  public let reference: Id128
  /// Over the terms; a known reference with another digest is refused.
  public let digest: Digest256
  /// 协议书号.
  public let agreement: AgreementNumber
  /// 扣款账号.
  public let account: AccountNumber
  /// 账户名称.
  public let accountName: String
  /// 纳税人识别号.
  public let taxpayer: TaxpayerID
  /// 征收机关.
  public let office: TaxOfficeCode
  /// A debit's total; else zero.
  public let amount: Money
  /// A debit's rows.
  public let rows: [TicketRow]
  /// 开户行行号.
  public let openingBank: BankNumber
  /// 对公 or 对私.
  public let accountKind: AccountKind

  /// Makes it of its fields.
  public init(
    kind: BankOrderKind, reference: Id128, digest: Digest256, agreement: AgreementNumber,
    account: AccountNumber, accountName: String, taxpayer: TaxpayerID, office: TaxOfficeCode,
    amount: Money, rows: [TicketRow], openingBank: BankNumber, accountKind: AccountKind
  ) {
    self.kind = kind
    self.reference = reference
    self.digest = digest
    self.agreement = agreement
    self.account = account
    self.accountName = accountName
    self.taxpayer = taxpayer
    self.office = office
    self.amount = amount
    self.rows = rows
    self.openingBank = openingBank
    self.accountKind = accountKind
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      kind: c.choice(1, "kind", m?.kind),
      reference: c.id(2, "reference", m?.reference),
      digest: c.digest(3, "digest", m?.digest),
      agreement: c.value(4, "agreement", m?.agreement),
      account: c.value(5, "account", m?.account),
      accountName: c.text(6, "accountName", m?.accountName, max: 200),
      taxpayer: c.value(7, "taxpayer", m?.taxpayer),
      office: c.value(8, "office", m?.office),
      amount: c.money(9, "amount", m?.amount),
      rows: c.list(10, "rows", m?.rows, max: 14),
      openingBank: c.value(11, "openingBank", m?.openingBank),
      accountKind: c.choice(12, "accountKind", m?.accountKind))
  }
}

/// Asks what became of a debit.
public struct SettleOrder: Message {
  /// The name in the schema.
  public static let name: StaticString = "SettleOrder"
  /// The debit's.
  public let reference: Id128
  /// The debit's.
  public let digest: Digest256

  /// Makes it of its fields.
  public init(reference: Id128, digest: Digest256) {
    self.reference = reference
    self.digest = digest
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      reference: c.id(1, "reference", m?.reference),
      digest: c.digest(2, "digest", m?.digest))
  }
}

/// A bank says what became of a debit, asked or not.
public struct DebitReport: Message {
  /// The name in the schema.
  public static let name: StaticString = "DebitReport"
  /// The debit's.
  public let reference: Id128
  /// The debit's.
  public let digest: Digest256
  /// What became of it.
  public let outcome: DebitOutcome
  /// What was debited; zero where nothing was.
  public let amount: Money
  /// The bank's receipt where it was done.
  public let receipt: String
  /// The bank's code where it was refused.
  public let code: String
  /// Its words.
  public let reason: String

  /// Makes it of its fields.
  public init(
    reference: Id128, digest: Digest256, outcome: DebitOutcome, amount: Money, receipt: String,
    code: String, reason: String
  ) {
    self.reference = reference
    self.digest = digest
    self.outcome = outcome
    self.amount = amount
    self.receipt = receipt
    self.code = code
    self.reason = reason
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      reference: c.id(1, "reference", m?.reference),
      digest: c.digest(2, "digest", m?.digest),
      outcome: c.choice(3, "outcome", m?.outcome),
      amount: c.money(4, "amount", m?.amount),
      receipt: c.text(5, "receipt", m?.receipt, max: 64),
      code: c.text(6, "code", m?.code, max: 16),
      reason: c.text(7, "reason", m?.reason, max: 200))
  }
}

/// A bank says what became of an agreement order.
public struct AgreementReport: Message {
  /// The name in the schema.
  public static let name: StaticString = "AgreementReport"
  /// The order's.
  public let reference: Id128
  /// The order's.
  public let digest: Digest256
  /// What became of it.
  public let outcome: AgreementOutcome
  /// The bank's code where it was refused.
  public let code: String
  /// Its words.
  public let reason: String

  /// Makes it of its fields.
  public init(
    reference: Id128, digest: Digest256, outcome: AgreementOutcome, code: String, reason: String
  ) {
    self.reference = reference
    self.digest = digest
    self.outcome = outcome
    self.code = code
    self.reason = reason
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      reference: c.id(1, "reference", m?.reference),
      digest: c.digest(2, "digest", m?.digest),
      outcome: c.choice(3, "outcome", m?.outcome),
      code: c.text(4, "code", m?.code, max: 16),
      reason: c.text(5, "reason", m?.reason, max: 200))
  }
}
