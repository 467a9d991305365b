import Protocol
import Terminal

/// `officer`: attempts that wait for an officer, locks, the sandbox's clock, generated data.
enum OfficerCommands {
  static let all = [
    Command(
      ["officer", "list"], Phrase("待处理的扣款", "payments that wait for an officer"), run: list),
    Command(
      ["officer", "unlock"], Phrase("解除登录锁定", "lift a person's login locks"),
      arguments: [
        ArgumentSpec("resident", Phrase("身份证号码", "ID"), Phrase("居民身份证号码", "resident ID"))
      ], run: unlock),
    Command(
      ["officer", "clock"], Phrase("业务时钟（沙箱可拨快）", "the business clock; a sandbox's can advance"),
      options: [
        OptionSpec(
          "advance", value: Phrase("时长", "time"), Phrase("拨快，如 3d12h30m", "by so much, as 3d12h30m")
        ),
        OptionSpec(
          "to", value: Phrase("日期", "date"), Phrase("拨到该日零点", "to that day's beginning")),
        Options.dryRun,
      ], run: clock),
    GenerateCommand.command,
  ]

  private static func list(_ run: Run) throws(ErrorReport) -> ExitCode {
    let list = try run.ask(.officerAttempts) {
      if case .officerAttempts(let m) = $0 { m } else { nil }
    }
    try run.show(Page(list, list: "payments", [.table(PayView.table(list.payments))]))
    return .done
  }

  private static func unlock(_ run: Run) throws(ErrorReport) -> ExitCode {
    let resident = try run.value(
      "resident", Phrase("居民身份证号码", "resident ID"), Typed.resident)
    let done = try run.ask(.officerUnlock(OfficerUnlock(resident: resident))) {
      if case .done(let m) = $0 { m } else { nil }
    }
    try run.show(done, Phrase("已解除锁定", "unlocked"))
    return .done
  }

  private static func state(_ reply: Reply) -> ClockState? {
    if case .clockState(let m) = reply { m } else { nil }
  }

  private static func clock(_ run: Run) throws(ErrorReport) -> ExitCode {
    var milliseconds = try run.maybe("advance", Phrase("时长", "time"), Span.milliseconds)
    if let day = try run.maybe("to", Phrase("日期", "date"), { BusinessDate($0) }) {
      let now = try run.ask(.officerClockShow, state).business
      let ahead = day.start.milliseconds(since: now)
      guard ahead > 0 else {
        throw ErrorReport(
          .badData, code: "clock.past",
          what: Phrase("时钟不能回拨：现在是 \(now)", "the clock never goes back; it is \(now)"))
      }
      milliseconds = UInt64(ahead)
    }
    if let milliseconds, run.isDry {
      try run.showDry(.officerClockAdvance, ClockAdvance(milliseconds: milliseconds))
      return .done
    }
    let clock: ClockState
    if let milliseconds {
      clock = try run.ask(.officerClockAdvance(ClockAdvance(milliseconds: milliseconds)), state)
    } else {
      clock = try run.ask(.officerClockShow, state)
    }
    try run.show(
      Page(
        clock,
        [
          .records(
            Records([
              (Phrase("业务时间", "business"), .text("\(clock.business)")),
              (Phrase("真实时间", "real"), .text("\(clock.real)")),
            ]))
        ]))
    return .done
  }
}

/// A length of time as typed: `26d`, `3d12h30m`, `90s`.
enum Span {
  static func milliseconds(_ text: String) -> UInt64? {
    var total: UInt64 = 0
    var number: UInt64?
    for byte in text.utf8 {
      if (0x30...0x39).contains(byte) {
        guard let next = times(number ?? 0, 10), next < 1_000_000_000 else { return nil }
        number = next + UInt64(byte - 0x30)
        continue
      }
      guard let count = number, let unit = unit(byte), let part = times(count, unit) else {
        return nil
      }
      total += part
      number = nil
    }
    return number == nil && total > 0 ? total : nil
  }

  private static func unit(_ byte: UInt8) -> UInt64? {
    switch byte {
    case UInt8(ascii: "d"): 86_400_000
    case UInt8(ascii: "h"): 3_600_000
    case UInt8(ascii: "m"): 60_000
    case UInt8(ascii: "s"): 1_000
    default: nil
    }
  }

  private static func times(_ left: UInt64, _ right: UInt64) -> UInt64? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }
}
