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
      lobby.feeds.close(loop: loop, connection: connection)
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
      if derived == nil, Self.isGated(incoming.request.method) {
        if let closed { throw closed }
        if !admitted, mustWait { return try parkBehind(incoming, caller, found) }
      }
      prepare(incoming, found, derived: derived, waited: waited)
      let decision = try Dispatch.decide(incoming.request, caller, state, lobby, &means)
      try carry(decision, incoming, caller, found)
    } catch {
      put(incoming.ticket, .refusal(error), restsOn: restsOn(incoming))
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

  /// The first thing that the request needs and memory does not have.
  private func missing(_ incoming: Incoming, _ caller: Caller, _ found: Found) -> Need? {
    let needs = Dispatch.needs(incoming.request, caller, state, lobby, found)
    return needs.first { !has($0, found) } ?? keyNeed(incoming, caller, found)
  }

  /// Whether memory has it, or it is known not to exist. Looks for the key alone: an employer or a
  /// person taken out only to be compared with nothing is a copy.
  private func has(_ need: Need, _ found: Found) -> Bool {
    switch need {
    case .employer(let number):
      state.employers.index(forKey: number) != nil || found.absentEmployers.contains(number)
    case .person(let resident):
      state.persons.index(forKey: resident) != nil || found.absentPersons.contains(resident)
    case .user(let name): found.users[name] != nil
    case .taxpayer(let code): found.taxpayers[code] != nil
    case .attempt(let number):
      state.attemptOwners[number] != nil || found.attempts[number] != nil
    case .ended(let registration, let number):
      state.employers[registration]?.attempts[number] != nil || found.ended[number] != nil
    case .order(let order): state.orderOwners[order] != nil || found.orders[order] != nil
    case .key(_, let key): found.keys[key] != nil
    case .batch(let id): state.batches[id] != nil || found.absentBatches.contains(id)
    case .notice(let name):
      state.employers[name.registration]?.notices[name.number] != nil
        || found.notices[name] != nil
    }
  }

  /// Parks a request, and asks a reader where it is the first to need something.
  mutating func park(
    _ incoming: Incoming, _ caller: Caller, _ found: Found, _ why: Parking.Why,
    derived: DerivedKey? = nil
  ) throws(Refusal) {
    var place = place(incoming, caller, found, why)
    place.derived = derived
    let (_, first) = try parking.park(place)
    guard case .need(let need) = why, first else { return }
    noteAsked(need)
    jobs.append(.look(need))
  }

  /// A place whose request keeps in memory what it has loaded.
  func place(
    _ incoming: Incoming, _ caller: Caller, _ found: Found, _ why: Parking.Why
  ) -> Parking.Place {
    let needs = Dispatch.needs(incoming.request, caller, state, lobby, found)
    return Parking.Place(
      incoming: incoming, found: found, why: why, pins: needs.filter { isLoaded($0) })
  }

  private func isLoaded(_ need: Need) -> Bool {
    switch need {
    case .employer(let number): state.employers[number] != nil
    case .person(let resident): state.persons[resident] != nil
    case .user, .taxpayer, .attempt, .ended, .order, .key, .batch, .notice: false
    }
  }

  /// Refuses those who wait for a look-up that failed.
  private mutating func refuse(_ need: Need) {
    asked[need] = nil
    for place in parking.take(need) {
      let refusal = Refusal(.exhausted, "账册暂时无法读取，请求未开始处理", next: "请稍后重试")
      put(place.incoming.ticket, .refusal(refusal), restsOn: 0)
    }
    postponeSlices(need)
  }

  private mutating func cancel(_ ticket: Ticket) {
    lobby.feeds.close(ticket)
    if let place = parking.take(ticket) {
      put(ticket, .refusal(Refusal(.deadline, "请求已取消"), place.why.outcome), restsOn: 0)
    }
  }

  /// What the answer to a request rests on: the last of everything that it could have read.
  func restsOn(_ incoming: Incoming) -> UInt64 {
    guard let token = incoming.token, let id = state.sessionByToken[token],
      let session = state.sessions[id]
    else { return state.sequence }
    return restsOn(incoming.request.method, session)
  }

  /// The same where the session is known. Reads of fees read the employer alone; what a session
  /// asks of itself, and a wait that enters, rest on persons and sessions, which keep no
  /// sequence of their own.
  func restsOn(_ method: Method, _ session: Session) -> UInt64 {
    guard Permissions.group(method) == .read,
      let place = state.employers.index(forKey: session.registration)
    else { return state.sequence }
    return state.employers.values[place].sequence
  }

  /// Puts an output in the queue.
  mutating func put(_ ticket: Ticket, _ body: OutputBody, restsOn: UInt64) {
    outputs.append(Output(restsOn: restsOn, ticket: ticket, body: body))
  }
}
