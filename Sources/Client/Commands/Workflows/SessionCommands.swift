import Protocol
import Terminal

/// `logout`, `whoami`, `session`: the sessions (会话) of the person at the employer.
enum SessionCommands {
  static let all = [
    Command(["logout"], Phrase("退出登录", "sign out"), run: logout),
    Command(["whoami"], Phrase("当前登录信息", "who is signed in"), run: whoami),
    Command(["session", "list"], Phrase("本人在本户的会话", "own sessions"), run: list),
    Command(
      ["session", "end"], Phrase("结束一个会话", "end a session"),
      arguments: [
        ArgumentSpec(
          "session", Phrase("会话", "session"), Phrase("见 session list", "see session list"))
      ], run: end),
  ]

  private static func logout(_ run: Run) throws(ErrorReport) -> ExitCode {
    let done = try run.ask(SessionMethods.logout)
    try run.remember(nil)
    try run.show(done, Phrase("已退出登录", "signed out"))
    return .done
  }

  private static func whoami(_ run: Run) throws(ErrorReport) -> ExitCode {
    let who = try run.ask(SessionMethods.whoami)
    try run.show(
      CommandOutput(
        who,
        [
          .fields(
            FieldList([
              (Phrase("纳税人", "employer"), .text(who.employerName)),
              (Phrase("纳税人识别号", "taxpayer"), .text(who.taxpayer.text)),
              (Phrase("登记序号", "registration"), .text(who.registration.text)),
              (Phrase("办税人员", "person"), .text(who.person)),
              (Phrase("身份", "identity"), .phrase(IdentityWords.phrase(who.identity))),
              (Phrase("已扫码验证", "proved by scan"), .yesNo(who.proved)),
              (Phrase("登录时间", "since"), .text("\(who.since)")),
              (Phrase("不操作则至", "idle until"), .text("\(who.idleEnds)")),
              (Phrase("会话至", "session ends"), .text("\(who.ends)")),
            ]))
        ]))
    return .done
  }

  private static func list(_ run: Run) throws(ErrorReport) -> ExitCode {
    let list = try run.ask(SessionMethods.list)
    let table = Table(
      [
        Column("session", Phrase("会话", "session")),
        Column("identity", Phrase("身份", "identity")),
        Column("since", Phrase("登录时间", "since")),
        Column("lastUsed", Phrase("最近使用", "last used")),
        Column("current", Phrase("当前", "current")),
      ],
      list.sessions.map { session in
        [
          .text("\(session.session)"), .phrase(IdentityWords.phrase(session.identity)),
          .text("\(session.since)"), .text("\(session.lastUsed)"), .yesNo(session.current),
        ]
      })
    try run.show(CommandOutput(list, list: "sessions", [.table(table)]))
    return .done
  }

  private static func end(_ run: Run) throws(ErrorReport) -> ExitCode {
    let session = try run.value("session", Phrase("会话", "session")) { Id128(hex: $0) }
    let done = try run.ask(SessionMethods.end, SessionReference(session: session))
    try run.show(done, Phrase("会话已结束", "the session is over"))
    return .done
  }
}
