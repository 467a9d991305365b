import Protocol
import Terminal

/// `doctor`, `completion`, `version`: about the program itself, not about fees.
enum DoctorCommands {
  static let all = [
    Command(["doctor"], Phrase("检查环境和连接", "check the surroundings"), run: doctor),
    Command(
      ["completion"], Phrase("生成补全脚本", "a completion script"),
      arguments: [
        ArgumentSpec("shell", Phrase("bash|zsh|fish", "bash|zsh|fish"), Phrase("终端类型", "shell"))
      ], run: completion),
    Command(["version"], Phrase("显示版本", "show the version")) { (run: Run) throws(ErrorReport) in
      let version = JSONValue.string(ProgramVersion.text)
      let text = Phrase(same: "\(ChannelCalls.software) \(ProgramVersion.text)")
      try run.show(CommandOutput(["version": version], [.text(text)]))
      return .done
    },
  ]

  private static func completion(_ run: Run) throws(ErrorReport) -> ExitCode {
    let shell = try run.value("shell", Phrase("终端类型", "shell")) { Shell(rawValue: $0) }
    try run.write(Catalogue.table.completion(shell))
    return .done
  }

  /// A row of the output of `doctor`.
  private struct Check {
    let name: Phrase
    let isWell: Bool
    let found: String
  }

  private static func doctor(_ run: Run) throws(ErrorReport) -> ExitCode {
    var checks = [
      Check(name: Phrase("版本", "version"), isWell: true, found: ProgramVersion.text),
      Check(
        name: Phrase("语言", "language"), isWell: true,
        found: "\(run.language.rawValue) (\(run.console.environment("LANG") ?? "-"))"),
      Check(name: Phrase("配置", "profile"), isWell: true, found: run.settings.profile),
      Check(
        name: Phrase("状态目录", "state folder"), isWell: run.settings.statePath != nil,
        found: run.settings.statePath ?? "-"),
    ]
    var exit = ExitCode.done
    do throws(ErrorReport) {
      checks += try connection(run)
    } catch {
      exit = error.exit
      let why = error.why.map { "\($0[run.language])" } ?? ""
      checks.append(
        Check(
          name: Phrase("连接", "connection"), isWell: false,
          found: "\(error.code) \(error.what[run.language]) \(why)"))
    }
    let table = Table(
      [
        Column("check", Phrase("检查", "check")), Column("ok", Phrase("正常", "ok")),
        Column("found", Phrase("结果", "found")),
      ],
      checks.map { [.phrase($0.name, code: $0.name.en), .yesNo($0.isWell), .text($0.found)] })
    let ruler = Phrase("对齐检查 [中文][（）][①][abc]", "width ruler [中文][（）][①][abc]")
    try run.show(
      CommandOutput(.array(table.json), items: table.json, [.table(table), .text(ruler)]))
    return exit
  }

  /// The tolerated difference between the client's and the server's clock, ms.
  static let skewMaxMs: UInt64 = 60_000

  /// Compares this machine's clock with the server's time of its greeting.
  private static func clock(_ run: Run, _ server: UInt64) -> Check {
    let own = run.environment.wallMs()
    let off = own > server ? own - server : server - own
    let seconds = off / 1_000
    let isAhead = own > server
    let found =
      off <= skewMaxMs
      ? Phrase("相差不到 \(seconds + 1) 秒", "off by less than \(seconds + 1) s")
      : Phrase(
        "本机时钟\(isAhead ? "快" : "慢") \(seconds) 秒，请校准本机时钟",
        "this machine's clock is \(seconds) s \(isAhead ? "ahead" : "behind"); set it right")
    return Check(
      name: Phrase("本机时钟", "own clock"), isWell: off <= skewMaxMs,
      found: found[run.language])
  }

  private static func connection(_ run: Run) throws(ErrorReport) -> [Check] {
    let greeting = try run.greeting()
    let health = try run.ask(SystemMethods.health)
    return [
      Check(
        name: Phrase("连接", "connection"), isWell: true,
        found: "\(run.server) \(greeting.software) \(greeting.version)"),
      Check(name: Phrase("账套", "realm"), isWell: true, found: "\(greeting.realm)"),
      Check(
        name: Phrase("服务器时间", "server's time"), isWell: true,
        found: "\(Timestamp(clamping: greeting.serverTimeMs))"),
      clock(run, greeting.serverTimeMs),
      Check(
        name: Phrase("服务", "service"), isWell: health.serving,
        found: health.serving ? "durable \(health.durable)" : health.note),
    ]
  }
}
