@testable import Bureau
@testable import Protocol

/// Lines of an officer's file to test with: what `Fixture` has, written as a file writes it.
enum FileFixture {
  static func employer(
    _ n: UInt64, registration: String? = nil, taxpayer: String? = nil, name: String? = nil,
    office: String = "13702020000", registered: String = "2015-03-01",
    enrolments: [EnrolmentRecord]? = nil
  ) -> EmployerRecord {
    EmployerRecord(
      registration: registration ?? Fixture.registration(n).text,
      taxpayer: taxpayer ?? Fixture.taxpayer(n).text, name: name ?? "青岛第\(n)有限公司", status: "正常",
      type: "有限责任公司", industry: "软件和信息技术服务业", address: "青岛市市南区香港中路\(n)号",
      legalRepresentative: "王法人", financeOfficer: "李财务", phone: "0532-8000\(n)", office: office,
      officeName: "国家税务总局青岛市市南区税务局", subOffice: office, subOfficeName: "第一税务所",
      registered: registered, enrolments: enrolments ?? [enrolment(n)])
  }

  static func enrolment(
    _ n: UInt64, agency: String = "3702020000000000001", unit: String? = nil,
    insurances: [InsuranceRecord] = [insurance()]
  ) -> EnrolmentRecord {
    EnrolmentRecord(
      agency: agency, agencyName: "市南区社会保险事业中心", unit: unit ?? Fixture.unit(n).text,
      insurances: insurances)
  }

  static func insurance(
    levy: String = "10210", from: String = "2020-01", through: String = "", heads: UInt32 = 10
  ) -> InsuranceRecord {
    InsuranceRecord(
      levy: levy, name: "企业职工基本养老保险费", from: from, through: through, status: "参保缴费",
      heads: heads)
  }

  static func person(
    _ n: UInt64, at employer: UInt64 = 1, resident: String? = nil, mobile: String? = nil,
    name: String = "张明", user: String = "", identities: [IdentityRecord]? = nil
  ) -> PersonRecord {
    PersonRecord(
      resident: resident ?? Fixture.resident(n).text, name: name,
      mobile: mobile ?? Fixture.mobile(n).text, user: user,
      identities: identities ?? [identity(employer)])
  }

  /// A resident ID of a person who was born that day.
  static func resident(born day: BusinessDate) -> String {
    var body = Array("370202\("\(day)".filter { $0 != "-" })001".utf8)
    body.append(ResidentID.check(body))
    return String(decoding: body, as: UTF8.self)
  }

  static func identity(
    _ employer: UInt64, kind: UInt32 = 1, confirmed: Bool = false
  ) -> IdentityRecord {
    IdentityRecord(
      registration: Fixture.registration(employer).text, kind: kind, confirmed: confirmed)
  }

  static func notice(
    _ number: String = "N1", of employer: UInt64 = 1, version: UInt32 = 1,
    registration: String? = nil, agency: String = "3702020000000000001", unit: String? = nil,
    office: String = "13702020000", due: String = "2026-11-25", total: Int64? = nil,
    lines: [LineRecord]? = nil
  ) -> NoticeRecord {
    let lines = lines ?? [line()]
    return NoticeRecord(
      notice: number, version: version,
      registration: registration ?? Fixture.registration(employer).text, agency: agency,
      unit: unit ?? Fixture.unit(employer).text, office: office, sequential: true, special: false,
      due: due, total: total ?? lines.reduce(0) { $0 + $1.amount }, lines: lines)
  }

  static func line(
    fen: Int64 = 100_000, item: String = "102100100", itemName: String = "企业职工基本养老保险费（单位缴纳）",
    levyName: String = "企业职工基本养老保险费", from: String = "2026-10", through: String = "2026-10",
    heads: UInt32 = 10, base: Int64 = 600_000, rate: UInt32 = 160_000, lateFee: UInt32 = 2,
    deferrableUntil: String = "", policy: String = ""
  ) -> LineRecord {
    LineRecord(
      item: item, itemName: itemName, levyName: levyName, personal: false, from: from,
      through: through, heads: heads, base: base, rate: rate, amount: fen, lateFee: lateFee,
      deferrableUntil: deferrableUntil, policy: policy)
  }

  static func withdrawal(_ number: String = "N1", of employer: UInt64 = 1) -> WithdrawRecord {
    WithdrawRecord(notice: number, registration: Fixture.registration(employer).text)
  }
}

/// One line of a file, not yet numbered.
enum FileLine {
  case employer(EmployerRecord)
  case person(PersonRecord)
  case notice(NoticeRecord)
  case withdraw(WithdrawRecord)
  case empty

  func record(_ line: UInt64) -> ImportRecord {
    switch self {
    case .employer(let record): ImportRecord(line: line, employer: record)
    case .person(let record): ImportRecord(line: line, person: record)
    case .notice(let record): ImportRecord(line: line, notice: record)
    case .withdraw(let record): ImportRecord(line: line, withdraw: record)
    case .empty: ImportRecord(line: line)
    }
  }

  var fen: Int64 {
    if case .notice(let record) = self { return record.total }
    return 0
  }

}

/// A bench with an officer at it, and books that give an import's lines back in slices.
struct ImportBench {
  static let officer = Bench.From.credential(.officer("qingdao"))

  var bench: Bench
  /// The most rows of a slice.
  var rowsMax: Int
  private var stored: [Id128: [SliceRow]] = [:]
  private var served = 0

  init(_ bench: Bench = Bench(), rowsMax: Int = Slice.rowsMax) {
    self.bench = bench
    self.rowsMax = rowsMax
  }

  var state: State { bench.hall.state }

  mutating func call(_ request: Request, key: Id128? = nil) -> Bench.Outcome {
    bench.call(request, as: Self.officer, key: key)
  }

  mutating func begin(lines: Int, total: Int64) -> ImportState {
    let begin = ImportBegin(name: "十一月.jsonl", lines: UInt64(lines), total: total)
    return Fixture.sure(call(.imports(.begin(begin))).imported)
  }

  mutating func part(
    _ batch: Id128, _ index: UInt64, _ records: [ImportRecord]
  ) -> Bench.Outcome {
    call(.imports(.part(ImportPart(batch: batch, index: index, records: records))))
  }

  mutating func commit(_ batch: Id128) -> Bench.Outcome {
    call(.imports(.commit(ImportReference(batch: batch, after: 0))))
  }

  mutating func show(_ batch: Id128) -> ImportState {
    Fixture.sure(call(.imports(.show(ImportReference(batch: batch, after: 0)))).imported)
  }

  /// Puts an import's good lines where slices are read from.
  mutating func store(_ batch: Id128, _ lines: [FileLine]) {
    var rows: [SliceRow] = []
    for (place, line) in lines.enumerated() {
      let number = UInt64(place + 1)
      rows.append(
        SliceRow(sortKey: ImportOrder.key(line.record(number)), record: line.record(number)))
    }
    stored[batch] = rows.sorted { $0.sortKey < $1.sortKey }
  }

  /// The next slice that was asked for, or nil.
  mutating func nextSlice() -> Slice? {
    guard served < bench.slices.count else { return nil }
    let (batch, after, _) = bench.slices[served]
    served += 1
    let rows = (stored[batch] ?? []).filter { $0.sortKey > after }.prefix(rowsMax)
    return Slice(batch: batch, after: after, rows: Array(rows))
  }

  /// Gives slices until none is asked for.
  mutating func drain() {
    while let slice = nextSlice() { bench.work([.slice(slice)]) }
  }

  /// Sends a whole file in one part and commits it.
  mutating func send(_ lines: [FileLine]) -> Id128 {
    let batch = begin(lines: lines.count, total: lines.reduce(0) { $0 + $1.fen }).batch
    store(batch, lines)
    let records = lines.enumerated().map { $0.element.record(UInt64($0.offset + 1)) }
    var index: UInt64 = 0
    for start in stride(from: 0, to: records.count, by: 40) {
      _ = part(batch, index, Array(records[start..<min(start + 40, records.count)]))
      index += 1
    }
    _ = commit(batch)
    return batch
  }

  /// Imports a whole file; the state it ends in, and the problems found when it was applied.
  mutating func file(_ lines: [FileLine]) -> (ImportState, [ImportProblem]) {
    let before = bench.rows.count
    let batch = send(lines)
    drain()
    var problems: [ImportProblem] = []
    for row in bench.rows[before...] {
      for case .importSliceApplied(let event) in Bench.events(of: row) {
        problems += event.problems
      }
    }
    return (show(batch), problems)
  }
}

extension Bench.Outcome {
  /// The state of an import, where it is one.
  var imported: ImportState? {
    message(ImportState.self)
  }
}
