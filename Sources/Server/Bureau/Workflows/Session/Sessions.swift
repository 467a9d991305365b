internal import Protocol

/// 会话: a session's requests about itself and about the person's other sessions at the employer.
enum Sessions {
  /// Decides the `session.` requests.
  ///
  /// - Throws: to end another, `.sessionNotFound`; to start a step-up, `.exhausted`; to wait for
  ///   it, `.scanExpired` or `.scanRefused`.
  static func decide(
    _ request: SessionRequest, _ desk: ClerkDesk, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .logout: finish(desk.session.id, .logout, "已退出登录")
    case .whoami: .reply(whoAmI(desk, context))
    case .list: .reply(list(desk, state, volatile, context))
    case .end(let m): try end(m, desk, state)
    case .stepupStart(let m): try stepUp(m, desk, volatile, &context)
    case .stepupWait: try wait(desk, volatile, context)
    }
  }

  private static func finish(_ session: Id128, _ why: SessionEnd, _ text: String) -> Decision {
    Decision(
      .reply(Done(text: text)),
      events: [.session(.sessionFinished(SessionFinished(session: session, why: why)))])
  }

  private static func whoAmI(_ desk: ClerkDesk, _ context: Context) -> WhoAmI {
    let session = desk.session
    let idleEnds = context.now.real.adding(milliseconds: SessionRules.idleMilliseconds)
    return WhoAmI(
      registration: session.registration, taxpayer: desk.employer.registration.taxpayer,
      employerName: desk.employer.registration.name, person: Masking.name(desk.person.name),
      identity: session.identity, since: session.opened, idleEnds: min(idleEnds, session.ends),
      ends: session.ends, proved: session.proved)
  }

  private static func list(
    _ desk: ClerkDesk, _ state: State, _ volatile: VolatileState, _ context: Context
  ) -> SessionList {
    let siblings = siblings(desk, state).filter {
      SessionRules.isLive($0, lastUsed: volatile.lastUsed[$0.id], now: context.now.real)
    }
    return SessionList(
      sessions: siblings.map { session in
        SessionSummary(
          session: session.id, identity: session.identity, since: session.opened,
          lastUsed: volatile.lastUsed[session.id] ?? session.opened,
          current: session.id == desk.session.id, ends: session.ends)
      })
  }

  private static func end(
    _ request: SessionReference, _ desk: ClerkDesk, _ state: State
  ) throws(Refusal) -> Decision {
    guard siblings(desk, state).contains(where: { $0.id == request.session }) else {
      throw Refusal(.sessionNotFound, "没有此会话", next: "shebao session list")
    }
    return finish(request.session, .ended, "会话已结束")
  }

  private static func siblings(_ desk: ClerkDesk, _ state: State) -> [Session] {
    SessionRules.sessions(
      of: desk.session.resident, at: desk.session.registration, in: state)
  }

  /// Makes a scan that proves the person again (step-up), and ends an earlier one of this session.
  private static func stepUp(
    _ request: StepUpStart, _ desk: ClerkDesk, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let session = desk.session
    let scan = try ScanMaking.make(
      request.app, .stepUp(session: session.id), resident: session.resident,
      employers: [session.registration], volatile, &context)
    let ended: [VolatileChange] = volatile.stepUps[session.id].map { [.scanEnded($0)] } ?? []
    return Decision(
      .reply(ScanMaking.challenge(scan, context.digests)),
      volatile: ended + [.scan(scan)])
  }

  private static func wait(
    _ desk: ClerkDesk, _ volatile: VolatileState, _ context: Context
  ) throws(Refusal) -> Decision {
    let asItIs = StepUpState(proved: desk.session.proved)
    guard !desk.session.proved else { return .reply(asItIs) }
    guard let id = volatile.stepUps[desk.session.id], let scan = volatile.scans[id],
      scan.expires > context.now.real
    else { throw ScanMaking.expired }
    switch scan.state {
    case .open, .approved:
      return context.waited ? .reply(asItIs) : Decision(.wait(.session(desk.session.id)))
    case .refused: throw ScanMaking.refused
    }
  }
}
