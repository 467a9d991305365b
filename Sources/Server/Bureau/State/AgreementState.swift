public import Protocol

/// A withholding agreement (委托扣款协议).
public struct AgreementState: Message {
  /// The name in the schema.
  public static let name: StaticString = "AgreementState"
  /// 协议书号.
  public var number: AgreementNumber
  /// 征收机关.
  public var office: TaxOfficeCode
  /// 清算行行号.
  public var clearingBank: BankNumber
  /// 开户行行号.
  public var openingBank: BankNumber
  /// 扣款账号.
  public var account: AccountNumber
  /// 账户名称.
  public var accountName: String
  /// 对公 or 对私.
  public var accountKind: AccountKind
  /// A1 or A2.
  public var signing: SigningWay
  /// 联系电话.
  public var phone: String
  /// Where it is in its life; see `AgreementTable`.
  public var status: AgreementStatus
  /// 自动缴费 (A4).
  public var automatic: Bool
  /// When it was entered.
  public var added: BusinessDate
  /// The order that the bank has, or had last, for it.
  public var order: Id128
  /// Over that order's terms.
  public var digest: Digest256
  /// Why the bank refused, or empty.
  public var reason: String
  /// Who asked for that order, and is told what became of it.
  public var person: ResidentID

  /// Makes it of its fields.
  public init(
    number: AgreementNumber, office: TaxOfficeCode, clearingBank: BankNumber,
    openingBank: BankNumber, account: AccountNumber, accountName: String, accountKind: AccountKind,
    signing: SigningWay, phone: String, status: AgreementStatus, automatic: Bool,
    added: BusinessDate, order: Id128, digest: Digest256, reason: String, person: ResidentID
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
    self.status = status
    self.automatic = automatic
    self.added = added
    self.order = order
    self.digest = digest
    self.reason = reason
    self.person = person
  }

  /// Its one function: encoding, decoding, size and schema.
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
      phone: c.text(9, "phone", m?.phone, max: 20),
      status: c.choice(10, "status", m?.status),
      automatic: c.flag(11, "automatic", m?.automatic),
      added: c.value(12, "added", m?.added),
      order: c.id(13, "order", m?.order),
      digest: c.digest(14, "digest", m?.digest),
      reason: c.text(15, "reason", m?.reason, max: 200),
      person: c.value(16, "person", m?.person))
  }
}
