internal import Protocol

/// The lines of a notice that a payment takes: all that are declared, but a deferrable one (缓缴)
/// only where it is ticked (T11).
struct Selection {
  let lines: [Line]
  let numbers: Set<LineNumber>

  /// Chooses among a notice's lines. Ticks on lines that are not deferrable change nothing here;
  /// `check` refuses them.
  init(_ notice: Notice, ticked: Set<LineNumber>, day: BusinessDate) {
    lines = notice.lines.filter { line in
      line.status == .declared && (!line.isDeferrable(on: day) || ticked.contains(line.number))
    }
    numbers = Set(lines.map(\.number))
  }

  /// Checks that every tick is on a declared line that is deferrable on the day.
  ///
  /// - Throws: `.lineNotDeferrable`.
  static func check(
    _ ticked: [LineNumber], _ notice: Notice, day: BusinessDate
  ) throws(Refusal) {
    for number in ticked {
      let line = notice.lines.first { $0.number == number }
      guard let line, line.status == .declared, line.isDeferrable(on: day) else {
        throw Refusal(
          .lineNotDeferrable, "明细 \(number) 不是可缓缴的明细",
          next: "shebao pay preview \(notice.number)")
      }
    }
  }
}
