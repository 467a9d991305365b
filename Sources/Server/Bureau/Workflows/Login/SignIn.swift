internal import Protocol

/// Signing in (登录): what somebody without a session may ask.
enum SignIn {
  static func decide(
    _ request: Request, _ state: State, _ lobby: Lobby, _ means: inout Means
  ) throws(Refusal) -> Decision {
    switch request {
    case .loginSlider: .reply(.slider(SliderChallenge.make(&means)))
    case .loginPassword(let m): try PasswordStep.decide(m, state, lobby, &means)
    case .loginCodeSend(let m): try CodeStep.send(m, state, lobby, &means)
    case .loginCodeEnter(let m): try CodeStep.enter(m, state, lobby, &means)
    case .loginScanStart(let m): try ScanStep.start(m, state, lobby, &means)
    case .loginScanWait(let m): try ScanStep.wait(m, state, lobby, &means)
    case .loginIdentity(let m): try choose(m, state, lobby, &means)
    case .loginConfirm(let m): try confirm(m, state, lobby, &means)
    case .loginConsentText(let m): .reply(.consentText(try text(m, means.digests)))
    case .loginConsent(let m): try consent(m, state, lobby, &means)
    case .accountActivateStart(let m): try Activation.start(m, state, lobby, &means)
    case .accountActivate(let m): try Activation.finish(m, state, lobby, &means)
    default: throw Dispatch.wrongDoor
    }
  }

  /// L1.5: only an identity held at one of the login's employers can be chosen.
  private static func choose(
    _ choice: IdentityChoice, _ state: State, _ lobby: Lobby, _ means: inout Means
  ) throws(Refusal) -> Decision {
    let desk = try LoginRules.desk(choice.login, state, lobby, now: means.now.real)
    let held = desk.identities.first {
      $0.kind == choice.kind && $0.registration == choice.registration
    }
    guard desk.login.stage == .identity else { throw LoginRules.stage }
    guard let held else { throw LoginMachine.noIdentity }
    return try Entering.move(.chosen(held), desk, state, &means)
  }

  /// L1.6.
  private static func confirm(
    _ request: LoginReference, _ state: State, _ lobby: Lobby, _ means: inout Means
  ) throws(Refusal) -> Decision {
    let desk = try LoginRules.desk(request.login, state, lobby, now: means.now.real)
    var events: [Event] = []
    if let chosen = desk.login.chosen {
      let confirmed = IdentityConfirmed(
        resident: desk.person.resident, registration: chosen.registration, kind: chosen.kind)
      events = [.identityConfirmed(confirmed)]
    }
    return try Entering.move(.confirmed, desk, state, events: events, &means)
  }

  private static func text(
    _ request: ConsentRequest, _ digests: any Digests
  ) throws(Refusal) -> ConsentText {
    guard let text = ConsentTexts.text(request.document, digests) else {
      throw Refusal(.consentStale, "没有此文件", next: "shebao login password")
    }
    return text
  }

  /// L1.7: what was shown must be what is missing, in its present version; a no ends the login.
  private static func consent(
    _ answer: ConsentAnswer, _ state: State, _ lobby: Lobby, _ means: inout Means
  ) throws(Refusal) -> Decision {
    let desk = try LoginRules.desk(answer.login, state, lobby, now: means.now.real)
    guard desk.login.stage == .consent else { throw LoginRules.stage }
    guard answer.accepted else {
      let refusal = Refusal(
        .consentRefused, "未同意告知同意书和服务协议，不能登录", next: "shebao login password")
      return Decision(.refusal(refusal), passing: [.loginEnded(desk.login.id)])
    }
    let missing = ConsentTexts.missing(desk.person, means.digests)
    guard missing.allSatisfy({ document in answer.documents.contains(document) }) else {
      throw Refusal(.consentStale, "告知同意书或服务协议已更新，请重新阅读", next: "请重新阅读并确认")
    }
    let at = means.now.real
    let events = missing.map { document in
      Event.consentAccepted(
        ConsentAccepted(
          resident: desk.person.resident,
          consent: ConsentGiven(
            document: document.document, version: document.version, hash: document.hash, at: at)))
    }
    return try Entering.move(.consented, desk, state, events: events, &means)
  }
}
