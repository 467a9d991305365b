import Protocol
import Terminal

/// `officer`: payments to be resolved, login locks, the clocks, generated data (税务人员).
enum OfficerCommands {
  static let all =
    OfficerCaseCommands.all + [
      Command(
        ["officer", "unlock"], Phrase("解除登录锁定", "lift a person's login locks"),
        arguments: [
          ArgumentSpec("resident", Phrase("身份证号码", "ID"), Phrase("居民身份证号码", "resident ID"))
        ], run: unlock),
      Command(
        ["officer", "clock"],
        Phrase("时钟（沙箱可拨快；跳变须确认）", "the clocks; a sandbox's can advance, a step is confirmed"),
        options: [
          OptionSpec.flag(
            "confirm-step",
            Phrase("确认服务器时钟的跳变", "the wall clock is right: follow its step")),
          OptionSpec(
            "advance", value: Phrase("时长", "time"),
            Phrase("拨快，如 3d12h30m", "by so much, as 3d12h30m")
          ),
          OptionSpec(
            "to", value: Phrase("日期", "date"), Phrase("拨到该日零点", "to that day's beginning")),
          CommandOptions.dryRun,
        ], run: clock),
      GenerateCommand.command,
    ]

  private static func unlock(_ run: Run) throws(ErrorReport) -> ExitCode {
    let resident = try run.value(
      "resident", Phrase("居民身份证号码", "resident ID"), ResidentID.self)
    let done = try run.ask(OfficerMethods.unlock, OfficerUnlock(resident: resident))
    try run.show(done, Phrase("已解除锁定", "unlocked"))
    return .done
  }

  /// Returns whether the server's real time follows its wall clock, and the difference.
  private static func standing(_ clock: ClockState) -> Phrase {
    let off = clock.wall.milliseconds(since: clock.real)
    let seconds = abs(off) / 1_000
    let zh = off < 0 ? "慢 \(seconds) 秒" : "快 \(seconds) 秒"
    let en = off < 0 ? "\(seconds) s behind" : "\(seconds) s ahead"
    guard clock.stepped else {
      return seconds == 0
        ? Phrase("正常", "well") : Phrase("正在跟随：服务器时钟\(zh)", "following; the wall is \(en)")
    }
    return Phrase(
      "跳变：服务器时钟\(zh)，未跟随；确认无误后 shebao officer clock --confirm-step",
      "stepped: the wall is \(en), not followed; if right, shebao officer clock --confirm-step")
  }

  private static func clock(_ run: Run) throws(ErrorReport) -> ExitCode {
    var milliseconds = try run.maybe("advance", Phrase("时长", "time"), DurationText.milliseconds)
    if let day = try run.maybe("to", Phrase("日期", "date"), { BusinessDate($0) }) {
      let now = try run.ask(OfficerMethods.clockShow).business
      let ahead = day.start.milliseconds(since: now)
      guard ahead > 0 else {
        throw ErrorReport(
          .badData, code: "clock.past",
          what: Phrase("时钟不能回拨：现在是 \(now)", "the clock never goes back; it is \(now)"))
      }
      milliseconds = UInt64(ahead)
    }
    if let milliseconds, run.isDry {
      try run.showDry(OfficerMethods.clockAdvance, ClockAdvance(milliseconds: milliseconds))
      return .done
    }
    let clock: ClockState
    if run.invocation.flag("confirm-step") {
      let confirm = ClockConfirm(wall: try run.ask(OfficerMethods.clockShow).wall)
      guard !run.isDry else {
        try run.showDry(OfficerMethods.clockConfirm, confirm)
        return .done
      }
      clock = try run.ask(OfficerMethods.clockConfirm, confirm)
    } else if let milliseconds {
      clock = try run.ask(OfficerMethods.clockAdvance, ClockAdvance(milliseconds: milliseconds))
    } else {
      clock = try run.ask(OfficerMethods.clockShow)
    }
    try run.show(
      CommandOutput(
        clock,
        [
          .fields(
            FieldList([
              (Phrase("业务时间", "business"), .text("\(clock.business)")),
              (Phrase("真实时间", "real"), .text("\(clock.real)")),
              (Phrase("服务器时钟", "wall clock"), .text("\(clock.wall)")),
              (Phrase("时钟状态", "state"), .phrase(standing(clock))),
            ]))
        ]))
    return .done
  }
}
