/// The requests about an employer's registrations (I1, I2).
package enum RegistrationRequest: WorkflowRequest {
  /// Shows the employer's tax registration (我的税务登记信息, I1).
  case show
  /// Lists the employer's enrolments (我的参保登记信息, I2).
  case enrolments

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .show: reader.read(RegistrationMethods.show, Empty())
    case .enrolments: reader.read(RegistrationMethods.enrolments, Empty())
    }
  }
}

package enum RegistrationMethods {
  package static let show = MethodDefinition(
    0x0140, "registration.show", .clerk(.read), .safe, .free,
    Empty.self, Registration.self
  ) { _ in .registration(.show) }
  package static let enrolments = MethodDefinition(
    0x0141, "enrolment.list", .clerk(.read), .safe, .free,
    Empty.self, EnrolmentList.self
  ) { _ in .registration(.enrolments) }

  static let definitions: [AnyMethodDefinition] = [show.untyped, enrolments.untyped]
}

// Also the form of an employer in the bureau's state and journal, unmasked there: replies go
// through `Registrations.masked`. An officer's file has the same fields as text: `EmployerRecord`.

/// The employer's tax registration (我的税务登记信息, I1).
public struct Registration: Message {
  public static let name: StaticString = "Registration"
  /// 登记序号: the employer's registration number.
  public var registration: RegistrationNumber
  /// 纳税人识别号: the employer's taxpayer code.
  public var taxpayer: TaxpayerID
  /// 纳税人名称: the employer's name.
  public var name: String
  /// 纳税人状态: the registration's status.
  public var status: String
  /// 登记注册类型: the employer's legal form.
  public var type: String
  /// 行业: the employer's industry.
  public var industry: String
  /// 注册地址: the employer's address.
  public var address: String
  /// 法定代表人: the name. Masked in replies, whole in events and in the state.
  public var legalRepresentative: String
  /// 财务负责人: the name. Masked in replies, whole in events and in the state.
  public var financeOfficer: String
  /// 联系电话. Masked in replies, whole in events and in the state.
  public var phone: String
  /// 主管税务局: the code of the tax office of the district.
  public var office: TaxOfficeCode
  /// 主管税务局: its name.
  public var officeName: String
  /// 主管税务所（科、分局）: its code.
  public var subOffice: TaxOfficeCode
  /// 主管税务所: its name.
  public var subOfficeName: String
  /// 登记日期: the day of registration.
  public var registered: BusinessDate

  /// 登记序号: the key of an employer.
  public var number: RegistrationNumber { registration }

  /// Creates a registration from its fields.
  public init(
    registration: RegistrationNumber, taxpayer: TaxpayerID, name: String, status: String,
    type: String, industry: String, address: String, legalRepresentative: String,
    financeOfficer: String, phone: String, office: TaxOfficeCode, officeName: String,
    subOffice: TaxOfficeCode, subOfficeName: String, registered: BusinessDate
  ) {
    self.registration = registration
    self.taxpayer = taxpayer
    self.name = name
    self.status = status
    self.type = type
    self.industry = industry
    self.address = address
    self.legalRepresentative = legalRepresentative
    self.financeOfficer = financeOfficer
    self.phone = phone
    self.office = office
    self.officeName = officeName
    self.subOffice = subOffice
    self.subOfficeName = subOfficeName
    self.registered = registered
  }

  /// Visits the fields with any coder.
  ///
  /// - Throws: `Malformed`, from the coder.
  @inlinable
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      taxpayer: c.value(2, "taxpayer", m?.taxpayer),
      name: c.text(3, "name", m?.name, max: 200),
      status: c.text(4, "status", m?.status, max: 60),
      type: c.text(5, "type", m?.type, max: 100),
      industry: c.text(6, "industry", m?.industry, max: 100),
      address: c.text(7, "address", m?.address, max: 300),
      legalRepresentative: c.text(8, "legalRepresentative", m?.legalRepresentative, max: 100),
      financeOfficer: c.text(9, "financeOfficer", m?.financeOfficer, max: 100),
      phone: c.text(10, "phone", m?.phone, max: 40),
      office: c.value(11, "office", m?.office),
      officeName: c.text(12, "officeName", m?.officeName, max: 100),
      subOffice: c.value(13, "subOffice", m?.subOffice),
      subOfficeName: c.text(14, "subOfficeName", m?.subOfficeName, max: 100),
      registered: c.value(15, "registered", m?.registered))
  }
}
