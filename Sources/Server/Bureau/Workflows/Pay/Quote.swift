internal import Protocol

/// What paying a notice comes to on a day: the lines taken with their late fees, and the digest
/// that the payment repeats.
struct Quote {
  /// The lines taken, their late fees as of the day.
  let lines: [AttemptLine]
  /// The numbers of the lines taken.
  let numbers: Set<LineNumber>
  /// The fees.
  let amount: Money
  let lateFee: Money
  /// Both.
  let total: Money
  /// Over the notice's version, the lines, the amounts and the day.
  let digest: Digest256

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
