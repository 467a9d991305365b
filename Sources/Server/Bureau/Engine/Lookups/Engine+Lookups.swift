internal import Protocol

/// What a request needs in memory: parked until a reader has brought it.
extension Engine {
  /// The first thing that the request needs and memory does not have.
  func missing(_ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults) -> Lookup? {
    let needs = Dispatch.needs(incoming.request, caller, state, volatile, found)
    return needs.first { !has($0, found) } ?? keyNeed(incoming, caller, found)
  }

  /// Whether memory has it, or it is known not to exist. Looks for the key alone: an employer or a
  /// person taken out only to be compared with nothing is a copy.
  private func has(_ need: Lookup, _ found: LookupResults) -> Bool {
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
    _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults, _ cause: WaitList.Cause,
    derived: DerivedKey? = nil
  ) throws(Refusal) {
    var waiter = waiter(incoming, caller, found, cause)
    waiter.derived = derived
    let (_, first) = try waiting.park(waiter)
    guard case .need(let need) = cause, first else { return }
    noteAsked(need)
    jobs.append(.look(need))
  }

  /// A waiter whose request keeps in memory what it has loaded.
  func waiter(
    _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults, _ cause: WaitList.Cause
  ) -> WaitList.Waiter {
    let needs = Dispatch.needs(incoming.request, caller, state, volatile, found)
    return WaitList.Waiter(
      incoming: incoming, found: found, cause: cause, pins: needs.filter { isLoaded($0) })
  }

  private func isLoaded(_ need: Lookup) -> Bool {
    switch need {
    case .employer(let number): state.employers[number] != nil
    case .person(let resident): state.persons[resident] != nil
    case .user, .taxpayer, .attempt, .ended, .order, .key, .batch, .notice: false
    }
  }

  /// Refuses those who wait for a look-up that failed.
  mutating func refuse(_ need: Lookup) {
    asked[need] = nil
    for waiter in waiting.take(need) {
      let refusal = Refusal(.exhausted, "账册暂时无法读取，请求未开始处理", next: "请稍后重试")
      put(waiter.incoming.address, .refusal(refusal), restsOn: 0)
    }
    postponeSlices(need)
  }

  /// Brings an employer, a person or a fact into memory and asks those again who waited for it.
  mutating func take(_ found: LookupResult) {
    let finding = recent.complete(found)
    asked[finding.need] = nil
    switch finding {
    case .employer(let number, let employer):
      // An operation since may have made it; then memory is right.
      if let employer, state.employers[number] == nil {
        state.admit(employer)
        noteOpen(employer)
      }
      // Nobody is noted who does not exist: names can be made up without end.
      if state.employers[number] != nil { residency.touch(number) }
    case .person(let resident, let person):
      if let person, state.persons[resident] == nil { state.persons[resident] = person }
      if state.persons[resident] != nil { personResidency.touch(resident) }
    case .batch(let id, let batch):
      if let batch, state.batches[id] == nil { state.batches[id] = batch }
    case .user, .taxpayer, .attempt, .ended, .order, .key, .notice: break
    }
    for var waiter in waiting.take(finding.need) {
      waiter.found.note(finding)
      again.append(waiter)
    }
    resumeSlices(finding)
  }
}

extension LookupResult {
  /// The need that it answers.
  package var need: Lookup {
    switch self {
    case .employer(let number, _): .employer(number)
    case .person(let resident, _): .person(resident)
    case .user(let name, _): .user(name)
    case .taxpayer(let code, _): .taxpayer(code)
    case .attempt(let number, _): .attempt(number)
    case .ended(let registration, let number, _): .ended(registration, number)
    case .order(let order, _): .order(order)
    case .key(let scope, let key, _): .key(scope, key)
    case .batch(let id, _): .batch(id)
    case .notice(let name, _): .notice(name)
    }
  }
}
