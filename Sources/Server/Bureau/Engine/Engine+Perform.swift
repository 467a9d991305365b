internal import Protocol

extension Engine {
  /// Performs a request from the top: deadline, caller, lookups, key, gate, decision, commit.
  ///
  /// - Parameters:
  ///   - derived: the key that scrypt made of its password, where it comes back from there.
  ///   - waited: its wait is over; it is answered with what there is.
  ///   - admitted: it has waited for the books.
  mutating func perform(
    _ incoming: IncomingRequest, _ found: LookupResults, derived: DerivedKey? = nil,
    waited: Bool = false, admitted: Bool = false
  ) {
    do throws(Refusal) {
      guard incoming.deadline > context.now.real else { throw Self.tooLate }
      let caller = try caller(of: incoming)
      if let lookup = missing(incoming, caller, found) {
        return try wait(incoming, caller, found, .lookup(lookup), derived: derived)
      }
      if derived == nil, try repeated(incoming, caller, found) { return }
      // A request that comes back from scrypt was admitted before it left.
      if derived == nil, incoming.request.method.passage != .free {
        if let refusal = refusal(of: incoming.request.method) { throw refusal }
        if !admitted, mustWait { return try waitForBooks(incoming, caller, found) }
      }
      prepare(incoming, found, derived: derived, waited: waited)
      let decision = try Dispatch.decide(incoming.request, caller, state, volatile, &context)
      try commit(decision, incoming, caller, found)
    } catch {
      outputs.emit(.refusal(error, error.outcome), to: incoming.address, restsOn: restsOn(incoming))
    }
  }

  private static var tooLate: Refusal {
    Refusal(.deadline, "请求已超过时限，未开始处理", next: "请重试")
  }

  /// Sets the context's parts that belong to one request.
  mutating func prepare(
    _ incoming: IncomingRequest, _ found: LookupResults, derived: DerivedKey?, waited: Bool
  ) {
    context.found = found
    context.derived = derived
    context.waited = waited
    context.key = incoming.key
    context.address = incoming.address
    context.checked = incoming.checked
  }

  /// Returns the caller of a request. A session counts as used by it.
  ///
  /// - Throws: a refusal where the connection has not proved the role that the method asks for.
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
    eviction.touch(session.registration)
    eviction.touch(session.resident)
    return session
  }
}
