package import Bureau
package import Protocol

/// Notices, agreements and payments.
extension Fixture {
  /// 征收品目 of all lines.
  package static let item = sure(LevyItemCode(number: 102_100_100))
  package static let itemName = "企业职工基本养老保险费（单位缴纳）"
  /// 征收项目 of all lines.
  package static let levyName = "企业职工基本养老保险费"

  package static func line(
    _ number: UInt64, fen: Int64, part: LinePart = .employer,
    period: PeriodRange = PeriodRange(month(10)),
    assessor: LateFeeAssessor = .office, deferral: Deferral? = nil, status: LineStatus = .undeclared
  ) -> Line {
    Line(
      number: sure(LineNumber(number: number)), item: item, itemName: itemName, part: part,
      period: period, heads: 10, base: money(fen * 6), rate: sure(Rate(perMillion: 160_000)),
      amount: money(fen), assessor: assessor, deferral: deferral, status: status)
  }

  /// A notice, with one line of the employer's part where no lines are given.
  ///
  /// - Parameter month: counted from January 2026 as 1; ignored where `period` is given.
  package static func notice(
    _ number: String = "N1", version: UInt32 = 1, month: Int = 10, period: PeriodRange? = nil,
    sequential: Bool = true,
    kind: NoticeKind = .normal, due: BusinessDate = day(2026, 11, 25), agency: AgencyCode = agency,
    unit: UnitNumber? = nil, office: TaxOfficeCode = office, lines: [Line]? = nil,
    declaredOn: BusinessDate? = nil
  ) -> Notice {
    let period = period ?? PeriodRange(self.month(month))
    let status: LineStatus = declaredOn == nil ? .undeclared : .declared
    let lines = lines ?? [line(1, fen: 100_000, period: period, status: status)]
    return Notice(
      number: sure(NoticeNumber(text: number)), version: version, agency: agency,
      unit: unit ?? self.unit(1), office: office, sequential: sequential, kind: kind, due: due,
      period: period, levies: levyName, amount: money(lines.reduce(0) { $0 + $1.amount.fen }),
      lines: lines, declaredOn: declaredOn)
  }

  /// An agreement in the server's state, signed at the bank's counter.
  package static func agreement(
    _ number: String, bank: BankNumber = bank, office: TaxOfficeCode = office,
    account: String = "6222020200112233445", accountName: String = name(1), phone: String = "",
    status: AgreementStatus = .active, automatic: Bool = false,
    added: BusinessDate = day(2026, 1, 5),
    order: Id128 = Id128(high: 0, low: 0), digest: Digest256 = .zero,
    person: ResidentID = resident(1)
  ) -> AgreementState {
    AgreementState(
      entered: AgreementAdd(
        number: sure(AgreementNumber(text: number)), office: office, clearingBank: bank,
        openingBank: bank, account: sure(AccountNumber(text: account)), accountName: accountName,
        accountKind: .corporate, signing: .signedAtBank, phone: phone),
      status: status, automatic: automatic, added: added, order: order, digest: digest, reason: "",
      person: person)
  }

  /// A requested payment attempt for the given lines of a notice, or for all.
  package static func attempt(
    _ number: TicketNumber, of notice: Notice, lines: [Line]? = nil,
    agreement: AgreementNumber? = nil, account: String = "****", lateFee: Money = .zero,
    digest: Digest256 = .zero, person: ResidentID = resident(1), key: Id128, at: Timestamp
  ) -> Attempt {
    let lines = (lines ?? notice.lines).map {
      AttemptLine(number: $0.number, amount: $0.amount, lateFee: lateFee)
    }
    return Attempt(
      number: number, notice: notice.number, method: .agreement, agreement: agreement, bank: bank,
      account: account, lines: lines, amount: money(lines.reduce(0) { $0 + $1.amount.fen }),
      lateFee: money(lateFee.fen * Int64(lines.count)), day: at.businessDate, digest: digest,
      person: person, key: key, status: .requested, requested: at, requestedReal: at, receipt: "",
      code: "", reason: "")
  }
}
