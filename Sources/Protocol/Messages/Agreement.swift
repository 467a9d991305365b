/// The requests about agreements with banks (委托扣款协议; A1–A4, A7).
package enum AgreementRequest: WorkflowRequest {
  /// Lists the employer's agreements (A1).
  case list
  /// Shows one agreement, at once or when the bank has answered.
  case show(AgreementReference)
  /// Adds an agreement; an order to the bank follows (新增委托扣款协议; A1, A2).
  case add(AgreementAdd)
  /// Ends an agreement; an order to the bank follows (删除协议, A3).
  case delete(AgreementReference)
  /// Turns auto-payment on or off (自动缴费, A4).
  case autopay(AutoPayment)
  /// The manual's notice and telephone numbers (温馨提示, A7).
  case notice

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .list: reader.read(AgreementMethods.list, Empty())
    case .show(let m): reader.read(AgreementMethods.show, m)
    case .add(let m): reader.read(AgreementMethods.add, m)
    case .delete(let m): reader.read(AgreementMethods.delete, m)
    case .autopay(let m): reader.read(AgreementMethods.autopay, m)
    case .notice: reader.read(AgreementMethods.notice, Empty())
    }
  }
}

package enum AgreementMethods {
  package static let list = MethodDefinition(
    0x0170, "agreement.list", .clerk(.read), .safe, .free,
    Empty.self, AgreementList.self
  ) { _ in .agreement(.list) }
  package static let show = MethodDefinition(
    0x0171, "agreement.show", .clerk(.read), .safe, .free,
    AgreementReference.self, Agreement.self
  ) { .agreement(.show($0)) }
  package static let add = MethodDefinition(
    0x0172, "agreement.add", .clerk(.guarded), .keyed { $0.number.text }, .refusedInRecovery,
    AgreementAdd.self, Agreement.self
  ) { .agreement(.add($0)) }
  package static let delete = MethodDefinition(
    0x0173, "agreement.delete", .clerk(.guarded), .keyed { $0.number.text }, .refusedInRecovery,
    AgreementReference.self, Agreement.self
  ) { .agreement(.delete($0)) }
  package static let autopay = MethodDefinition(
    0x0174, "agreement.autopay", .clerk(.guarded), .keyed { $0.number.text }, .refusedInRecovery,
    AutoPayment.self, Agreement.self
  ) { .agreement(.autopay($0)) }
  package static let notice = MethodDefinition(
    0x0175, "agreement.notice", .clerk(.read), .safe, .free,
    Empty.self, AgreementNotice.self
  ) { _ in .agreement(.notice) }

  package static let definitions: [AnyMethodDefinition] = [
    list.untyped, show.untyped, add.untyped, delete.untyped, autopay.untyped, notice.untyped,
  ]
}

/// The way in which an agreement is made.
public enum SigningWay: UInt8, Choice {
  public static let typeName: StaticString = "SigningWay"

  /// 已在银行签署协议: signed on paper; the bank verifies what was entered (A1).
  case signedAtBank = 1
  /// 未在银行签署协议: the bank makes it online 网签 (A2).
  case notSigned = 2
}

/// The state of an agreement.
public enum AgreementStatus: UInt8, Choice {
  public static let typeName: StaticString = "AgreementStatus"

  /// 验证中: the bank has not answered yet.
  case verifying = 1
  /// 验证通过: it may be debited.
  case active = 2
  /// 验证失败: the bank refused it.
  case refused = 3
  /// 终止中: the bank has not yet confirmed the end.
  case ending = 4
  /// 已终止.
  case ended = 5
}

/// The kind of the account's holder.
public enum AccountKind: UInt8, Choice {
  public static let typeName: StaticString = "AccountKind"

  /// 对公: a company's.
  case corporate = 1
  /// 对私: a person's.
  case personal = 2
}

// Not composed of `AgreementAdd`, though it begins alike: its account is masked, so it is no
// account number, and the ids from 9 on are other fields.

/// A withholding agreement (委托扣款协议).
package struct Agreement: Message {
  package static let name: StaticString = "Agreement"
  /// 协议书号: the agreement number.
  package let number: AgreementNumber
  /// 征收机关: the tax office that may debit.
  package let office: TaxOfficeCode
  /// 清算行行号: the bank that orders are routed to.
  package let clearingBank: BankNumber
  /// 开户行行号: the branch that keeps the account.
  package let openingBank: BankNumber
  /// 扣款账号: only the last four digits are shown.
  package let account: String
  /// 账户名称: the account holder's name.
  package let accountName: String
  /// 对公 or 对私: a company's account or a person's.
  package let accountKind: AccountKind
  /// Signed at the bank, or to be made online.
  package let signing: SigningWay
  /// The agreement's state.
  package let status: AgreementStatus
  /// The state in Chinese, for display.
  package let statusText: String
  /// 自动缴费: whether auto-payment debits it (A4).
  package let automatic: Bool
  /// The business day on which it was entered.
  package let added: BusinessDate
  /// The bank's reason for a refusal, or empty.
  package let reason: String

  package init(
    number: AgreementNumber, office: TaxOfficeCode, clearingBank: BankNumber,
    openingBank: BankNumber, account: String, accountName: String, accountKind: AccountKind,
    signing: SigningWay, status: AgreementStatus, statusText: String, automatic: Bool,
    added: BusinessDate, reason: String
  ) {
    self.number = number
    self.office = office
    self.clearingBank = clearingBank
    self.openingBank = openingBank
    self.account = account
    self.accountName = accountName
    self.accountKind = accountKind
    self.signing = signing
    self.status = status
    self.statusText = statusText
    self.automatic = automatic
    self.added = added
    self.reason = reason
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      office: c.value(2, "office", m?.office),
      clearingBank: c.value(3, "clearingBank", m?.clearingBank),
      openingBank: c.value(4, "openingBank", m?.openingBank),
      account: c.text(5, "account", m?.account, max: 40),
      accountName: c.text(6, "accountName", m?.accountName, max: 200),
      accountKind: c.choice(7, "accountKind", m?.accountKind),
      signing: c.choice(8, "signing", m?.signing),
      status: c.choice(9, "status", m?.status),
      statusText: c.text(10, "statusText", m?.statusText, max: 60),
      automatic: c.flag(11, "automatic", m?.automatic),
      added: c.value(12, "added", m?.added),
      reason: c.text(13, "reason", m?.reason, max: 200))
  }
}

/// All agreements of the employer.
package struct AgreementList: Message {
  package static let name: StaticString = "AgreementList"
  /// In ascending order of number.
  package let agreements: [Agreement]

  package init(agreements: [Agreement]) {
    self.agreements = agreements
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      agreements: c.list(1, "agreements", m?.agreements, max: 64))
  }
}

// The journal's `AgreementState` begins with these very fields and continues at id 10. Before this
// message gets a tenth field the two must be separated, or journaled agreements become unreadable
// (JournalFormTests).

/// Adds an agreement (新增委托扣款协议; A1, A2).
public struct AgreementAdd: Message {
  public static let name: StaticString = "AgreementAdd"
  /// 协议书号: the agreement number.
  public let number: AgreementNumber
  /// 征收机关: the tax office that collects the employer's levies; any other is refused.
  public let office: TaxOfficeCode
  /// 清算行行号: the bank that orders are routed to.
  public let clearingBank: BankNumber
  /// 开户行行号: the branch that keeps the account.
  public let openingBank: BankNumber
  /// 扣款账号: the account to debit.
  public let account: AccountNumber
  /// 账户名称: the holder's name, as the bank has it.
  public let accountName: String
  /// 对公 or 对私: a company's account or a person's.
  public let accountKind: AccountKind
  /// Signed at the bank, or to be made online.
  public let signing: SigningWay
  /// 联系电话: the employer's telephone number.
  public let phone: String

  /// Creates a request from its fields.
  public init(
    number: AgreementNumber, office: TaxOfficeCode, clearingBank: BankNumber,
    openingBank: BankNumber, account: AccountNumber, accountName: String, accountKind: AccountKind,
    signing: SigningWay, phone: String
  ) {
    self.number = number
    self.office = office
    self.clearingBank = clearingBank
    self.openingBank = openingBank
    self.account = account
    self.accountName = accountName
    self.accountKind = accountKind
    self.signing = signing
    self.phone = phone
  }

  /// Visits the fields with any coder.
  ///
  /// - Throws: `Malformed`, from the coder.
  @inlinable
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      office: c.value(2, "office", m?.office),
      clearingBank: c.value(3, "clearingBank", m?.clearingBank),
      openingBank: c.value(4, "openingBank", m?.openingBank),
      account: c.value(5, "account", m?.account),
      accountName: c.text(6, "accountName", m?.accountName, max: 200),
      accountKind: c.choice(7, "accountKind", m?.accountKind),
      signing: c.choice(8, "signing", m?.signing),
      phone: c.text(9, "phone", m?.phone, max: 20))
  }
}

/// Names an agreement of the employer.
package struct AgreementReference: Message {
  package static let name: StaticString = "AgreementReference"
  /// 协议书号: the agreement number.
  package let number: AgreementNumber
  /// For `agreement.show`: answer only when the bank has answered, or at the call's deadline.
  package let wait: Bool

  package init(number: AgreementNumber, wait: Bool) {
    self.number = number
    self.wait = wait
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      wait: c.flag(2, "wait", m?.wait))
  }
}

/// Turns auto-payment on or off for one agreement (自动缴费, A4).
package struct AutoPayment: Message {
  package static let name: StaticString = "AutoPayment"
  /// 协议书号: the agreement number.
  package let number: AgreementNumber
  /// True: debit this agreement without a clerk.
  package let on: Bool

  package init(number: AgreementNumber, on: Bool) {
    self.number = number
    self.on = on
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.value(1, "number", m?.number),
      on: c.flag(2, "on", m?.on))
  }
}

/// The notice to read before signing, with the districts' telephone numbers (温馨提示, 各区市税务局咨询电话; A7).
package struct AgreementNotice: Message {
  package static let name: StaticString = "AgreementNotice"
  /// The whole notice, in Chinese.
  package let text: String

  package init(text: String) {
    self.text = text
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      text: c.text(1, "text", m?.text, max: 4000))
  }
}
