internal import Protocol

/// 登录: the requests of a client that has no session yet.
enum Logins {
  /// Decides the `login.` requests.
  ///
  /// - Throws: as the function of each step; for the text of an unknown document `.consentStale`.
  static func decide(
    _ request: LoginRequest, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .slider: .reply(SliderChallenge.make(&context))
    case .password(let m): try PasswordStep.decide(m, state, volatile, &context)
    case .codeSend(let m): try CodeStep.send(m, state, volatile, &context)
    case .codeEnter(let m): try CodeStep.enter(m, state, volatile, &context)
    case .scanStart(let m): try ScanStep.start(m, state, volatile, &context)
    case .scanWait(let m): try ScanStep.wait(m, state, volatile, &context)
    case .identity(let m): try choose(m, state, volatile, &context)
    case .confirm(let m): try confirm(m, state, volatile, &context)
    case .consentText(let m): .reply(try text(m, context.digests))
    case .consent(let m): try consent(m, state, volatile, &context)
    }
  }

  /// Returns the lookups of a step: the person and the employers of the login.
  static func needs(_ request: LoginRequest, _ volatile: VolatileState, _ found: LookupResults)
    -> [Lookup]
  {
    switch request {
    case .slider, .consentText: []
    case .password(let m): password(m, found)
    case .codeSend(let m), .scanWait(let m), .confirm(let m): login(m.login, volatile)
    case .codeEnter(let m): login(m.login, volatile)
    case .scanStart(let m): login(m.login, volatile)
    case .identity(let m): login(m.login, volatile)
    case .consent(let m): login(m.login, volatile)
    }
  }

  /// Returns a login name as the books have it: spaces around a mobile number or a resident ID, a
  /// lower-case letter and full-width digits in it make no difference.
  static func loginName(_ typed: String) -> String {
    do throws(IdentifierProblem) { return try MobileNumber.parse(typed).text } catch {}
    do throws(IdentifierProblem) { return try ResidentID.parse(typed).text } catch {}
    return typed
  }

  private static func password(_ login: PasswordLogin, _ found: LookupResults) -> [Lookup] {
    let name = loginName(login.user)
    let persons = (found.users[name] ?? []).map { Lookup.person($0) }
    return [.user(name), .taxpayer(login.taxpayer)] + persons
  }

  /// Returns the lookups of a login's person and employers, which may have been evicted since it
  /// began.
  private static func login(_ id: Id128, _ volatile: VolatileState) -> [Lookup] {
    guard let login = volatile.logins[id] else { return [] }
    return [.person(login.resident)] + login.employers.map { .employer($0) }
  }

  /// Chooses an identity (L1.5), held at one of the login's employers.
  private static func choose(
    _ choice: IdentityChoice, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let open = try LoginRules.open(choice.login, state, volatile, now: context.now.real)
    let identity = open.identities.first {
      $0.kind == choice.kind && $0.registration == choice.registration
    }
    guard open.login.stage == .identity else { throw LoginRules.stage }
    guard let identity else { throw LoginMachine.noIdentity }
    return try Entering.move(.chosen(identity), open, state, &context)
  }

  /// Confirms the chosen identity (L1.6).
  private static func confirm(
    _ request: LoginReference, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let open = try LoginRules.open(request.login, state, volatile, now: context.now.real)
    var events: [Event] = []
    if let chosen = open.login.chosen {
      let confirmed = IdentityConfirmed(
        resident: open.person.resident, registration: chosen.registration, kind: chosen.kind)
      events = [.person(.identityConfirmed(confirmed))]
    }
    return try Entering.move(.confirmed, open, state, events: events, &context)
  }

  private static func text(
    _ request: ConsentRequest, _ digests: any Digests
  ) throws(Refusal) -> ConsentText {
    guard let text = ConsentTexts.text(request.document, digests) else {
      throw Refusal(.consentStale, "没有此文件", next: "shebao login password")
    }
    return text
  }

  /// Accepts the documents (L1.7): the answer must name every missing one in its present version. A
  /// no ends the login.
  private static func consent(
    _ answer: ConsentAnswer, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let open = try LoginRules.open(answer.login, state, volatile, now: context.now.real)
    guard open.login.stage == .consent else { throw LoginRules.stage }
    guard answer.accepted else {
      let refusal = Refusal(
        .consentRefused, "未同意告知同意书和服务协议，不能登录", next: "shebao login password")
      return Decision(.refusal(refusal), volatile: [.loginEnded(open.login.id)])
    }
    let missing = ConsentTexts.missing(open.person, context.digests)
    guard missing.allSatisfy({ document in answer.documents.contains(document) }) else {
      throw Refusal(.consentStale, "告知同意书或服务协议已更新，请重新阅读", next: "请重新阅读并确认")
    }
    let at = context.now.real
    let events = missing.map { document in
      Event.person(
        .consentAccepted(
          ConsentAccepted(
            resident: open.person.resident,
            consent: ConsentGiven(
              document: document.document, version: document.version, hash: document.hash, at: at)))
      )
    }
    return try Entering.move(.consented, open, state, events: events, &context)
  }
}
