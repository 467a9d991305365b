internal import Protocol

/// The progress of a login: moves it on after each input, and opens the session (会话) at its end.
enum Entering {
  /// Moves a login on by an input. The reply is the next stage or, at the end, the opened session.
  ///
  /// - Throws: `.loginStage` or `.scanNeeded` for an input that the stage does not take;
  ///   `.identityUnknown` where the person does not hold the chosen identity, or none;
  ///   `.personLocked` at the chosen employer (T13); `.loginExpired` where that employer does not
  ///   exist.
  static func move(
    _ input: LoginInput, _ open: OpenLogin, _ state: State, events: [Event] = [],
    volatile: [VolatileChange] = [], _ context: inout Context
  ) throws(Refusal) -> Decision {
    let missing = ConsentTexts.missing(open.person, context.digests)
    let facts = LoginMachine.Facts(
      identities: open.identities, lacksConsent: !missing.isEmpty)
    let login = try LoginMachine.advance(input, open.login, facts)
    if let chosen = login.chosen {
      // An import may have taken the identity away since it was chosen.
      guard open.identities.contains(where: { $0.isSame(as: chosen) }) else {
        throw LoginMachine.noIdentity
      }
      try checkLock(open.person.resident, chosen.registration, state, now: context.now.real)
    }
    guard login.stage == .entered, let chosen = login.chosen else {
      return Decision(
        .reply(step(login, open, state, context.digests)), events: events,
        volatile: volatile + [.login(login)])
    }
    return try enter(
      chosen, login, open, state, events: events, volatile: volatile + [.loginEnded(login.id)],
      &context)
  }

  /// Returns the login's present stage, with what the clerk needs to go on.
  static func step(
    _ login: Login, _ open: OpenLogin, _ state: State, _ digests: any Digests,
    session: SessionOpened? = nil
  ) -> LoginStep {
    let consents = login.stage == .consent ? ConsentTexts.missing(open.person, digests) : []
    let identities = login.stage == .identity ? open.identities.prefix(identitiesMax) : []
    return LoginStep(
      login: login.id, stage: login.stage, identities: identities.map { option($0, state) },
      needsScan: LoginMachine.needsScan(login), consents: consents, session: session,
      chosen: login.chosen.map { option($0, state) })
  }

  /// The most identities that one reply lists.
  static let identitiesMax = 32

  /// Refuses a person whom wrong payment passwords have locked at the employer, whatever the way of
  /// login (T13).
  ///
  /// - Throws: `.personLocked`.
  static func checkLock(
    _ resident: ResidentID, _ registration: RegistrationNumber, _ state: State, now: Timestamp
  ) throws(Refusal) {
    let lock = state.employers[registration]?.locks[resident]
    guard let until = lock?.lockedUntil, until > now else { return }
    throw PaymentPasswordCheck.locked(until)
  }

  private static func option(_ identity: PersonIdentity, _ state: State) -> IdentityOption {
    let employer = state.employers[identity.registration]
    return IdentityOption(
      kind: identity.kind, confirmed: identity.confirmed, registration: identity.registration,
      employerName: employer?.registration.name ?? "")
  }

  /// Returns the name of a person towards clients: a keyed digest of the resident ID, constant
  /// within a realm.
  static func name(of person: ResidentID, _ digests: any Digests) -> Id128 {
    let digest = digests.keyed(.person, Array(person.text.utf8))
    return Id128(high: digest.word0, low: digest.word1)
  }

  /// Opens the session. Beyond `SessionRules.sessionsMax` the person's oldest sessions at the
  /// employer end.
  private static func enter(
    _ chosen: PersonIdentity, _ login: Login, _ open: OpenLogin, _ state: State, events: [Event],
    volatile: [VolatileChange], _ context: inout Context
  ) throws(Refusal) -> Decision {
    guard let employer = state.employers[chosen.registration] else { throw LoginRules.expired }
    let now = context.now.real
    let token = context.entropy.bytes(SessionToken.byteCount)
    let session = Session(
      id: context.entropy.name(), token: context.digests.plain(token), resident: login.resident,
      registration: chosen.registration, identity: chosen.kind, opened: now,
      ends: now.adding(milliseconds: SessionRules.lifeMilliseconds), proved: login.proved)
    let others = SessionRules.sessions(of: login.resident, at: chosen.registration, in: state)
    let replaced = others.prefix(max(0, others.count + 1 - SessionRules.sessionsMax)).map {
      Event.session(.sessionFinished(SessionFinished(session: $0.id, why: .replaced)))
    }
    let opened = SessionOpened(
      token: token, registration: chosen.registration, taxpayer: employer.registration.taxpayer,
      employerName: employer.registration.name, person: Masking.name(open.person.name),
      identity: chosen.kind,
      idleEnds: now.adding(milliseconds: SessionRules.idleMilliseconds), ends: session.ends,
      personId: name(of: login.resident, context.digests))
    return Decision(
      .reply(step(login, open, state, context.digests, session: opened)),
      events: events + replaced + [.session(.sessionBegun(SessionBegun(session: session)))],
      volatile: volatile)
  }
}
