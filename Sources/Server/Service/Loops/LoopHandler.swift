internal import Bureau
internal import Crypto
internal import Protocol
internal import Synchronization
internal import Transport

/// The protocol handler of one event loop: decodes requests, puts them into the bureau's queue as
/// one batch at the end of each turn of the loop, and writes the answers that come back.
///
/// Every method runs on the loop's thread, which alone touches this object. Other threads reach it
/// by ``LoopMail``; it reads ``ServerStatus`` and the clock, which are safe on every thread.
///
/// Health, ping and counters are answered here, from ``ServerStatus``, so they need no turn of the
/// bureau.
final class LoopHandler: LoopDelegate {
  private struct Client {
    let peer: Peer
    let credential: Credential
    var feeds: [UInt64: FeedWindow] = [:]
  }

  private let index: UInt32
  private let loop: Loop<LoopHandler>
  private let queue: WorkQueue<Input>
  private let status: ServerStatus
  private let clock: BureauClock
  private let keys: ServerKeys
  private let authenticator: Authenticator
  private let tokenHasher = Hasher256()
  private var clients: [ConnectionID: Client] = [:]
  /// The inputs of this turn of the loop, or those that the queue had no room for.
  private var inputs: [Input] = []
  /// The feeds that were written to or got credit in this turn of the loop.
  private var moved: Set<ReplyAddress> = []
  private var isPaused = false

  init(
    index: UInt32, loop: Loop<LoopHandler>, queue: WorkQueue<Input>, status: ServerStatus,
    clock: BureauClock, keys: ServerKeys, authenticator: Authenticator
  ) {
    self.index = index
    self.loop = loop
    self.queue = queue
    self.status = status
    self.clock = clock
    self.keys = keys
    self.authenticator = authenticator
  }

  func helloForAccepted() -> Hello {
    authenticator.hello(serverTimeMs: clock.now().milliseconds)
  }

  func opened(_ connection: ConnectionID, peer: Peer) {
    guard let credential = authenticator.credential(of: peer, now: clock.now()) else {
      return loop.goAway(connection, code: .auth, text: Self.unknownCredential)
    }
    clients[connection] = Client(peer: peer, credential: credential)
  }

  private static let unknownCredential = "credential unknown, revoked or expired"

  /// Closes every connection whose credential is no longer valid; `closed` then ends its work in
  /// the bureau.
  private func checkCredentials() {
    let now = clock.now()
    for (connection, client) in clients
    where authenticator.credential(of: client.peer, now: now) != client.credential {
      loop.goAway(connection, code: .auth, text: Self.unknownCredential)
    }
  }

  func received(_ connection: ConnectionID, _ event: ConnectionEvent) {
    switch event {
    case .request(let request): receive(request, on: connection)
    case .cancelled(let stream, _):
      clients[connection]?.feeds[stream] = nil
      inputs.append(.cancelled(address(connection, stream)))
    case .creditGranted(let stream, let total):
      clients[connection]?.feeds[stream]?.grant(UInt64(total))
      moved.insert(address(connection, stream))
    case .opened, .goneAway, .pong, .drained, .ended, .item, .heartbeat, .response: break
    }
  }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    clients[connection] = nil
    inputs.append(.gone(loop: index, connection: connection.raw))
  }

  func mail(_ mail: [LoopMail]) {
    for letter in mail {
      switch letter {
      case .outputs(let outputs): for output in outputs { write(output) }
      case .room: resume()
      case .credentials: checkCredentials()
      }
    }
  }

  func outputDrained(_ connection: ConnectionID) {
    for stream in (clients[connection]?.feeds ?? [:]).keys {
      moved.insert(address(connection, stream))
    }
  }

  func turnEnded() {
    renewFeeds()
    guard !inputs.isEmpty else { return }
    submit()
    guard !inputs.isEmpty, !isPaused else { return }
    isPaused = true
    loop.pauseReading()
  }

  func drained(cut: Int) {
    if cut > 0 { Log.write(.warning, "drain_cut", [("connections", "\(cut)")]) }
    loop.stop()
  }

  /// Grants the bureau more credit on feeds whose items are written, if their connections have room
  /// for output.
  private func renewFeeds() {
    guard !moved.isEmpty else { return }
    for address in moved {
      let connection = ConnectionID(raw: address.connection)
      guard loop.takesMore(connection),
        let total = clients[connection]?.feeds[address.stream]?.renew()
      else { continue }
      inputs.append(.credit(address, total))
    }
    moved.removeAll(keepingCapacity: true)
  }

  private func resume() {
    guard isPaused else { return }
    submit()
    guard inputs.isEmpty else { return }
    isPaused = false
    loop.resumeReading()
  }

  /// Submits the inputs that fit into the bureau's queue, and counts them once.
  private func submit() {
    let before = inputs.count
    queue.submitWhatFits(&inputs)
    status.requests.add(UInt64(before - inputs.count), ordering: .relaxed)
  }

  private func address(_ connection: ConnectionID, _ stream: UInt64) -> ReplyAddress {
    ReplyAddress(loop: index, connection: connection.raw, stream: stream)
  }

  // MARK: Requests

  private func receive(_ request: InboundRequest, on connection: ConnectionID) {
    guard let definition = Methods.definition(request.method), let client = clients[connection]
    else {
      return fail(connection, request.stream, .unimplemented, "UNKNOWN_METHOD", "没有这个方法")
    }
    if definition.method == ImportMethods.part.method,
      let refusal = ImportCheck.refusal(of: request.body, from: client.credential)
    {
      return refuse(connection, request.stream, refusal, .notStarted)
    }
    do throws(Malformed) {
      let message = try definition.request(request.body)
      if case .system(let asked) = message {
        answer(asked, connection, request.stream)
      } else {
        forward(request, message, definition.method, client, connection)
      }
    } catch {
      loop.fail(
        connection, stream: request.stream, status: .invalidArgument,
        error: CallError(error, path: definition.method.names(of: error.path)))
    }
  }

  private func forward(
    _ request: InboundRequest, _ message: Request, _ method: Method, _ client: Client,
    _ connection: ConnectionID
  ) {
    let credit: UInt64
    if method.idempotency == .feed {
      let window = FeedWindow(
        granted: UInt64(loop.credit(connection, stream: request.stream) ?? 0))
      clients[connection]?.feeds[request.stream] = window
      credit = window.total
    } else {
      credit = 0
    }
    inputs.append(
      .request(
        IncomingRequest(
          address: address(connection, request.stream), credential: client.credential,
          token: request.meta?.session.map(hash), key: request.meta?.key,
          digest: method.idempotency == .keyed ? digest(method, request.body) : nil,
          deadline: deadline(request.timeoutMs), credit: credit, request: message,
          checked: Self.checked(message, request.body))))
  }

  /// Checks the lines of an import's part here, on the loop, so that the bureau's thread need not.
  private static func checked(_ request: Request, _ body: [UInt8]) -> CheckedPart? {
    guard case .imports(.part(let part)) = request else { return nil }
    return ImportCheck.check(part, body: body)
  }

  private func hash(_ token: SessionToken) -> Digest256 {
    Digest256(bytes: tokenHasher.hash(token.bytes)) ?? .zero
  }

  private func digest(_ method: Method, _ body: [UInt8]) -> Digest256 {
    keys.keyed(
      .request, [UInt8(truncatingIfNeeded: method.number), UInt8(method.number >> 8)] + body)
  }

  private func deadline(_ timeoutMs: UInt32) -> Timestamp {
    timeoutMs == 0 ? .latest : clock.now().adding(milliseconds: Int64(timeoutMs))
  }

  // MARK: Answers

  private func write(_ output: Output) {
    let connection = ConnectionID(raw: output.address.connection)
    let stream = output.address.stream
    switch output.body {
    case .reply(let body): reply(connection, stream, body)
    case .stored(let bytes): stored(connection, stream, bytes)
    case .refusal(let refusal, let outcome): refuse(connection, stream, refusal, outcome)
    case .item(let item):
      _ = loop.item(connection, stream: stream, body: item.encoded())
      clients[connection]?.feeds[stream]?.wrote()
      moved.insert(output.address)
    case .end(let refusal):
      clients[connection]?.feeds[stream] = nil
      if let refusal {
        refuse(connection, stream, refusal, .notStarted)
      } else {
        loop.respond(connection, stream: stream)
      }
    }
  }

  private func reply(_ connection: ConnectionID, _ stream: UInt64, _ reply: any Message) {
    loop.respond(connection, stream: stream, body: reply.encoded())
  }

  /// Sends a reply that is stored in the journal, for a repeated request.
  private func stored(_ connection: ConnectionID, _ stream: UInt64, _ bytes: [UInt8]) {
    switch StoredReply(bytes) {
    case .reply(let body): loop.respond(connection, stream: stream, body: body)
    case .refusal(let refusal): refuse(connection, stream, refusal, .done)
    case nil:
      loop.fail(
        connection, stream: stream, status: .internal,
        error: CallError(
          "STORED_REPLY", outcome: .done, retry: .withSameKey, text: "存储的答复无法读取"))
    }
  }

  private func refuse(
    _ connection: ConnectionID, _ stream: UInt64, _ refusal: Refusal, _ outcome: CallError.Outcome
  ) {
    loop.fail(
      connection, stream: stream, status: RefusalStatus.status(refusal.code),
      error: RefusalStatus.error(refusal, outcome, now: clock.now()))
  }

  private func fail(
    _ connection: ConnectionID, _ stream: UInt64, _ status: Status, _ reason: String, _ text: String
  ) {
    loop.fail(
      connection, stream: stream, status: status,
      error: CallError(reason, outcome: .notStarted, retry: .never, text: text))
  }

  // MARK: Requests that the loop answers

  private func answer(
    _ request: SystemRequest, _ connection: ConnectionID, _ stream: UInt64
  ) {
    switch request {
    case .ping: loop.respond(connection, stream: stream)
    case .health: reply(connection, stream, health())
    case .counters: reply(connection, stream, counters())
    }
  }

  private func health() -> HealthReply {
    let closed = status.gate.closed
    let ended = status.turnEnded.load(ordering: .relaxed)
    return HealthReply(
      serving: closed == nil, durable: status.durable.load(ordering: .relaxed),
      books: status.books.load(ordering: .relaxed), turnAge: loop.now - min(loop.now, ended),
      note: closed?.text ?? "")
  }

  private func counters() -> CountersReply {
    let engine = status.counters.withLock { $0 }
    let values: [(String, UInt64)] = [
      ("behind", UInt64(engine.behind)),
      ("books", status.books.load(ordering: .relaxed)),
      ("connections", UInt64(loop.connectionCount)),
      ("durable", status.durable.load(ordering: .relaxed)),
      ("feeds", UInt64(engine.feeds)),
      ("parked", UInt64(engine.waiting)),
      ("requests", status.requests.load(ordering: .relaxed)),
      ("residents", UInt64(engine.employersInMemory)),
      ("sessions", UInt64(engine.sessions)),
      ("turns", status.turns.load(ordering: .relaxed)),
    ]
    return CountersReply(counters: values.map { Counter(name: $0.0, value: $0.1) })
  }
}
