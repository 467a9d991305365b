import Protocol
import Terminal

/// `registration show`, `enrolment list`: tax registration and enrolments (我的税务登记信息,
/// 我的参保登记信息, I1, I2).
enum RegistrationCommands {
  static let all = [
    Command(
      ["registration", "show"], Phrase("我的税务登记信息", "my tax registration"), run: registration),
    Command(["enrolment", "list"], Phrase("我的参保登记信息", "my enrolments"), run: enrolments),
  ]

  private static func registration(_ run: Run) throws(ErrorReport) -> ExitCode {
    let m = try run.ask(RegistrationMethods.show)
    try run.show(
      CommandOutput(
        m,
        [
          .fields(
            FieldList([
              (Phrase("登记序号", "registration"), .text(m.registration.text)),
              (Phrase("纳税人识别号", "taxpayer"), .text(m.taxpayer.text)),
              (Phrase("纳税人名称", "name"), .text(m.name)),
              (Phrase("纳税人状态", "status"), .text(m.status)),
              (Phrase("登记注册类型", "type"), .text(m.type)),
              (Phrase("行业", "industry"), .text(m.industry)),
              (Phrase("注册地址", "address"), .text(m.address)),
              (Phrase("法定代表人", "legal representative"), .text(m.legalRepresentative)),
              (Phrase("财务负责人", "finance officer"), .text(m.financeOfficer)),
              (Phrase("联系电话", "phone"), .text(m.phone)),
              (Phrase("主管税务局", "office"), .text("\(m.office) \(m.officeName)")),
              (Phrase("主管税务所", "sub-office"), .text("\(m.subOffice) \(m.subOfficeName)")),
              (Phrase("登记日期", "registered"), .text("\(m.registered)")),
            ]))
        ]))
    return .done
  }

  private static func enrolments(_ run: Run) throws(ErrorReport) -> ExitCode {
    let list = try run.ask(RegistrationMethods.enrolments)
    let rows = list.enrolments.flatMap { enrolment in
      enrolment.insurances.map { insurance -> [Cell] in
        [
          .text(enrolment.unit.text), .text(enrolment.agencyName), .text(insurance.name),
          .text("\(insurance.from)"), .text(insurance.through.map { "\($0)" } ?? ""),
          .text(insurance.status), .number(Int64(insurance.heads)),
        ]
      }
    }
    let table = Table(
      [
        Column("unit", Phrase("单位编号", "unit")), Column("agency", Phrase("经办机构", "agency")),
        Column("insurance", Phrase("险种", "insurance")),
        Column("from", Phrase("起始月", "from")), Column("through", Phrase("终止月", "through")),
        Column("status", Phrase("状态", "status")),
        Column("heads", Phrase("人数", "heads"), .right),
      ], rows)
    try run.show(CommandOutput(list, list: "enrolments", [.table(table)]))
    return .done
  }
}
