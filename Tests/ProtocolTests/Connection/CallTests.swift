import Protocol
import Testing

@Suite struct CallTests {
  @Test func `R-401: a unary call goes there and back`() throws {
    var pair = ConnectionPairRig()
    let meta = Meta(key: realm, attempt: 1)
    let id = try pair.client.connection.call(
      method: 1, meta: meta, body: [1, 2], timeoutMs: 700, now: 1_000)
    pair.exchange()
    let request = InboundRequest(
      stream: id, method: 1, meta: meta, body: [1, 2], timeoutMs: 700, deadline: 1_700)
    #expect(pair.server.takeEvents() == [.request(request)])
    pair.server.connection.respond(stream: id, meta: Meta(cursor: [9]), body: [3])
    pair.exchange()
    let response = InboundResponse(
      stream: id, status: .ok, meta: Meta(cursor: [9]), body: [3], error: nil)
    #expect(pair.client.takeEvents() == [.response(response)])
    #expect(pair.client.connection.openCalls == 0 && pair.server.connection.openCalls == 0)
  }

  @Test func `R-401: answers come in any order, empty bodies too`() throws {
    var pair = ConnectionPairRig()
    for _ in 0..<4 { _ = try pair.client.connection.call(method: 1, body: [], now: 1_000) }
    pair.exchange()
    for id: UInt64 in [3, 1, 4, 2] { pair.server.connection.respond(stream: id) }
    pair.exchange()
    #expect(pair.client.responses.map(\.stream) == [3, 1, 4, 2])
  }

  @Test func `R-401: the three ways to answer write the same bytes`() {
    let answer = makeHello()
    var outputs: [[UInt8]] = []
    for way in 0..<3 {
      var side = ConnectionRig.open(.server)
      side.feedCall(1)
      switch way {
      case 0: side.connection.respond(stream: 1, body: encode(answer))
      case 1: side.connection.respond(stream: 1, message: answer)
      default: side.connection.respond(stream: 1) { encode(answer, into: &$0) }
      }
      outputs.append(side.connection.takeOutput())
    }
    #expect(Set(outputs).count == 1)
  }

  @Test(arguments: Status.allCases.filter { $0 != .ok })
  func `R-502: every status but OK carries an error`(status: Status) throws {
    var pair = ConnectionPairRig()
    let id = try pair.client.connection.call(method: 1, body: [], now: 1_000)
    pair.exchange()
    let error = CallError("WHY", outcome: .notStarted, retry: .after, retryAfterMs: 5)
    pair.server.connection.fail(stream: id, status: status, error: error)
    pair.exchange()
    #expect(pair.client.responses.map(\.error) == [error])
    #expect(pair.client.responses.map(\.status) == [status])
  }

  @Test(arguments: [0, .max, 5, 4] as [UInt64])
  func `R-403: a call's id is above all before it, and not 2⁶⁴−1`(id: UInt64) {
    var side = ConnectionRig.open(.server)
    side.feedCall(5)
    side.feedCall(id)
    #expect(side.endCode == .protocolError)
    #expect(side.requests.count == 1)
  }

  @Test func `R-403: ids may have gaps`() {
    var side = ConnectionRig.open(.server)
    for id: UInt64 in [1, 7, 1 << 40, .max - 1] { side.feedCall(id) }
    #expect(side.requests.map(\.stream) == [1, 7, 1 << 40, UInt64.max - 1] as [UInt64])
  }

  @Test func `R-405: a frame that names a closed call is late, not wrong`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(5)
    side.connection.respond(stream: 5)
    side.events = []
    side.feed(.cancel, stream: 5)
    side.feed(.cancel, stream: 3)
    side.feed(.credit, stream: 5, aux: 1)
    side.feed(.item, stream: 5)
    #expect(side.events.isEmpty)
  }

  @Test func `R-408: only the first answer of a call leaves`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1)
    side.connection.respond(stream: 1)
    side.connection.respond(stream: 1)
    side.connection.fail(
      stream: 9, status: .internal, error: CallError("X", outcome: .unknown, retry: .never))
    #expect(side.sent().count == 1)
    #expect(side.connection.counts.extraAnswers == 2)
  }

  @Test(arguments: [
    (UInt16(0), "UNKNOWN_METHOD"), (99, "UNKNOWN_METHOD"), (65_535, "UNKNOWN_METHOD"),
  ])
  func `R-402: an unknown method is said, its body unread`(method: UInt16, reason: String) {
    var side = ConnectionRig.open(.server)
    side.feed(.request, flags: [.end, .meta], method: method, stream: 1, [0xFF])
    let answer = side.sent()[0]
    #expect(answer.status == .unimplemented && answer.error?.reason == reason)
    #expect(answer.error?.outcome == .notStarted)
    #expect(side.events.isEmpty && side.connection.openCalls == 0)
  }

  @Test func `R-407: a call without END is refused, its items are ignored`() {
    var side = ConnectionRig.open(.server)
    side.feed(.request, method: 1, stream: 1)
    #expect(side.sent().map(\.status) == [.unimplemented])
    side.feed(.item, stream: 1)
    #expect(side.events.isEmpty)
    side.feedCall(2)
    side.feed(.item, stream: 2)
    #expect(side.endCode == .protocolError)
  }

  @Test func `R-407: an ITEM for a call never opened ends the connection`() {
    var side = ConnectionRig.open(.server)
    side.feed(.item, stream: 1)
    #expect(side.endCode == .protocolError)
  }

  @Test(
    arguments: [
      ([], Status.invalidArgument, "MALFORMED"), ([1], .invalidArgument, "MALFORMED"),
      ([1, 0], .invalidArgument, "MALFORMED"), ([1, 0, 0], .invalidArgument, "MALFORMED"),
      ([2, 0, 0x18, 0], .invalidArgument, "MALFORMED"),
      ([3, 0, 0xA0, 0x06, 1], .invalidArgument, "UNKNOWN_FIELD"),
      ([1, 0x20], .resourceExhausted, "META_TOO_LARGE"),
      ([0, 0x20], .invalidArgument, "MALFORMED"),
    ] as [([UInt8], Status, String)])
  func `R-411: bad metadata fails the call alone`(
    payload: [UInt8], status: Status, reason: String
  ) throws {
    var side = ConnectionRig.open(.server)
    side.feed(.request, flags: [.end, .meta], method: 1, stream: 1, payload)
    let answer = try #require(side.sent().first)
    #expect(answer.status == status && answer.error?.reason == reason)
    #expect(answer.error?.outcome == .notStarted)
    side.feedCall(2)
    #expect(side.requests.count == 1)
  }

  @Test func `R-411: an odd field that is not known is skipped`() {
    var side = ConnectionRig.open(.server)
    side.feed(
      .request, flags: [.end, .meta], method: 1, stream: 1, [3, 0, 0x98, 0x06, 1, 42])
    #expect(side.requests.map(\.body) == [[42]])
    #expect(side.requests.first?.meta == Meta())
  }

  @Test(
    arguments: [
      (0, 10_000, true), (1, 1, false), (300_000, 300_000, false), (300_001, 300_000, true),
    ] as [(UInt32, UInt32, Bool)])
  func `R-420, R-421: the timeout that is used is told where it is another`(
    asked: UInt32, used: UInt32, isTold: Bool
  ) throws {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, aux: asked)
    #expect(side.requests.first?.timeoutMs == used)
    #expect(side.requests.first?.deadline == side.now + UInt64(used))
    side.connection.respond(stream: 1, body: [7])
    let answer = try #require(side.sent().first)
    #expect(answer.header.flags.contains(.meta) == isTold)
    guard isTold else { return }
    let meta = try decode(Meta.self, from: Array(answer.payload.dropLast().dropFirst(2)))
    #expect(meta == Meta(effectiveTimeoutMs: used))
  }

  @Test func `R-409: an answer above the client's limit is told with both sizes`() throws {
    for extra in [0, 1] {
      var side = ConnectionRig.open(.server, peer: makeHello(maxFrameBytes: 65_536))
      side.feedCall(1)
      side.connection.respond(stream: 1, body: [UInt8](repeating: 0, count: 65_536 + extra))
      let answer = try #require(side.sent().first)
      #expect(answer.status == (extra == 0 ? .ok : .resourceExhausted))
      guard extra == 1 else { continue }
      #expect(answer.error?.outcome == .done)
      #expect(answer.error?.limit == 65_536 && answer.error?.actual == 65_537)
    }
  }

  @Test func `R-702: a call checks the server's limits before it sends`() throws {
    var client = ConnectionRig.open(
      .client, peer: makeHello(maxFrameBytes: 65_536, maxConcurrent: 1))
    let large = [UInt8](repeating: 0, count: 65_537)
    #expect(throws: SendRefusal.tooLarge(actual: 65_537, limit: 65_536)) {
      try client.connection.call(method: 1, body: large, now: 1_000)
    }
    #expect(client.connection.outputCount == 0)
    #expect(throws: SendRefusal.metaTooLarge(actual: 9_003, limit: 8_192)) {
      try client.connection.call(
        method: 1, meta: Meta(cursor: [UInt8](repeating: 0, count: 9_000)), body: [], now: 1_000)
    }
    #expect(client.connection.outputCount == 0)
    let exact = Array(large.dropLast())
    #expect(try client.connection.call(method: 1, body: exact, now: 1_000) == 1)
    #expect(throws: SendRefusal.tooManyCalls(limit: 1)) {
      try client.connection.call(method: 1, body: [], now: 1_000)
    }
    var server = ConnectionRig.open(.server)
    #expect(throws: SendRefusal.wrongRole) {
      try server.connection.call(method: 1, body: [], now: 1_000)
    }
  }

  @Test(arguments: [17, 256, UInt32.max]) func `R-501: a status above 16 is refused`(aux: UInt32)
    throws
  {
    var client = ConnectionRig.open(.client)
    _ = try client.connection.call(method: 1, body: [], now: 1_000)
    client.feed(.response, stream: 1, aux: aux)
    #expect(client.endCode == .protocolError)
    #expect(client.responses.map(\.error?.outcome) == [.unknown])
  }

  @Test func `R-408: a client ends a connection that answers twice, or unasked`() throws {
    var twice = ConnectionRig.open(.client)
    _ = try twice.connection.call(method: 1, body: [], now: 1_000)
    twice.feed(.response, stream: 1)
    #expect(twice.responses.count == 1)
    twice.feed(.response, stream: 1)
    #expect(twice.endCode == .protocolError && twice.responses.count == 1)
    for (type, stream) in [(FrameType.response, UInt64(1)), (.item, 1), (.response, 0)] {
      var unasked = ConnectionRig.open(.client)
      unasked.feed(type, stream: stream)
      #expect(unasked.endCode == .protocolError)
    }
  }

  @Test func `R-506: an answer that cannot be read ends its call alone`() throws {
    var client = ConnectionRig.open(.client)
    for _ in 0..<2 { _ = try client.connection.call(method: 1, body: [], now: 1_000) }
    client.feed(.response, stream: 1, aux: 13, [0xFF])
    client.feed(.response, flags: .meta, stream: 2, [9, 9])
    #expect(client.responses.map(\.error?.reason) == ["BAD_ANSWER", "BAD_ANSWER"])
    #expect(client.responses.map(\.error?.outcome) == [.unknown, .unknown])
    #expect(client.endReason == nil)
  }

  @Test func `R-404: cancel still brings exactly one answer`() throws {
    var pair = ConnectionPairRig()
    let id = try pair.client.connection.call(method: 1, body: [], now: 1_000)
    pair.exchange()
    pair.client.connection.cancel(stream: id)
    pair.client.connection.cancel(stream: id)
    pair.exchange()
    let cancels = pair.server.takeEvents().filter { $0 == .cancelled(stream: id, .caller) }
    #expect(cancels.count == 1)
    #expect(pair.server.connection.openCalls == 1)
    pair.server.connection.respond(stream: id, body: [8])
    pair.exchange()
    pair.client.connection.cancel(stream: id)
    #expect(pair.client.responses.map(\.body) == [[8]])
    #expect(pair.client.connection.outputCount == 0)
  }

  @Test func `R-506: a lost connection leaves every call's outcome unknown`() throws {
    var client = ConnectionRig.open(.client)
    for _ in 0..<3 { _ = try client.connection.call(method: 1, body: [], now: 1_000) }
    client.connection.receiveEnd(now: client.now, into: &client.events)
    #expect(client.responses.map(\.stream) == [1, 2, 3])
    #expect(client.responses.allSatisfy { $0.error?.outcome == .unknown })
    #expect(client.endReason == .lost)
    #expect(throws: SendRefusal.closed) {
      try client.connection.call(method: 1, body: [], now: 1_000)
    }
  }

  @Test func `R-405: the table forgets calls in every order of ending`() {
    var generator = SplitMix64(seed: 7)
    var side = ConnectionRig.open(.server, hello: makeHello(maxConcurrent: 500))
    var open: [UInt64] = []
    var next: UInt64 = 0
    for _ in 0..<20_000 {
      if open.count < 500, Bool.random(using: &generator) {
        next += UInt64.random(in: 1...3, using: &generator)
        side.feedCall(next)
        open.append(next)
      } else if !open.isEmpty {
        let id = open.remove(at: Int.random(in: 0..<open.count, using: &generator))
        side.connection.respond(stream: id)
      }
      guard side.connection.openCalls == open.count else { break }
    }
    #expect(side.connection.openCalls == open.count)
    #expect(side.connection.counts.extraAnswers == 0)
    for id in open { side.connection.respond(stream: id) }
    #expect(side.connection.openCalls == 0 && side.endReason == nil)
  }
}
