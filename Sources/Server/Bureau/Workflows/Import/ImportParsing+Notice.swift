package import Protocol

extension ImportParsing {
  /// The longest ``Notice/levies``, in bytes.
  static let leviesBytesMax = 300

  /// Parses a notice (告知单) as the agency sent it: undeclared, its lines numbered from 1, its period
  /// the union of theirs, its levies named in order.
  ///
  /// - Throws: the problem of the first wrong field; `.lines` for a wrong number of lines; `.sum`
  ///   where they do not add up to the total.
  package static func parse(
    _ record: NoticeRecord
  ) throws(RecordProblem) -> (RegistrationNumber, Notice) {
    let registration = try RecordFields.registration(record.registration)
    let number = try RecordFields.notice(record.notice)
    guard record.version >= 1 else { throw RecordProblem(.version, "版本号应从 1 开始") }
    guard (1...LineNumber.countMax).contains(record.lines.count) else {
      throw RecordProblem(
        .lines, "缴费明细应为 1 至 \(LineNumber.countMax) 行，现为 \(record.lines.count) 行")
    }
    var lines: [Line] = []
    lines.reserveCapacity(record.lines.count)
    for line in record.lines { lines.append(try parse(line, place: lines.count + 1)) }
    let amount = try total(record, lines)
    return (
      registration,
      Notice(
        number: number, version: record.version, agency: try RecordFields.agency(record.agency),
        unit: try RecordFields.unit(record.unit),
        office: try RecordFields.office(record.office, "征收机关"), sequential: record.sequential,
        kind: record.special ? .special : .normal,
        due: try RecordFields.date(record.due, "缴费期限"),
        period: lines.dropFirst().reduce(lines[0].period) { $0.union($1.period) },
        levies: try levies(record.lines), amount: amount, lines: lines)
    )
  }

  /// Parses a withdrawal of a notice (撤回).
  ///
  /// - Throws: `.registration` or `.notice`.
  package static func parse(
    _ record: WithdrawRecord
  ) throws(RecordProblem) -> (RegistrationNumber, NoticeNumber) {
    (try RecordFields.registration(record.registration), try RecordFields.notice(record.notice))
  }

  /// Returns the sum of the lines, which must be the record's total.
  private static func total(
    _ record: NoticeRecord, _ lines: [Line]
  ) throws(RecordProblem) -> Money {
    let sum: Money
    do throws(MoneyOverflow) {
      sum = try Money.sum(lines.lazy.map(\.amount))
    } catch {
      throw RecordProblem(.sum, "明细合计超出系统可处理的范围")
    }
    guard sum.fen == record.total else {
      let stated = Money(fen: record.total).map { "\($0) 元" } ?? "\(record.total) 分"
      throw RecordProblem(.sum, "明细合计 \(sum) 元与告知单金额 \(stated)不符")
    }
    return sum
  }

  private static func parse(_ record: LineRecord, place: Int) throws(RecordProblem) -> Line {
    guard let number = LineNumber(number: UInt64(place)) else {
      throw RecordProblem(.lines, "缴费明细超过 \(LineNumber.countMax) 行")
    }
    guard let item = LevyItemCode(record.item) else {
      throw RecordProblem(.levy, "明细 \(place)：征收品目代码应为 9 位数字，现为“\(record.item)”")
    }
    let from = try RecordFields.period(record.from, "费款所属期起")
    let through =
      record.through == record.from ? from : try RecordFields.period(record.through, "费款所属期止")
    guard let period = PeriodRange(from: from, through: through) else {
      throw RecordProblem(.period, "明细 \(place)：费款所属期止早于所属期起")
    }
    guard let base = Money(fen: record.base), base >= .zero else {
      throw RecordProblem(.base, "明细 \(place)：缴费基数不能为负或过大：\(record.base) 分")
    }
    guard let rate = Rate(perMillion: record.rate) else {
      throw RecordProblem(.rate, "明细 \(place)：费率超过 100%：\(record.rate)")
    }
    guard let amount = Money(fen: record.amount), amount >= .zero else {
      throw RecordProblem(.amount, "明细 \(place)：应缴金额不能为负或过大：\(record.amount) 分")
    }
    guard let assessor = UInt8(exactly: record.lateFee).flatMap(LateFeeAssessor.init(rawValue:))
    else {
      throw RecordProblem(.lateFee, "明细 \(place)：滞纳金计算方应为 1、2 或 3，现为 \(record.lateFee)")
    }
    return Line(
      number: number, item: item,
      itemName: try RecordFields.name(record.itemName, "征收品目名称", .levy),
      part: record.personal ? .personal : .employer, period: period,
      heads: try RecordFields.heads(record.heads), base: base, rate: rate, amount: amount,
      assessor: assessor, deferral: try deferral(record, place), status: .undeclared)
  }

  /// Parses a deferral (缓缴); its policy and its last day must come together.
  private static func deferral(
    _ record: LineRecord, _ place: Int
  ) throws(RecordProblem) -> Deferral? {
    if record.deferrableUntil.isEmpty, record.policy.isEmpty { return nil }
    guard !record.deferrableUntil.isEmpty, !record.policy.isEmpty else {
      throw RecordProblem(.deferral, "明细 \(place)：缓缴政策与缓缴截止日期应同时填写")
    }
    return Deferral(
      policy: try RecordFields.text(record.policy, "缓缴政策"),
      until: try RecordFields.date(record.deferrableUntil, "缓缴截止日期"))
  }

  /// Returns the distinct levy names in order, joined by 、. Where that exceeds ``leviesBytesMax``,
  /// the end is replaced by the number of levies (等 3 项).
  private static func levies(_ lines: [LineRecord]) throws(RecordProblem) -> String {
    var names: [String] = []
    for line in lines where names.last != line.levyName && !names.contains(line.levyName) {
      names.append(try RecordFields.name(line.levyName, "征收项目名称", .levy))
    }
    let all = names.joined(separator: "、")
    guard all.utf8.count > leviesBytesMax else { return all }
    let end = "等 \(names.count) 项"
    var count = names.count - 1
    var short = all
    while short.utf8.count > leviesBytesMax {
      short = names.prefix(count).joined(separator: "、") + end
      count -= 1
    }
    return short
  }
}
