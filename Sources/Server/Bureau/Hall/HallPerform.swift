internal import Protocol

extension Hall {
  /// Takes one item of a batch.
  mutating func take(_ item: Item) {
    switch item {
    case .request(let incoming): perform(incoming, Found())
    case .finding(let finding): take(finding)
    case .lookFailed(let need): refuse(need)
    case .derived(let park, let key): take(derived: park, key)
    case .notDerived(let park): take(notDerived: park)
    case .stored(let park, let reply):
      guard let place = parking.take(park) else { return }
      put(place.incoming.ticket, .stored(reply), restsOn: 0)
    case .slice(let slice): apply(slice)
    case .cancelled(let ticket): cancel(ticket)
    case .credit(let ticket, let total):
      if let kind = lobby.feeds.grant(ticket, total) { feed(kind) }
    case .gone(let loop, let connection):
      parking.drop(loop: loop, connection: connection)
      goOn(without: lobby.feeds.close(loop: loop, connection: connection))
    case .tick: break
    case .closing: close()
    }
  }

  /// Takes a request from the top: deadline, caller, needs, key, decide.
  mutating func perform(
    _ incoming: Incoming, _ found: Found, derived: DerivedKey? = nil, waited: Bool = false,
    admitted: Bool = false
  ) {
    do throws(Refusal) {
      guard incoming.deadline > means.now.real else { throw Self.tooLate }
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
      let decision = try Dispatch.decide(incoming.request, caller, state, lobby, &means)
      try carry(decision, incoming, caller, found)
    } catch {
      put(incoming.ticket, .refusal(error, error.outcome), restsOn: restsOn(incoming))
    }
  }

  private static var tooLate: Refusal {
    Refusal(.deadline, "请求已超过时限，未开始处理", next: "请重试")
  }

  private mutating func prepare(
    _ incoming: Incoming, _ found: Found, derived: DerivedKey?, waited: Bool
  ) {
    means.found = found
    means.derived = derived
    means.waited = waited
    means.key = incoming.key
    means.ticket = incoming.ticket
    means.checked = incoming.checked
  }

  /// Who asks. A session counts as used by asking.
  private mutating func caller(of incoming: Incoming) throws(Refusal) -> Caller {
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

  private mutating func session(of incoming: Incoming) throws(Refusal) -> Session {
    guard let token = incoming.token, let id = state.sessionByToken[token],
      let session = state.sessions[id],
      SessionRules.isLive(session, lastUsed: lobby.lastUsed[id], now: means.now.real)
    else { throw SessionRules.notSignedIn }
    lobby.lastUsed[id] = means.now.real
    residency.touch(session.registration)
    personResidency.touch(session.resident)
    return session
  }

  private mutating func cancel(_ ticket: Ticket) {
    if let feed = lobby.feeds.close(ticket) { goOn(without: [feed]) }
    if let place = parking.take(ticket) {
      put(ticket, .refusal(Refusal(.deadline, "请求已取消"), place.why.outcome), restsOn: 0)
    }
  }
}
