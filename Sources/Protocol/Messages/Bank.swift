/// A bank's feeds and reports (银行).
package enum BankRequest: WorkflowRequest {
  /// The feed of debits and agreement orders.
  case orders
  /// The feed of questions about debits.
  case settles
  /// What became of a debit (扣款结果).
  case debitReport(DebitReport)
  /// What became of an agreement order.
  case agreementReport(AgreementReport)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .orders: reader.read(BankMethods.orders, Empty())
    case .settles: reader.read(BankMethods.settles, Empty())
    case .debitReport(let m): reader.read(BankMethods.debitReport, m)
    case .agreementReport(let m): reader.read(BankMethods.agreementReport, m)
    }
  }
}

package enum BankMethods {
  package static let orders = MethodDefinition(
    0x0200, "bank.orders", .bank, .feed, .free,
    Empty.self, BankOrder.self
  ) { _ in .bank(.orders) }
  package static let settles = MethodDefinition(
    0x0201, "bank.settles", .bank, .feed, .free,
    Empty.self, SettleOrder.self
  ) { _ in .bank(.settles) }
  package static let debitReport = MethodDefinition(
    0x0202, "bank.debit.report", .bank, .none, .free,
    DebitReport.self, Done.self
  ) { .bank(.debitReport($0)) }
  package static let agreementReport = MethodDefinition(
    0x0203, "bank.agreement.report", .bank, .none, .free,
    AgreementReport.self, Done.self
  ) { .bank(.agreementReport($0)) }

  static let entries: [MethodEntry] = [
    orders.entry, settles.entry, debitReport.entry, agreementReport.entry,
  ]
}

/// What a bank is told: 扣款, 验证 (A1), 网签 (A2), 终止.
public enum BankOrderKind: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "BankOrderKind"

  case debit = 1
  case verify = 2
  case create = 3
  case end = 4
}

/// What became of a debit. `none` is final and only a settle's answer.
package enum DebitOutcome: UInt8, Choice {
  package static let typeName: StaticString = "DebitOutcome"

  case done = 1
  case refused = 2
  case none = 3
  case working = 4
}

/// What became of an agreement order.
package enum AgreementOutcome: UInt8, Choice {
  package static let typeName: StaticString = "AgreementOutcome"

  case done = 1
  case refused = 2
}

/// One row of a ticket: a fee or a late fee of a levy.
package struct TicketRow: Message {
  package static let name: StaticString = "TicketRow"
  /// The most bytes of `name`.
  package static let nameBytesMax = 120
  /// Its name.
  package let name: String
  /// 所属期起.
  package let from: Period
  /// 所属期止.
  package let through: Period
  /// The amount.
  package let amount: Money

  package init(name: String, from: Period, through: Period, amount: Money) {
    self.name = name
    self.from = from
    self.through = through
    self.amount = amount
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
package struct BankOrder: Message {
  package static let name: StaticString = "BankOrder"
  /// What to do.
  package let kind: BankOrderKind
  /// Names the order; a debit's is its ticket number in the low half.
  package let reference: Id128
  /// Over the terms; a known reference with another digest is refused.
  package let digest: Digest256
  /// 协议书号.
  package let agreement: AgreementNumber
  /// 扣款账号.
  package let account: AccountNumber
  /// 账户名称.
  package let accountName: String
  /// 纳税人识别号.
  package let taxpayer: TaxpayerID
  /// 征收机关.
  package let office: TaxOfficeCode
  /// A debit's total; else zero.
  package let amount: Money
  /// A debit's rows.
  package let rows: [TicketRow]
  /// 开户行行号.
  package let openingBank: BankNumber
  /// 对公 or 对私.
  package let accountKind: AccountKind

  package init(
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

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
package struct SettleOrder: Message {
  package static let name: StaticString = "SettleOrder"
  /// The debit's.
  package let reference: Id128
  /// The debit's.
  package let digest: Digest256

  package init(reference: Id128, digest: Digest256) {
    self.reference = reference
    self.digest = digest
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      reference: c.id(1, "reference", m?.reference),
      digest: c.digest(2, "digest", m?.digest))
  }
}

/// A bank says what became of a debit, asked or not.
package struct DebitReport: Message {
  package static let name: StaticString = "DebitReport"
  /// The debit's.
  package let reference: Id128
  /// The debit's.
  package let digest: Digest256
  /// What became of it.
  package let outcome: DebitOutcome
  /// What was debited; zero where nothing was.
  package let amount: Money
  /// The bank's receipt where it was done.
  package let receipt: String
  /// The bank's code where it was refused.
  package let code: String
  /// Its words.
  package let reason: String

  package init(
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

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
package struct AgreementReport: Message {
  package static let name: StaticString = "AgreementReport"
  /// The order's.
  package let reference: Id128
  /// The order's.
  package let digest: Digest256
  /// What became of it.
  package let outcome: AgreementOutcome
  /// The bank's code where it was refused.
  package let code: String
  /// Its words.
  package let reason: String

  package init(
    reference: Id128, digest: Digest256, outcome: AgreementOutcome, code: String, reason: String
  ) {
    self.reference = reference
    self.digest = digest
    self.outcome = outcome
    self.code = code
    self.reason = reason
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
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
