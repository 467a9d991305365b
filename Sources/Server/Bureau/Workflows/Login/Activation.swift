internal import Protocol

/// 账户激活: a person sets their own password by an SMS code, the first time or again.
///
/// An unknown resident ID, or another mobile number than the one on file, gets the same answers,
/// but no code is sent. The slider is checked first: without it one machine could order codes
/// without end.
enum Activation {
  /// Decides the `account.` requests.
  ///
  /// - Throws: to start, `.sliderRefused`, `.codeTooSoon` or `.exhausted`; to finish,
  ///   `.passwordWeak` or `.codeExpired`.
  static func decide(
    _ request: AccountRequest, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .activateStart(let m): try start(m, state, volatile, &context)
    case .activate(let m): try finish(m, state, volatile, &context)
    }
  }

  /// Returns the lookup of the person whose password is set.
  static func needs(_ request: AccountRequest, _ volatile: VolatileState) -> [Lookup] {
    switch request {
    case .activateStart(let m): [.person(m.resident)]
    case .activate(let m): volatile.codes[m.request]?.resident.map { [.person($0)] } ?? []
    }
  }

  static func start(
    _ request: ActivationStart, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let slider = try SliderChallenge.check(
      SliderAnswer(request), volatile, context, next: "shebao account activate")
    guard let person = state.persons[request.resident], person.mobile == request.mobile else {
      return try pretend(request, slider, state, volatile, &context)
    }
    let sent = try CodeSending.send(
      to: person, for: .activation, doing: "设置登录密码", state, volatile, &context)
    return Decision(
      .reply(sent.reply), events: [sent.event],
      volatile: [slider, .code(sent.request)],
      orders: [.message(sent.order)])
  }

  private static func pretend(
    _ request: ActivationStart, _ slider: VolatileChange, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    let key = UnknownLogin.key(request.resident.text, request.mobile.text, context.digests)
    let sent = volatile.unknownLogins[key]?.codesSent ?? []
    let pretence = try CodeSending.pretend(
      to: request.mobile, for: .activation, sent: sent, state, volatile, &context)
    let now = context.now.real
    let unknownLogin = UnknownLogin(
      failures: [], codesSent: (sent + [now]).suffix(UnknownLogin.codesMax), now: now)
    return Decision(
      .reply(pretence.reply),
      volatile: [slider, .code(pretence.request), .unknownLogin(key, unknownLogin)])
  }

  /// Sets the password in two passes, with scrypt between them. The second pass uses the code up:
  /// of two requests with one code, the one that comes back from scrypt later is refused.
  static func finish(
    _ request: ActivationFinish, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    try PasswordRules.check(request.password)
    let verdict = try CodeCheck.judge(
      request.code, request.request, for: .activation, volatile, context)
    switch verdict {
    case .wrong(let refusal, let change), .dead(let refusal, let change):
      return Decision(.refusal(refusal), volatile: [change])
    case .right(let resident, let used):
      guard let person = state.persons[resident] else { throw CodeCheck.expired }
      try PasswordRules.check(request.password, of: person)
      let salt = Array(context.digests.plain(request.request.bytes).bytes.prefix(16))
      let cost = context.realm.scrypt
      guard let derived = context.derived else {
        let password = Array(request.password.utf8)
        return Decision(
          .derive(Derivation(password: password, salt: salt, cost: cost, resident: resident)))
      }
      let hash = PasswordHash(salt: salt, hash: derived.bytes, n: cost.n, r: cost.r, p: cost.p)
      return Decision(
        .reply(Done(text: "设置登录密码成功")),
        events: [.person(.passwordSet(PasswordSet(resident: resident, password: hash)))]
          + ended(resident, state),
        volatile: [used])
    }
  }

  /// Ends all sessions of the person: they were opened with the old password.
  private static func ended(_ resident: ResidentID, _ state: State) -> [Event] {
    state.sessions.values.filter { $0.resident == resident }.map(\.id).sorted()
      .map { .session(.sessionFinished(SessionFinished(session: $0, why: .ended))) }
  }
}
