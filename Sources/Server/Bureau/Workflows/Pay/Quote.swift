internal import Protocol

/// The amounts of paying a notice on a business day: the lines taken with their late fees, and the
/// digest that the payment repeats.
struct Quote {
  /// The lines taken, with their late fees as of the day.
  let lines: [AttemptLine]
  /// The numbers of the lines taken.
  let numbers: Set<LineNumber>
  /// The sum of the fees, without late fees.
  let amount: Money
  /// The sum of the late fees (滞纳金).
  let lateFee: Money
  /// ``amount`` and ``lateFee`` together.
  let total: Money
  /// Over the number and version of the notice, the day, the total, and the lines with their
  /// amounts.
  let digest: Digest256

  /// Computes the amounts as of the business day of the context.
  ///
  /// - Throws: `.limit` where a late fee or a sum overflows.
  init(_ notice: Notice, ticked: Set<LineNumber>, _ context: Context) throws(Refusal) {
    let day = context.now.day
    let selection = Selection(notice, ticked: ticked, day: day)
    var lines: [AttemptLine] = []
    for line in selection.lines {
      let fee = try line.lateFee(due: notice.due, on: day, count: context.realm.dayCount)
      lines.append(AttemptLine(number: line.number, amount: line.amount, lateFee: fee))
    }
    self.lines = lines
    numbers = selection.numbers
    amount = try Sums.of(lines.lazy.map(\.amount))
    lateFee = try Sums.of(lines.lazy.map(\.lateFee))
    total = try Sums.of(amount, lateFee)
    digest = context.digests.plain(Self.terms(notice, lines, total, day))
  }

  private static func terms(
    _ notice: Notice, _ lines: [AttemptLine], _ total: Money, _ day: BusinessDate
  ) -> [UInt8] {
    var bytes = Array(notice.number.text.utf8)
    append(UInt64(notice.version), to: &bytes)
    append(day.number, to: &bytes)
    append(UInt64(bitPattern: total.fen), to: &bytes)
    for line in lines {
      append(line.number.number, to: &bytes)
      append(UInt64(bitPattern: line.amount.fen), to: &bytes)
      append(UInt64(bitPattern: line.lateFee.fen), to: &bytes)
    }
    return bytes
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }
}
