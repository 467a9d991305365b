/// The requests about agreements with banks (委托扣款协议; A1–A4, A7).
package enum AgreementRequest: WorkflowRequest {
  /// The employer's agreements (A1).
  case list
  /// One of them, now or when the bank has answered.
  case show(AgreementReference)
  /// Enters one; the bank is asked (A2).
  case add(AgreementAdd)
  /// Ends one (A3).
  case delete(AgreementReference)
  /// Turns auto-payment on or off (自动缴费, A4).
  case autopay(AutoPayment)
  /// The manual's notice to read before (须知, A7).
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
    0x0172, "agreement.add", .clerk(.guarded), .keyed { $0.number.text }, .heldInRecovery,
    AgreementAdd.self, Agreement.self
  ) { .agreement(.add($0)) }
  package static let delete = MethodDefinition(
    0x0173, "agreement.delete", .clerk(.guarded), .keyed { $0.number.text }, .heldInRecovery,
    AgreementReference.self, Agreement.self
  ) { .agreement(.delete($0)) }
  package static let autopay = MethodDefinition(
    0x0174, "agreement.autopay", .clerk(.guarded), .keyed { $0.number.text }, .heldInRecovery,
    AutoPayment.self, Agreement.self
  ) { .agreement(.autopay($0)) }
  package static let notice = MethodDefinition(
    0x0175, "agreement.notice", .clerk(.read), .safe, .free,
    Empty.self, AgreementNotice.self
  ) { _ in .agreement(.notice) }

  /// All of them.
  package static let entries: [MethodEntry] = [
    list.entry, show.entry, add.entry, delete.entry, autopay.entry, notice.entry,
  ]
}

/// 已在银行签署协议 (A1) or 未在银行签署协议 (A2).
public enum SigningWay: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "SigningWay"

  case signedAtBank = 1
  case notSigned = 2
}

/// The state of an agreement.
public enum AgreementStatus: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "AgreementStatus"

  case verifying = 1
  case active = 2
  case refused = 3
  case ending = 4
  case ended = 5
}

/// 对公 or 对私.
public enum AccountKind: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "AccountKind"

  case corporate = 1
  case personal = 2
}

// Not made of `AgreementAdd`, though it begins alike: its account is masked and so no account
// number, and the ids from 9 on are other fields.

/// A withholding agreement (委托扣款协议).
package struct Agreement: Message {
  package static let name: StaticString = "Agreement"
  /// 协议书号.
  package let number: AgreementNumber
  /// 征收机关.
  package let office: TaxOfficeCode
  /// 清算行行号.
  package let clearingBank: BankNumber
  /// 开户行行号.
  package let openingBank: BankNumber
  /// 扣款账号, masked.
  package let account: String
  /// 账户名称.
  package let accountName: String
  /// 对公 or 对私.
  package let accountKind: AccountKind
  /// How it was made.
  package let signing: SigningWay
  /// Its state.
  package let status: AgreementStatus
  /// The word for it.
  package let statusText: String
  /// 自动缴费 (A4).
  package let automatic: Bool
  /// When it was entered.
  package let added: BusinessDate
  /// Why the bank refused, or empty.
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

/// The employer's agreements.
package struct AgreementList: Message {
  package static let name: StaticString = "AgreementList"
  /// By number.
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

// The journal's `AgreementState` begins with these very fields and goes on at 10: before this
// message has a tenth, the two must part, or nothing journaled is read back (JournalFormTests).

/// Adds an agreement (新增委托扣款协议, A1, A2).
public struct AgreementAdd: Message {
  /// The name in the schema.
  public static let name: StaticString = "AgreementAdd"
  /// 协议书号.
  public let number: AgreementNumber
  /// 征收机关; must be that of the levies.
  public let office: TaxOfficeCode
  /// 清算行行号.
  public let clearingBank: BankNumber
  /// 开户行行号.
  public let openingBank: BankNumber
  /// 扣款账号.
  public let account: AccountNumber
  /// 账户名称.
  public let accountName: String
  /// 对公 or 对私.
  public let accountKind: AccountKind
  /// Which of the two ways.
  public let signing: SigningWay
  /// 联系电话.
  public let phone: String

  /// Makes it of its fields.
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

  /// Its one function: encoding, decoding, size and schema.
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

/// Names an agreement.
package struct AgreementReference: Message {
  package static let name: StaticString = "AgreementReference"
  /// 协议书号.
  package let number: AgreementNumber
  /// In `agreement.show`: answer only when the bank has answered, or at the deadline.
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

/// Turns auto-payment on or off for an agreement (自动缴费, A4).
package struct AutoPayment: Message {
  package static let name: StaticString = "AutoPayment"
  /// 协议书号.
  package let number: AgreementNumber
  /// On or off.
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

/// 温馨提示 and 各区市税务局咨询电话 (A7).
package struct AgreementNotice: Message {
  package static let name: StaticString = "AgreementNotice"
  /// The notice.
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
