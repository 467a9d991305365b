import Fixtures
import Protocol
import Testing

@testable import Bureau

/// An engine and the parts around it, all synchronous: lookups are answered from a shelf of books,
/// scrypt by a stand-in, stored replies from the entries that the engine has made. Every entry is
/// durable as soon as its turn ends.
///
/// The time is `now`, changed by `advance` alone.
struct EngineRig {
  /// The realm of every rig.
  static let realm = Realm(
    region: 3702, sandbox: true, scrypt: ScryptParameters(n: 2, r: 1, p: 1),
    dayCount: .throughPaymentDay)
  /// 2026-11-20 10:00:00+08:00, a Friday.
  static let start = Timestamp(clamping: 1_795_140_000_000)

  /// The engine under test.
  var engine: Engine
  /// The time of the next turn.
  var now: Moment
  /// The answers of the books. The engine loads from it by lookups only.
  var shelf = Shelf()
  /// Every journal entry that the engine has made.
  private(set) var entries: [JournalEntry] = []
  /// Every released output by reply address, in order.
  private(set) var outputs: [ReplyAddress: [OutputBody]] = [:]
  /// Queries that a reader thread would answer.
  private(set) var queries: [(query: BooksQuery, address: ReplyAddress)] = []
  /// Passwords at scrypt; see `holdsDerivations`.
  private(set) var derivations: [(waiter: UInt64, derivation: Derivation)] = []
  /// Slices that the engine has asked for.
  private(set) var slices: [(batch: Id128, after: String, restsOn: UInt64)] = []
  /// The last operation in the books; nil: the engine's last.
  var books: UInt64?
  /// Whether derivations wait for `derive()` or `failToDerive()`.
  var holdsDerivations = false
  private let first: State
  private var methods: [ReplyAddress: Method] = [:]
  private var lastStream: UInt64 = 0
  private var lastKey: UInt64 = 0

  /// The content of the books.
  struct Shelf {
    var employers: [RegistrationNumber: Employer] = [:]
    var persons: [ResidentID: Person] = [:]
    var attempts: [TicketNumber: RegistrationNumber] = [:]
    var orders: [Id128: AgreementOwner] = [:]
    var batches: [Id128: ImportBatch] = [:]
    var keys: [Id128: KeyedOperation] = [:]
    /// Notices that are wholly paid or withdrawn, and so not loaded with their employer.
    var closed: [NoticeName: Notice] = [:]
    /// Attempts that ended long ago, and so are not loaded with their employer.
    var past: [TicketNumber: Attempt] = [:]
    /// Whether lookups fail, as they do if the books cannot be read.
    var isBroken = false
  }

  /// The caller of a request.
  enum From: Sendable {
    /// A client without a session.
    case anyone
    /// A clerk, by the session's token.
    case token([UInt8])
    /// A partner or an officer.
    case credential(Credential)
  }

  /// The result of a call.
  enum Outcome {
    case reply(any Message)
    case refusal(Refusal)
    /// The stored reply of a repeated key.
    case stored([UInt8])
    /// A reader thread answers it.
    case query(BooksQuery)
    /// It waits, or is an open feed.
    case waiting(ReplyAddress)
  }

  /// Opens an engine on a state, with an empty shelf.
  init(_ state: State = State(), seed: UInt64 = 1, at start: Timestamp = EngineRig.start) {
    first = state
    now = Moment(real: start, business: start)
    let context = Context(
      now: now, digests: StandInDigests(), entropy: SeededEntropy(seed: seed), realm: Self.realm)
    engine = Engine(state: state, context: context)
  }

  /// Calls a method, and does all jobs and inputs that follow from it. Returns its result so far.
  mutating func call(
    _ request: Request, as from: From = .anyone, key: Id128? = nil,
    within milliseconds: Int64 = 10_000
  ) -> Outcome {
    let address = send(request, as: from, key: key, within: milliseconds)
    if let found = queries.last(where: { $0.address == address }) { return .query(found.query) }
    return outcome(of: address)
  }

  /// Sends a request, and returns its reply address.
  @discardableResult
  mutating func send(
    _ request: Request, as from: From = .anyone, key: Id128? = nil, credit: UInt64 = 1_000,
    connection: UInt64 = 1, within milliseconds: Int64 = 10_000
  ) -> ReplyAddress {
    let incoming = incoming(
      request, from, key: key, credit: credit, connection: connection, within: milliseconds)
    work([.request(incoming)])
    return incoming.address
  }

  /// Sends several requests in one turn.
  mutating func sendAtOnce(_ requests: [Request], as from: From = .anyone) -> [ReplyAddress] {
    let all = requests.map {
      incoming($0, from, key: nil, credit: 0, connection: 1, within: 10_000)
    }
    work(all.map { .request($0) })
    return all.map(\.address)
  }

  /// Returns the result of a call so far: its last output.
  func outcome(of address: ReplyAddress) -> Outcome {
    switch outputs[address]?.last {
    case .reply(let reply): .reply(reply)
    case .refusal(let refusal, _): .refusal(refusal)
    case .stored(let bytes): .stored(bytes)
    case .item(let reply): .reply(reply)
    case .end, nil: .waiting(address)
    }
  }

  /// Returns whether a refused call was carried out; nil if it was not refused.
  func extent(of address: ReplyAddress) -> CallError.Outcome? {
    if case .refusal(_, let outcome) = outputs[address]?.last { outcome } else { nil }
  }

  /// Returns the items of a feed so far.
  func items(of address: ReplyAddress) -> [any Message] {
    (outputs[address] ?? []).compactMap { if case .item(let reply) = $0 { reply } else { nil } }
  }

  /// Advances both clocks, and runs a turn.
  mutating func advance(_ milliseconds: Int64) {
    now.real = now.real.adding(milliseconds: milliseconds)
    now.business = now.business.adding(milliseconds: milliseconds)
    work([.tick])
  }

  /// Completes all waiting derivations.
  mutating func derive() {
    let held = derivations
    derivations = []
    work(held.map { .derived($0.waiter, StandInScrypt.derive($0.derivation)) })
  }

  /// Fails all waiting derivations.
  mutating func failToDerive() {
    let held = derivations
    derivations = []
    work(held.map { .notDerived($0.waiter) })
  }

  /// Drops all waiting derivations without an answer.
  mutating func dropDerivations() { derivations = [] }

  /// Runs turns over inputs and the inputs that follow from them, until there are none.
  mutating func work(_ items: [Input]) {
    var items = items
    repeat {
      let turn = engine.work(items[...], now: now.real, books: books ?? engine.state.sequence)
      entries += turn.entries
      for output in engine.release(durable: engine.state.sequence) {
        checkSize(output)
        outputs[output.address, default: []].append(output.body)
      }
      items = turn.left + turn.jobs.compactMap { play($0) }
    } while !items.isEmpty
  }

  /// Records an issue if a reply does not decode, as a list above its limit does not.
  private func checkSize(_ output: Output) {
    guard case .reply(let reply) = output.body, let method = methods[output.address] else { return }
    #expect(type(of: reply).name.description == method.messages.reply)
    do throws(Malformed) { _ = try method.reply(reply.encoded()) } catch {
      Issue.record("the reply to \(method.name) does not decode: \(error)")
    }
  }

  /// Returns a new key of the present time.
  mutating func newKey() -> Id128 {
    lastKey += 1
    return Id128(millis: now.real.milliseconds, randomA: 1, randomB: lastKey)
  }

  /// Every event so far, in order.
  var events: [Event] { entries.flatMap { Self.events(of: $0) } }

  /// The events of the last entry.
  var lastEvents: [Event] { entries.last.map { Self.events(of: $0) } ?? [] }

  /// Returns the rig's first state with all entries replayed on it.
  func replayed() -> State {
    var state = first
    for entry in entries { state.apply(Self.events(of: entry), sequence: entry.sequence) }
    return state
  }

  static func events(of entry: JournalEntry) -> [Event] {
    do throws(Malformed) { return try EventCoding.decode(entry.events) } catch { return [] }
  }

  /// Makes a request as a loop passes it to the engine.
  mutating func incoming(
    _ request: Request, _ from: From, key: Id128?, credit: UInt64, connection: UInt64,
    within milliseconds: Int64
  ) -> IncomingRequest {
    lastStream += 1
    var token: Digest256?
    var credential = Credential.none
    switch from {
    case .anyone: break
    case .token(let bytes): token = StandInDigests().plain(bytes)
    case .credential(let proved): credential = proved
    }
    methods[ReplyAddress(loop: 0, connection: connection, stream: lastStream)] = request.method
    let keyed = request.method.idempotency == .keyed
    let key = keyed ? key ?? newKey() : key
    return IncomingRequest(
      address: ReplyAddress(loop: 0, connection: connection, stream: lastStream),
      credential: credential,
      token: token, key: key, digest: keyed ? digest(of: request) : nil,
      deadline: now.real.adding(milliseconds: milliseconds), credit: credit, request: request)
  }

  private func digest(of request: Request) -> Digest256 {
    StandInDigests().keyed(.request, Array("\(request)".utf8))
  }

  /// Does a job, and returns the input that comes back, if any.
  private mutating func play(_ job: Job) -> Input? {
    switch job {
    case .look(let need):
      return shelf.isBroken ? .lookupFailed(need) : .lookupResult(shelf.find(need))
    case .stored(let waiter, let sequence):
      return .stored(waiter, entries.first { $0.sequence == sequence }?.reply ?? [])
    case .derive(let waiter, let derivation):
      if !holdsDerivations { return .derived(waiter, StandInScrypt.derive(derivation)) }
      derivations.append((waiter, derivation))
    case .query(let query, let address, _, _): queries.append((query, address))
    case .slice(let batch, let after, let restsOn): slices.append((batch, after, restsOn))
    case .followWall: break
    }
    return nil
  }
}

extension EngineRig.Shelf {
  /// Returns a reader's result for a lookup.
  func find(_ need: Lookup) -> LookupResult {
    switch need {
    case .employer(let number): .employer(number, employers[number])
    case .person(let resident): .person(resident, persons[resident])
    case .user(let name):
      .user(
        name,
        persons.values.filter { [$0.mobile.text, $0.resident.text, $0.user].contains(name) }
          .map(\.resident).sorted { $0.text < $1.text })
    case .taxpayer(let code):
      .taxpayer(
        code,
        employers.values.filter { $0.registration.taxpayer == code }
          .map(\.registration.number).sorted())
    case .attempt(let number): .attempt(number, attempts[number])
    case .ended(let registration, let number):
      .ended(registration, number, attempts[number] == registration ? past[number] : nil)
    case .order(let order): .order(order, orders[order])
    case .key(let scope, let key): .key(scope, key, keys[key])
    case .batch(let id): .batch(id, batches[id])
    case .notice(let name):
      .notice(name, closed[name] ?? employers[name.registration]?.notices[name.number])
    }
  }

  /// Puts an employer on the shelf, with the owners of its attempts and orders.
  mutating func put(_ employer: Employer) {
    let number = employer.registration.number
    employers[number] = employer
    for attempt in employer.attempts.keys { attempts[attempt] = number }
    for agreement in employer.agreements.values {
      orders[agreement.order] = AgreementOwner(number, of: agreement)
    }
  }

  /// Puts a person on the shelf.
  mutating func put(_ person: Person) { persons[person.resident] = person }
}

extension EngineRig.Outcome {
  /// The reply; nil if it is none.
  var reply: (any Message)? { if case .reply(let reply) = self { reply } else { nil } }
  /// The reply of this type; nil if it is none.
  func message<M: Message>(_ type: M.Type) -> M? { reply as? M }
  /// The refusal; nil if it is none.
  var refusal: Refusal? { if case .refusal(let refusal) = self { refusal } else { nil } }
  /// The refusal's code; nil if it is none.
  var code: RefusalCode? { refusal?.code }
  /// The reply address, if it waits.
  var waiting: ReplyAddress? { if case .waiting(let address) = self { address } else { nil } }
}
