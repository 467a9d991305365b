/// The requests of a bank (银行): its two feeds, and its reports.
package enum BankRequest: WorkflowRequest {
  /// Opens the feed of debits and agreement orders.
  case orders
  /// Opens the feed of settle orders: questions about earlier debits.
  case settles
  /// Reports the outcome of a debit (扣款结果).
  case debitReport(DebitReport)
  /// Reports the outcome of an agreement order.
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

  static let definitions: [AnyMethodDefinition] = [
    orders.untyped, settles.untyped, debitReport.untyped, agreementReport.untyped,
  ]
}

/// The task of a bank order.
public enum BankOrderKind: UInt8, Choice {
  public static let typeName: StaticString = "BankOrderKind"

  /// 扣款: debit the account once.
  case debit = 1
  /// 验证: compare an agreement signed on paper (A1).
  case verify = 2
  /// 网签: make an agreement online (A2).
  case create = 3
  /// 终止: end an agreement (A3).
  case end = 4
}

/// The outcome of a debit.
package enum DebitOutcome: UInt8, Choice {
  package static let typeName: StaticString = "DebitOutcome"

  /// 扣款成功: the money moved. Final.
  case done = 1
  /// 扣款失败: it did not and never will. Final.
  case refused = 2
  /// 未扣款: the bank does not know the debit and will never make it. Final; answers settle orders
  /// only.
  case none = 3
  /// 扣款处理中: not decided yet.
  case working = 4
}

/// The outcome of an agreement order.
package enum AgreementOutcome: UInt8, Choice {
  package static let typeName: StaticString = "AgreementOutcome"

  /// 成功: verified, made or ended as asked.
  case done = 1
  /// 失败: not done.
  case refused = 2
}

/// One row of a ticket (税票明细): the fee, or the late fee, of one levy.
package struct TicketRow: Message {
  package static let name: StaticString = "TicketRow"
  /// The most bytes of `name`, in UTF-8.
  package static let nameBytesMax = 120
  /// 征收项目: its name.
  package let name: String
  /// 所属期起: the first month.
  package let from: Period
  /// 所属期止: the last month, included.
  package let through: Period
  /// 金额, in fen.
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

/// One durable order to a bank (指令). The bank carries out a reference once (R-1302, R-1308).
package struct BankOrder: Message {
  package static let name: StaticString = "BankOrder"
  /// The task.
  package let kind: BankOrderKind
  /// 交易流水号: names the order. The low half of a debit's is its ticket number.
  package let reference: Id128
  /// SHA-256 over the order's terms. A known reference with another digest is refused.
  package let digest: Digest256
  /// 协议书号: the agreement number.
  package let agreement: AgreementNumber
  /// 扣款账号: the account to debit.
  package let account: AccountNumber
  /// 账户名称: the account holder's name.
  package let accountName: String
  /// 纳税人识别号: the employer's taxpayer code.
  package let taxpayer: TaxpayerID
  /// 征收机关: the tax office that collects.
  package let office: TaxOfficeCode
  /// The total of a debit; zero in other orders.
  package let amount: Money
  /// The rows of a debit; none in other orders.
  package let rows: [TicketRow]
  /// 开户行行号: the branch that keeps the account.
  package let openingBank: BankNumber
  /// 对公 or 对私: a company's account or a person's.
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

/// Asks what became of an earlier debit (查询结果).
package struct SettleOrder: Message {
  package static let name: StaticString = "SettleOrder"
  /// The debit's reference.
  package let reference: Id128
  /// The debit's digest.
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

/// A bank's report on a debit, with or without a settle order before it.
package struct DebitReport: Message {
  package static let name: StaticString = "DebitReport"
  /// The debit's reference.
  package let reference: Id128
  /// The debit's digest.
  package let digest: Digest256
  /// The outcome.
  package let outcome: DebitOutcome
  /// The amount that was debited; zero unless `outcome` is done.
  package let amount: Money
  /// 收款回执: the bank's receipt number; empty unless `outcome` is done.
  package let receipt: String
  /// The bank's refusal code; empty unless `outcome` is refused.
  package let code: String
  /// The bank's reason, for display.
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

/// A bank's report on an agreement order.
package struct AgreementReport: Message {
  package static let name: StaticString = "AgreementReport"
  /// The order's reference.
  package let reference: Id128
  /// The order's digest.
  package let digest: Digest256
  /// The outcome.
  package let outcome: AgreementOutcome
  /// The bank's refusal code; empty unless refused.
  package let code: String
  /// The bank's reason, for display.
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
