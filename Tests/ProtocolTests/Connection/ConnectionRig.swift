import Protocol

let realm = Id128(high: 0x0102_0304, low: 7)

/// Makes a HELLO; its limits are small, so that tests reach them.
func makeHello(
  realm: Id128 = realm, features: [UInt64] = [], maxFrameBytes: UInt32 = Limits.frameBytes,
  maxConcurrent: UInt32 = 4, initialCredit: UInt32 = 2, software: String = "test",
  schemaHash: Digest256 = .zero, serverTimeMs: UInt64 = 1, pingFloorMs: UInt32 = Limits.pingFloorMs
) -> Hello {
  Hello(
    software: software, version: "1", realm: realm, schemaHash: schemaHash,
    serverTimeMs: serverTimeMs, features: features, maxFrameBytes: maxFrameBytes,
    maxConcurrent: maxConcurrent, initialCredit: initialCredit, pingFloorMs: pingFloorMs)
}

/// A frame that the connection sent.
struct SentFrame: Equatable {
  let header: FrameHeader
  let payload: [UInt8]

  var type: FrameType? { FrameType(rawValue: header.type) }
  var status: Status? { UInt8(exactly: header.aux).flatMap(Status.init) }
  var error: CallError? { try? decode(CallError.self, from: payload) }
  var reason: String? { try? decode(GoAway.self, from: payload).text }
}

/// The methods of the tests: 1 unary, 2 a stream, 3 undeclared, all others unknown.
var testMethods: MethodTable {
  var methods = MethodTable()
  methods[1] = .unary
  methods[2] = .stream
  methods[3] = .undeclared
  return methods
}

/// One end of a connection under test; the test makes the bytes of the other end.
struct ConnectionRig {
  var connection: Connection
  var now: UInt64 = 1_000
  var events: [ConnectionEvent] = []

  init(
    _ role: Connection.Role, hello: Hello = makeHello(),
    limits change: (inout ConnectionLimits) -> Void
  ) {
    var limits = ConnectionLimits()
    limits.methods = testMethods
    change(&limits)
    connection = Connection(role: role, hello: hello, limits: limits, now: now)
  }

  init(_ role: Connection.Role, hello: Hello = makeHello()) {
    self.init(role, hello: hello) { _ in }
  }

  /// Returns a connection whose peer has sent HELLO, with no waiting output.
  static func open(
    _ role: Connection.Role, hello: Hello = makeHello(), peer: Hello = makeHello(),
    limits: (inout ConnectionLimits) -> Void = { _ in }
  ) -> ConnectionRig {
    var side = ConnectionRig(role, hello: hello, limits: limits)
    side.feed(greeting(peer))
    _ = side.connection.takeOutput()
    side.events = []
    return side
  }

  static func greeting(_ hello: Hello = makeHello()) -> [UInt8] {
    Preface.ours.bytes + FrameHeader(.hello, stream: 0).frame(encode(hello))
  }

  mutating func feed(_ bytes: [UInt8]) {
    connection.receive(bytes.span, now: now, into: &events)
  }

  mutating func feed(
    _ type: FrameType, flags: FrameFlags = [], method: UInt16 = 0, stream: UInt64 = 0,
    aux: UInt32 = 0, _ payload: [UInt8] = []
  ) {
    let header = FrameHeader(type, flags: flags, method: method, stream: stream, aux: aux)
    feed(header.frame(payload))
  }

  /// Feeds a call, unary unless `method` says otherwise.
  mutating func feedCall(_ stream: UInt64, method: UInt16 = 1, aux: UInt32 = 5_000) {
    feed(.request, flags: .end, method: method, stream: stream, aux: aux, [1, 2, 3])
  }

  /// Advances the time in one step.
  mutating func wait(_ ms: UInt64) {
    now += ms
    connection.tick(now: now, into: &events)
  }

  mutating func takeEvents() -> [ConnectionEvent] {
    defer { events = [] }
    return events
  }

  /// Returns the frames sent since the last call; the preface is left out.
  mutating func sent() -> [SentFrame] {
    var bytes = connection.takeOutput()[...]
    if bytes.starts(with: Preface.ours.bytes) { bytes = bytes.dropFirst(Preface.byteCount) }
    var frames: [SentFrame] = []
    while bytes.count >= FrameHeader.byteCount {
      guard let header = FrameHeader(Array(bytes.prefix(FrameHeader.byteCount)).span) else { break }
      bytes = bytes.dropFirst(FrameHeader.byteCount)
      frames.append(SentFrame(header: header, payload: Array(bytes.prefix(Int(header.length)))))
      bytes = bytes.dropFirst(Int(header.length))
    }
    return frames
  }

  /// Returns the code of the GOAWAY if that was the last frame sent.
  mutating func goAwayCode() -> GoAwayCode? {
    guard let last = sent().last, last.type == .goAway else { return nil }
    return GoAwayCode(number: last.header.aux)
  }

  var endReason: EndReason? {
    if case .ended(let reason) = events.last { reason } else { nil }
  }

  /// The code with which this side ended the connection, which must be the last event.
  var endCode: GoAwayCode? {
    if case .local(let code, _) = endReason { code } else { nil }
  }

  var responses: [InboundResponse] {
    events.compactMap { if case .response(let response) = $0 { response } else { nil } }
  }

  var requests: [InboundRequest] {
    events.compactMap { if case .request(let request) = $0 { request } else { nil } }
  }
}

/// A client and a server, connected.
struct ConnectionPairRig {
  var client: ConnectionRig
  var server: ConnectionRig

  init(client: Hello = makeHello(), server: Hello = makeHello()) {
    self.client = ConnectionRig(.client, hello: client)
    self.server = ConnectionRig(.server, hello: server)
    exchange()
    self.client.events = []
    self.server.events = []
  }

  /// Carries bytes until neither side has output.
  mutating func exchange() {
    while client.connection.outputCount + server.connection.outputCount > 0 {
      server.feed(client.connection.takeOutput())
      client.feed(server.connection.takeOutput())
    }
  }
}
