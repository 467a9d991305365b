internal import Protocol

extension Engine {
  /// Takes one item of a batch.
  mutating func take(_ item: Input) {
    switch item {
    case .request(let incoming): perform(incoming, LookupResults())
    case .finding(let finding): take(finding)
    case .lookFailed(let need): refuse(need)
    case .derived(let number, let key): take(derived: number, key)
    case .notDerived(let number): take(notDerived: number)
    case .stored(let number, let reply):
      guard let waiter = waiting.take(number) else { return }
      put(waiter.incoming.address, .stored(reply), restsOn: 0)
    case .slice(let slice): apply(slice)
    case .cancelled(let address): cancel(address)
    case .credit(let address, let total):
      if let kind = volatile.feeds.grant(address, total) { feed(kind) }
    case .gone(let loop, let connection):
      waiting.drop(loop: loop, connection: connection)
      goOn(without: volatile.feeds.close(loop: loop, connection: connection))
    case .tick: break
    case .closing: close()
    }
  }

  /// Takes a request from the top: deadline, caller, needs, key, decide.
  mutating func perform(
    _ incoming: IncomingRequest, _ found: LookupResults, derived: DerivedKey? = nil,
    waited: Bool = false,
    admitted: Bool = false
  ) {
    do throws(Refusal) {
      guard incoming.deadline > context.now.real else { throw Self.tooLate }
      let caller = try caller(of: incoming)
      if let need = missing(incoming, caller, found) {
        return try park(incoming, caller, found, .need(need), derived: derived)
      }
      if derived == nil, try repeated(incoming, caller, found) { return }
      // What comes back from scrypt was let in before it left.
      if derived == nil, incoming.request.method.passage != .free {
        if let refusal = refusal(of: incoming.request.method) { throw refusal }
        if !admitted, mustWait { return try parkBehind(incoming, caller, found) }
      }
      prepare(incoming, found, derived: derived, waited: waited)
      let decision = try Dispatch.decide(incoming.request, caller, state, volatile, &context)
      try carry(decision, incoming, caller, found)
    } catch {
      put(incoming.address, .refusal(error, error.outcome), restsOn: restsOn(incoming))
    }
  }

  private static var tooLate: Refusal {
    Refusal(.deadline, "请求已超过时限，未开始处理", next: "请重试")
  }

  private mutating func prepare(
    _ incoming: IncomingRequest, _ found: LookupResults, derived: DerivedKey?, waited: Bool
  ) {
    context.found = found
    context.derived = derived
    context.waited = waited
    context.key = incoming.key
    context.address = incoming.address
    context.checked = incoming.checked
  }

  /// Who asks. A session counts as used by asking.
  private mutating func caller(of incoming: IncomingRequest) throws(Refusal) -> Caller {
    switch incoming.request.method.audience {
    case .anyone: return .anyone
    case .clerk: return .clerk(try session(of: incoming))
    case .app:
      if case .app(let app) = incoming.credential { return .app(app) }
    case .bank:
      if case .bank(let bank) = incoming.credential { return .bank(bank) }
    case .gateway:
      if case .gateway = incoming.credential { return .gateway }
    case .officer:
      if case .officer(let name) = incoming.credential { return .officer(name) }
    }
    throw Refusal(.wrongRole, "该凭证无权调用此方法")
  }

  private mutating func session(of incoming: IncomingRequest) throws(Refusal) -> Session {
    guard let token = incoming.token, let id = state.sessionByToken[token],
      let session = state.sessions[id],
      SessionRules.isLive(session, lastUsed: volatile.lastUsed[id], now: context.now.real)
    else { throw SessionRules.notSignedIn }
    volatile.lastUsed[id] = context.now.real
    residency.touch(session.registration)
    personResidency.touch(session.resident)
    return session
  }

  private mutating func cancel(_ address: ReplyAddress) {
    if let feed = volatile.feeds.close(address) { goOn(without: [feed]) }
    if let waiter = waiting.take(address) {
      put(address, .refusal(Refusal(.deadline, "请求已取消"), waiter.cause.outcome), restsOn: 0)
    }
  }
}
