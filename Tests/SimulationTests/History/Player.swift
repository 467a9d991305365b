import Bureau
import Fixtures
import Protocol

/// A difference between engine and model, or a broken invariant.
struct Mismatch: Error, CustomStringConvertible {
  let description: String
}

/// A player of one history against the real engine and the model, which compares them after every
/// step.
///
/// Entries become durable at the end of a step, unless the history lets them lag. A crash loses the
/// entries that are not durable, in the engine and in the model; no output that rests on them may
/// have been released.
struct Player {
  /// A debit or settle order that a bank has seen.
  struct Debit {
    let bank: BankNumber
    let reference: Id128
    let digest: Digest256
    let amount: Money
  }

  /// An agreement order that a bank has seen.
  struct AgreementSeen {
    let bank: BankNumber
    let reference: Id128
    let digest: Digest256
    let employer: Int
    let agreement: AgreementNumber
    let generation: Int
  }

  struct Expected {
    let prediction: Prediction
    let request: Request
    let slot: Int
  }

  struct OpenFeed {
    let bank: BankNumber
    var granted: UInt64
    let settles: Bool
    var delivered: UInt64 = 0
  }

  let world: World
  var model: Model
  var engine: Engine
  var durable: State
  var pending: [JournalEntry] = []
  /// The model when the last entry became durable, while entries lag.
  var saved: Model?
  var books = KeyBooks()
  var expected: [ReplyAddress: Expected] = [:]
  var feeds: [ReplyAddress: OpenFeed] = [:]
  var debits: [Debit] = []
  var agreements: [AgreementSeen] = []
  var lastKeyed: [Int: (request: Request, key: Id128)] = [:]
  var lastShown: [NoticeNumber: (digest: Digest256, terms: Terms)] = [:]
  /// The number of sign-ins of each slot.
  var turns: [UInt64]
  var watch = Watch()
  var tally = Tally()
  var number: UInt64 = 0
  var restarts: UInt64 = 0
  /// The last requests and answers, for the trace.
  var notes: [String] = []
  var isNoting = false

  init(_ world: World) {
    self.world = world
    model = world.model
    turns = Array(repeating: 1, count: world.model.sessions.count)
    var state = State()
    state.apply(world.events, sequence: 1)
    durable = state
    engine = Engine(state: state, context: Self.context(world.model, restarts: 0))
  }

  static func context(_ model: Model, restarts: UInt64) -> Context {
    Context(
      now: Moment(real: model.real, business: model.business), digests: StandInDigests(),
      entropy: SeededEntropy(seed: 0xE27 &+ restarts),
      realm: Realm(
        region: Model.region, sandbox: true, scrypt: .standard, dayCount: .throughPaymentDay))
  }

  mutating func next() -> UInt64 {
    number += 1
    return number
  }

  // MARK: playing

  /// Plays the commands, then makes all entries durable and compares once more.
  mutating func play(_ commands: [HistoryCommand]) throws(Mismatch) {
    for command in commands {
      if isNoting { notes.append("  \(command)") }
      try carryOut(command)
      try check(all: false)
    }
    try commit()
    try check(all: true)
    for employer in model.employers.indices {
      try ask(.todo(.list(TodoFilter())), slot: employer * World.slotsOfEmployer + 3)
    }
    try requireSameStates()
    tally.count(model)
  }

  /// Sends a request of a slot's session, with a new key if its method takes one.
  mutating func ask(_ request: Request, slot: Int, key: Id128? = nil) throws(Mismatch) {
    var key = key
    if request.method.idempotency == .keyed, key == nil { key = newKey() }
    if request.method.idempotency == .keyed, let key { lastKeyed[owner(slot)] = (request, key) }
    try ask(request, slot: slot, exactKey: key)
  }

  /// Sends a request with exactly this key, or without one.
  mutating func ask(_ request: Request, slot: Int, exactKey key: Id128?) throws(Mismatch) {
    let address = ReplyAddress(loop: 0, connection: 1, stream: next())
    let prediction = model.ask(request, slot: slot, key: key)
    expected[address] = Expected(prediction: prediction, request: request, slot: slot)
    if isNoting { notes.append("    → \(request) → \(prediction)") }
    try work(
      .request(
        incoming(
          address, request, token: World.token(slot, turns[slot]),
          key: request.method.idempotency == .keyed ? key : nil)))
  }

  func incoming(
    _ address: ReplyAddress, _ request: Request, credential: Credential = .none,
    token: Digest256? = nil,
    key: Id128? = nil, credit: UInt64 = 0
  ) -> IncomingRequest {
    IncomingRequest(
      address: address, credential: credential, token: token, key: key,
      digest: key == nil ? nil : StandInDigests().keyed(.request, request.encoded()),
      deadline: model.real.adding(milliseconds: 10_000), credit: credit, request: request)
  }

  /// Returns the owner of a slot's keys: (employer, person) as one number.
  func owner(_ slot: Int) -> Int {
    slot / World.slotsOfEmployer * 10 + World.personOfSlot[slot % World.slotsOfEmployer]
  }

  mutating func newKey() -> Id128 {
    Id128(millis: model.real.milliseconds, randomA: 7, randomB: next())
  }

  // MARK: the engine's turn

  /// Runs a turn on one input, then its jobs, and delivers the released outputs.
  mutating func work(_ item: Input) throws(Mismatch) {
    var items = [item]
    while !items.isEmpty {
      let turn = engine.work(items[...], now: model.real, books: durable.sequence)
      for entry in turn.entries { try take(entry) }
      items = turn.left
      for job in turn.jobs { if let item = try answer(job) { items.append(item) } }
    }
    if saved == nil { try commit() } else { try release() }
  }

  private mutating func take(_ entry: JournalEntry) throws(Mismatch) {
    let last = pending.last?.sequence ?? durable.sequence
    guard entry.sequence == last + 1 else {
      throw Mismatch(description: "operation \(entry.sequence) follows \(last)")
    }
    pending.append(entry)
    try watch.see(entry, in: engine.state, lastRequest: lastPay)
  }

  /// The last request for a payment, for the invariants on the beginning of an attempt.
  private var lastPay: PayByAgreement? {
    guard let last = expected.max(by: { $0.key.stream < $1.key.stream })?.value,
      case .pay(.agreement(let pay)) = last.request
    else { return nil }
    return pay
  }

  private mutating func answer(_ job: Job) throws(Mismatch) -> Input? {
    switch job {
    case .look(.key(let scope, let key)):
      return .lookupResult(.key(scope, key, books.entry(scope, key)))
    case .look(.attempt(let number)): return .lookupResult(.attempt(number, nil))
    case .look(.order(let order)): return .lookupResult(.order(order, nil))
    case .look(.notice(let name)): return .lookupResult(.notice(name, nil))
    case .look(let need): throw Mismatch(description: "an unexpected lookup of \(need)")
    case .stored(let waiter, let sequence):
      // A reader thread sees durable entries only.
      if sequence > durable.sequence { try commit() }
      return .stored(waiter, books.replies[sequence] ?? [])
    case .derive, .slice: throw Mismatch(description: "an unexpected job \(job)")
    case .query, .followWall: return nil
    }
  }

  // MARK: durability

  /// Makes all entries durable: applies their events to the fresh state, and delivers the outputs
  /// that waited.
  mutating func commit() throws(Mismatch) {
    for entry in pending {
      do throws(Malformed) {
        let events = try EventCoding.decode(entry.events)
        durable.apply(events, sequence: entry.sequence)
        books.note(entry, events)
      } catch {
        throw Mismatch(description: "operation \(entry.sequence) does not decode: \(error)")
      }
    }
    pending = []
    if saved != nil { saved = model }
    try release()
    guard saved != nil || expected.isEmpty else {
      throw Mismatch(description: "never answered: \(expected.values.map(\.request))")
    }
    if saved == nil { try requireDeliveries() }
  }

  /// Checks that the banks have received what the model hands out, within their credit, once no
  /// entry lags.
  private func requireDeliveries() throws(Mismatch) {
    for (address, feed) in feeds where !feed.settles {
      let sent = model.banks[feed.bank]?.feeds.first { $0.name == address.connection }?.sent
      guard sent == feed.delivered, feed.delivered <= feed.granted else {
        throw Mismatch(
          description: "bank \(feed.bank) got \(feed.delivered) orders of \(feed.granted), "
            + "not \(String(describing: sent))")
      }
    }
  }

  private mutating func release() throws(Mismatch) {
    for output in engine.release(durable: durable.sequence) {
      guard output.restsOn <= durable.sequence else {
        throw Mismatch(description: "left before \(output.restsOn) was durable: \(output.body)")
      }
      try leave(output)
    }
  }

  private mutating func leave(_ output: Output) throws(Mismatch) {
    if isNoting { notes.append("    ← \(output.body)") }
    if case .item(let item) = output.body { return try deliver(item, on: output.address) }
    if case .end = output.body, feeds.removeValue(forKey: output.address) != nil { return }
    guard let expected = expected.removeValue(forKey: output.address) else {
      throw Mismatch(description: "answered without a request: \(output.body)")
    }
    if let difference = expected.prediction.difference(output.body, expected.request.method) {
      throw Mismatch(description: "\(expected.request): \(difference)")
    }
    tally.count(expected.prediction)
    guard case .reply(let reply) = output.body, let preview = reply as? Preview,
      case .previewed(let terms, _) = expected.prediction
    else { return }
    model.shown[preview.digest] = terms
    lastShown[terms.notice] = (preview.digest, terms)
  }
}

/// The keys in the books: those of durable entries.
struct KeyBooks {
  private struct Name: Hashable {
    let scope: Digest256
    let key: Id128
  }

  private var entries: [Name: KeyedOperation] = [:]
  private(set) var replies: [UInt64: [UInt8]] = [:]

  func entry(_ scope: Digest256, _ key: Id128) -> KeyedOperation? {
    entries[Name(scope: scope, key: key)]
  }

  mutating func note(_ entry: JournalEntry, _ events: [Event]) {
    guard let scope = entry.scope, let key = entry.key, let digest = entry.digest else { return }
    var attempt: TicketNumber?
    for case .employer(.attemptRequested(let event)) in events { attempt = event.attempt.number }
    entries[Name(scope: scope, key: key)] = KeyedOperation(
      sequence: entry.sequence, digest: digest, attempt: attempt)
    replies[entry.sequence] = entry.reply
  }
}
