internal import Protocol

/// 会话: a session's requests about itself and about the person's other sessions at the employer.
enum Sessions {
  /// Decides the `session.` requests.
  ///
  /// - Throws: to end another, `.sessionNotFound`; to start a step-up, `.exhausted`; to wait for
  ///   it, `.scanExpired` or `.scanRefused`.
  static func decide(
    _ request: SessionRequest, _ clerk: SignedInClerk, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .logout: finish(clerk.session.id, .logout, "已退出登录")
    case .whoami: .reply(whoAmI(clerk, context))
    case .list: .reply(list(clerk, state, volatile, context))
    case .end(let m): try end(m, clerk, state)
    case .stepupStart(let m): try stepUp(m, clerk, volatile, &context)
    case .stepupWait: try wait(clerk, volatile, context)
    }
  }

  private static func finish(_ session: Id128, _ why: SessionEnd, _ text: String) -> Decision {
    Decision(
      .reply(Done(text: text)),
      events: [.session(.sessionFinished(SessionFinished(session: session, why: why)))])
  }

  private static func whoAmI(_ clerk: SignedInClerk, _ context: Context) -> WhoAmI {
    let session = clerk.session
    let idleEnds = context.now.real.adding(milliseconds: SessionRules.idleMilliseconds)
    return WhoAmI(
      registration: session.registration, taxpayer: clerk.employer.registration.taxpayer,
      employerName: clerk.employer.registration.name, person: Masking.name(clerk.person.name),
      identity: session.identity, since: session.opened, idleEnds: min(idleEnds, session.ends),
      ends: session.ends, proved: session.proved)
  }

  private static func list(
    _ clerk: SignedInClerk, _ state: State, _ volatile: VolatileState, _ context: Context
  ) -> SessionList {
    let siblings = siblings(clerk, state).filter {
      SessionRules.isLive($0, lastUsed: volatile.lastUsed[$0.id], now: context.now.real)
    }
    return SessionList(
      sessions: siblings.map { session in
        SessionSummary(
          session: session.id, identity: session.identity, since: session.opened,
          lastUsed: volatile.lastUsed[session.id] ?? session.opened,
          current: session.id == clerk.session.id, ends: session.ends)
      })
  }

  private static func end(
    _ request: SessionReference, _ clerk: SignedInClerk, _ state: State
  ) throws(Refusal) -> Decision {
    guard siblings(clerk, state).contains(where: { $0.id == request.session }) else {
      throw Refusal(.sessionNotFound, "没有此会话", next: "shebao session list")
    }
    return finish(request.session, .ended, "会话已结束")
  }

  private static func siblings(_ clerk: SignedInClerk, _ state: State) -> [Session] {
    SessionRules.sessions(
      of: clerk.session.resident, at: clerk.session.registration, in: state)
  }

  /// Makes a scan that proves the person again (step-up), and ends an earlier one of this session.
  private static func stepUp(
    _ request: StepUpStart, _ clerk: SignedInClerk, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    let session = clerk.session
    let scan = try ScanMaking.make(
      request.app, .stepUp(session: session.id), resident: session.resident,
      employers: [session.registration], volatile, &context)
    let ended: [VolatileChange] = volatile.stepUps[session.id].map { [.scanEnded($0)] } ?? []
    return Decision(
      .reply(ScanMaking.challenge(scan, context.digests)),
      volatile: ended + [.scan(scan)])
  }

  private static func wait(
    _ clerk: SignedInClerk, _ volatile: VolatileState, _ context: Context
  ) throws(Refusal) -> Decision {
    let asItIs = StepUpState(proved: clerk.session.proved)
    guard !clerk.session.proved else { return .reply(asItIs) }
    guard let id = volatile.stepUps[clerk.session.id], let scan = volatile.scans[id],
      scan.expires > context.now.real
    else { throw ScanMaking.expired }
    switch scan.state {
    case .open, .approved:
      return context.waited ? .reply(asItIs) : Decision(.wait(.session(clerk.session.id)))
    case .refused: throw ScanMaking.refused
    }
  }
}
