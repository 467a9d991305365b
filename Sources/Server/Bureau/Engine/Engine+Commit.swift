internal import Protocol

extension Engine {
  /// Commits a decision: applies its events, writes its journal entry, and answers.
  ///
  /// - Throws: a refusal before anything is changed: the journal is sealed, or the orders or the
  ///   waiting request find no room.
  mutating func commit(
    _ decision: Decision, _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults
  ) throws(Refusal) {
    if !decision.events.isEmpty, let sealed = admission.gate.sealed { throw sealed }
    try checkRoom(decision.orders)
    try checkWaiting(decision.answer, incoming)
    let events = try Self.encode(decision.events)
    for change in decision.volatile { apply(change) }
    loadDisputed(decision.events, found)
    if !decision.events.isEmpty { recordDecision(decision, events, incoming, caller) }
    for order in decision.orders { send(order) }
    try answer(decision.answer, incoming, caller, found)
    if !decision.events.isEmpty { react(to: decision.events) }
  }

  /// Encodes events for the journal, and decodes them once as a check: events that no start could
  /// read must never be written. Such events are a defect, which then fails one request only.
  private static func encode(_ events: [Event]) throws(Refusal) -> [UInt8] {
    let bytes = EventCoding.encode(events)
    do throws(Malformed) { _ = try EventCoding.decode(bytes) } catch {
      throw Refusal(.limit, "内容超出可登记的范围，未办理（\(error)）", next: "请联系运维人员")
    }
    return bytes
  }

  /// Brings a payment into memory that ended long ago and that an event changes now: an event about
  /// something that is not in memory would change nothing, and the next report must see the change.
  private mutating func loadDisputed(_ events: [Event], _ found: LookupResults) {
    guard !found.ended.isEmpty else { return }
    for case .employer(.attemptDisputed(let event)) in events
    where state.attemptOwners[event.number] == nil {
      guard let attempt = found.ended[event.number] ?? nil else { continue }
      state.load(attempt, of: event.registration)
    }
  }

  /// Refuses a request that would have no room to wait, before anything of it is recorded.
  private func checkWaiting(_ answer: Answer, _ incoming: IncomingRequest) throws(Refusal) {
    switch answer {
    case .wait(let key): try waiting.check(incoming, .wait(key))
    case .derive: try checkDerivation(incoming)
    case .reply, .refusal, .query, .stream: break
    }
  }

  private mutating func answer(
    _ answer: Answer, _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults
  ) throws(Refusal) {
    let address = incoming.address
    switch answer {
    case .reply(let reply):
      var restsOn = state.sequence
      if case .clerk(let session) = caller {
        restsOn = self.restsOn(incoming.request.method, session)
      }
      outputs.emit(.reply(reply), to: address, restsOn: restsOn)
    case .refusal(let refusal):
      outputs.emit(.refusal(refusal, .done), to: address, restsOn: state.sequence)
    case .wait(let key): try wait(incoming, caller, found, .wait(key))
    case .derive(let derivation): try derive(derivation, incoming, caller, found)
    case .query(let query): startQuery(query, incoming)
    case .stream(let kind): openFeed(kind, address, incoming.credit)
    }
  }

  /// Lets a reader answer from the books. An employer's history depends on the employer only.
  mutating func startQuery(_ query: BooksQuery, _ incoming: IncomingRequest) {
    outputs.start(
      .query(
        query, incoming.address, restsOn: restsOn(incoming), until: incoming.deadline))
  }

  /// Applies the events and writes the operation's journal entry.
  private mutating func recordDecision(
    _ decision: Decision, _ events: [UInt8], _ incoming: IncomingRequest, _ caller: Caller
  ) {
    let sequence = state.sequence + 1
    state.apply(decision.events, sequence: sequence)
    let keyed = incoming.request.method.idempotency == .keyed
    let scope = keyed ? caller.scope(context.digests) : nil
    outputs.append(
      JournalEntry(
        sequence: sequence, at: context.now.real, businessAt: context.now.business,
        actor: caller.actor, method: incoming.request.method.number, scope: scope,
        key: keyed ? incoming.key : nil, digest: keyed ? incoming.digest : nil,
        events: events,
        reply: keyed ? StoredReply.encode(decision.answer) : []))
    if let scope, let key = incoming.key, let digest = incoming.digest {
      recordKey(scope, key, digest, sequence, decision.events)
    }
  }

  private mutating func recordKey(
    _ scope: Digest256, _ key: Id128, _ digest: Digest256, _ sequence: UInt64, _ events: [Event]
  ) {
    let entry = KeyedOperation(
      sequence: sequence, digest: digest, attempt: Event.payment(in: events))
    keys.insert(scope, key, entry, at: context.now.real)
    waiting.wake(.key(scope, key))
  }

  /// Records an operation that the bureau begins by itself, and reacts to it.
  mutating func record(_ events: [Event], method: UInt16 = 0) {
    guard !events.isEmpty else { return }
    let sequence = state.sequence + 1
    state.apply(events, sequence: sequence)
    outputs.append(
      JournalEntry(
        sequence: sequence, at: context.now.real, businessAt: context.now.business,
        actor: Caller.bureau.actor, method: method, scope: nil, key: nil, digest: nil,
        events: EventCoding.encode(events), reply: []))
    react(to: events)
  }
}
