internal import Protocol

/// Lookups: a request waits until a reader has brought the data that it needs into memory.
extension Engine {
  /// Returns the first lookup that the request needs and memory cannot answer.
  func missing(_ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults) -> Lookup? {
    let needs = Dispatch.needs(incoming.request, caller, state, volatile, found)
    return needs.first { !has($0, found) } ?? keyLookup(incoming, caller, found)
  }

  /// Whether memory has it, or it is known not to exist. Looks for the key alone: an employer or a
  /// person taken out only to be compared with nil is a copy.
  private func has(_ lookup: Lookup, _ found: LookupResults) -> Bool {
    switch lookup {
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

  /// Refuses the requests that wait for a lookup that failed.
  mutating func refuse(_ lookup: Lookup) {
    lookups.end(lookup)
    for waiter in waiting.removeAll(for: lookup) {
      let refusal = Refusal(.exhausted, "账册暂时无法读取，请求未开始处理", next: "请稍后重试")
      outputs.emit(.refusal(refusal), to: waiter.incoming.address, restsOn: 0)
    }
    postponeSlices(lookup)
  }

  /// Brings an employer, a person or a fact into memory, and lets the requests go on that waited
  /// for it.
  mutating func receive(_ incomplete: LookupResult) {
    let result = lookups.end(with: incomplete)
    switch result {
    case .employer(let number, let employer):
      // An operation since may have made it; then memory is right.
      if let employer, state.employers[number] == nil {
        state.load(employer)
        trackOpen(employer)
      }
      // Only one that exists is tracked: numbers can be invented without end.
      if state.employers[number] != nil { eviction.touch(number) }
    case .person(let resident, let person):
      if let person, state.persons[resident] == nil { state.load(person) }
      if state.persons[resident] != nil { eviction.touch(resident) }
    case .batch(let id, let batch):
      if let batch, state.batches[id] == nil { state.load(batch) }
    case .user, .taxpayer, .attempt, .ended, .order, .key, .notice: break
    }
    waiting.wake(with: result)
    for slice in slices.receive(result) { proceed(slice) }
  }
}
