internal import Protocol

/// The second factor by SMS code (短信验证码, L1.4).
enum CodeStep {
  /// Sends a code to the mobile number on file, and ends an earlier code of this login.
  ///
  /// - Throws: `.loginExpired`; `.loginStage` outside the stage `factor`; `.loginLocked`;
  ///   `.codeTooSoon`; `.exhausted`.
  static func send(
    _ request: LoginReference, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let open = try LoginRules.open(request.login, state, volatile, now: context.now.real)
    guard open.login.stage == .factor else { throw LoginRules.stage }
    if let locked = LoginWay.smsCode.lock(open.person.failures, now: context.now.real) {
      throw locked
    }
    var login = open.login
    let sent = try CodeSending.send(
      to: open.person, for: .login(login.id), doing: "登录电子税务局", state, volatile,
      &context)
    let ended: [VolatileChange] = login.code.map { [.codeEnded($0)] } ?? []
    login.code = sent.request.id
    return Decision(
      .reply(sent.reply), events: [sent.event],
      volatile: ended + [.code(sent.request), .login(login)], orders: [.message(sent.order)])
  }

  /// Checks the code and moves the login on. A code that wrong tries have ended counts as one error
  /// of the way `smsCode`.
  ///
  /// - Throws: `.loginExpired`; `.loginStage` outside the stage `factor`; `.codeExpired`; after a
  ///   right code as `Entering.move`.
  static func enter(
    _ request: LoginCode, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let open = try LoginRules.open(request.login, state, volatile, now: context.now.real)
    guard open.login.stage == .factor else { throw LoginRules.stage }
    let verdict = try CodeCheck.judge(
      request.code, open.login.code, for: .login(request.login), volatile, context)
    let resident = open.person.resident
    let way = LoginWay.smsCode
    switch verdict {
    case .wrong(let refusal, let change): return Decision(.refusal(refusal), volatile: [change])
    case .dead(let refusal, let change):
      let failures = way.counting(open.person.failures, now: context.now.real)
      let failed = LoginFailed(resident: resident, failures: failures)
      return Decision(
        .refusal(refusal), events: [.person(.loginFailed(failed))], volatile: [change])
    case .right(_, let change):
      let failed = open.person.failures.contains { $0.way == way.rawValue }
      let passed = LoginPassed(resident: resident, way: way.rawValue)
      return try Entering.move(
        .codeEntered, open, state, events: failed ? [.person(.loginPassed(passed))] : [],
        volatile: [change], &context)
    }
  }
}
