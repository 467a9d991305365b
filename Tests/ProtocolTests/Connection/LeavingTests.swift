import Protocol
import Testing

@Suite struct LeavingTests {
  private func away(_ code: GoAwayCode, last: UInt64) -> [UInt8] {
    FrameHeader(.goAway, stream: last, aux: code.number).frame(encode(GoAway(text: "why")))
  }

  @Test func `R-620: a drain sends GOAWAY twice, and calls in progress may finish`() throws {
    var pair = ConnectionPairRig()
    let id = try pair.client.connection.call(method: 1, body: [], now: 1_000)
    pair.exchange()
    pair.server.connection.drain(graceMs: 10_000, now: pair.server.now)
    let first = FrameHeader(Array(pair.server.connection.output.prefix(24)).span)
    #expect(first?.stream == .max)
    pair.exchange()
    let heard = pair.client.takeEvents()
    #expect(heard.contains(.goneAway(.drain, text: "draining", lastStream: .max)))
    #expect(heard.contains(.goneAway(.drain, text: "draining", lastStream: id)))
    #expect(throws: SendRefusal.draining) {
      try pair.client.connection.call(method: 1, body: [], now: 1_000)
    }
    #expect(pair.server.connection.closeAdvice == .keepOpen)
    pair.server.connection.respond(stream: id)
    #expect(pair.server.connection.closeAdvice == .flushThenLinger)
    pair.server.wait(0)
    #expect(pair.server.events.suffix(2) == [.drained, .ended(.drained)])
    pair.client.feed(pair.server.connection.takeOutput())
    #expect(pair.client.responses.map(\.status) == [.ok])
    #expect(pair.client.endReason == .drained)
  }

  @Test func `R-620: the last id is said after a second at most`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1)
    side.connection.drain(graceMs: 5_000, now: side.now)
    side.feedCall(2)
    #expect(side.requests.count == 2)
    side.wait(999)
    #expect(side.sent().filter { $0.type == .goAway }.count == 1)
    side.wait(1)
    #expect(side.sent().map(\.header.stream) == [2])
    side.feedCall(3)
    #expect(side.requests.count == 2 && side.endReason == nil)
  }

  @Test func `R-624: a drain ends after its grace`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, aux: 60_000)
    side.connection.drain(graceMs: 5_000, now: side.now)
    side.wait(1_000)
    side.wait(3_999)
    #expect(side.endReason == nil)
    side.events = []
    _ = side.sent()
    side.wait(1)
    #expect(side.sent().map(\.status) == [.unavailable])
    #expect(
      side.events == [.cancelled(stream: 1, .drain), .drained, .ended(.drained)])
  }

  @Test func `R-620: a drain with nothing running ends at once after the second word`() {
    var pair = ConnectionPairRig()
    pair.server.connection.drain(graceMs: 5_000, now: pair.server.now)
    pair.exchange()
    #expect(pair.server.endReason == .drained)
    #expect(pair.client.endReason == .drained)
    #expect(pair.client.connection.closeAdvice == .flushThenClose)
  }

  @Test func `R-620: a client may drain too`() throws {
    var pair = ConnectionPairRig()
    let id = try pair.client.connection.call(method: 1, body: [], now: 1_000)
    pair.client.connection.drain(graceMs: 5_000, now: pair.client.now)
    pair.exchange()
    #expect(pair.server.endReason == nil)
    pair.server.connection.respond(stream: id)
    pair.server.wait(0)
    pair.exchange()
    #expect(pair.client.responses.count == 1)
    #expect(pair.client.endReason == .drained && pair.server.endReason == .drained)
  }

  @Test func `R-620: a call after one's own GOAWAY ends the connection`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1)
    side.feed(away(.drain, last: 0))
    side.feedCall(2)
    #expect(side.endCode == .protocolError)
  }

  @Test func `R-621: calls above the last id were not begun, the rest is unknown`() throws {
    var client = ConnectionRig.open(.client)
    for _ in 0..<4 { _ = try client.connection.call(method: 1, body: [], now: 1_000) }
    client.feed(away(.internal, last: 2))
    let outcomes = Dictionary(
      uniqueKeysWithValues: client.responses.map { ($0.stream, $0.error?.outcome) })
    #expect(outcomes == [1: .unknown, 2: .unknown, 3: .notStarted, 4: .notStarted])
    #expect(client.endReason == .peer(.internal, "why"))
  }

  @Test func `R-621: after an orderly GOAWAY calls up to the last id still end`() throws {
    var client = ConnectionRig.open(.client)
    for _ in 0..<2 { _ = try client.connection.call(method: 1, body: [], now: 1_000) }
    client.feed(away(.maxAge, last: 1))
    #expect(client.responses.map(\.error?.outcome) == [.notStarted])
    #expect(client.responses.map(\.error?.retry) == [.now])
    client.feed(.response, stream: 1)
    #expect(client.responses.map(\.status) == [.unavailable, .ok])
    #expect(client.endReason == .drained)
  }

  @Test(arguments: [4, 100], [GoAwayCode.drain, .full])
  func `R-621: among calls that were not begun some may have ended`(
    count: Int, code: GoAwayCode
  ) throws {
    var client = ConnectionRig.open(.client, peer: makeHello(maxConcurrent: 256))
    for _ in 0..<count { _ = try client.connection.call(method: 1, body: [], now: 1_000) }
    let answered = (1...UInt64(count)).filter { $0 % 3 != 1 }
    for stream in answered { client.feed(.response, stream: stream) }
    client.feed(away(code, last: 0))
    let failed = client.responses.filter { $0.error?.outcome == .notStarted }.map(\.stream)
    #expect(failed.sorted() == (1...UInt64(count)).filter { $0 % 3 == 1 })
    #expect(client.responses.count == count)
    #expect(client.connection.openCalls == 0)
  }

  @Test func `R-610: an unknown code, and a reason that cannot be read, still end it`() {
    var client = ConnectionRig.open(.client)
    client.feed(.goAway, stream: 0, aux: 77, [0xFF])
    guard case .peer(.other(77), _) = client.endReason else {
      Issue.record("\(client.events)")
      return
    }
  }

  @Test(arguments: GoAwayCode.named)
  func `R-610: the owner may end a connection for any reason`(code: GoAwayCode) throws {
    var pair = ConnectionPairRig()
    let id = try pair.client.connection.call(method: 1, body: [], now: 1_000)
    pair.exchange()
    pair.server.connection.goAway(code: code, text: "bye")
    #expect(pair.server.connection.shouldClose)
    #expect(pair.server.connection.nextTick != nil)
    pair.server.wait(0)
    #expect(pair.server.endReason == .local(code, "bye"))
    pair.client.feed(pair.server.connection.takeOutput())
    #expect(pair.client.events.contains(.goneAway(code, text: "bye", lastStream: id)))
    #expect(pair.client.responses.isEmpty == code.isGraceful)
  }

  @Test func `R-623: after the client's last byte its calls are still answered`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1)
    side.feedCall(2)
    side.connection.receiveEnd(now: side.now, into: &side.events)
    #expect(side.connection.closeAdvice == .keepOpen)
    side.connection.respond(stream: 1)
    side.connection.respond(stream: 2)
    #expect(side.connection.closeAdvice == .flushThenClose)
    #expect(side.sent().map(\.header.stream) == [1, 2])
    side.wait(0)
    #expect(side.endReason == .closedByPeer)
  }

  @Test func `R-623: a stream that can get no more credit is cancelled`() throws {
    var pair = ConnectionPairRig()
    let feed = try pair.client.connection.call(method: 2, body: [], streaming: true, now: 1_000)
    pair.exchange()
    pair.server.events = []
    pair.server.connection.receiveEnd(now: pair.server.now, into: &pair.server.events)
    #expect(pair.server.events == [.cancelled(stream: feed, .caller)])
    #expect(pair.server.connection.closeAdvice == .keepOpen)
    pair.server.connection.respond(stream: feed, status: .cancelled)
    #expect(pair.server.connection.closeAdvice == .flushThenClose)
  }

  @Test func `R-623: a stream that its handler does not end is ended for it`() throws {
    var pair = ConnectionPairRig()
    _ = try pair.client.connection.call(method: 2, body: [], streaming: true, now: 1_000)
    pair.exchange()
    pair.server.connection.receiveEnd(now: pair.server.now, into: &pair.server.events)
    pair.server.wait(Limits.cancelGraceMs)
    #expect(pair.server.connection.closeAdvice != .closeNow)
    pair.client.feed(pair.server.connection.takeOutput())
    #expect(pair.client.responses.map(\.status) == [.cancelled])
  }

  @Test func `R-623: the last byte of an idle peer closes`() {
    for role in [Connection.Role.client, .server] {
      var side = ConnectionRig.open(role)
      side.connection.receiveEnd(now: side.now, into: &side.events)
      #expect(side.events == [.ended(.closedByPeer)])
    }
  }

  @Test func `R-623: a broken transport ends everything, once`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1)
    side.connection.lost(now: side.now, into: &side.events)
    side.connection.lost(now: side.now, into: &side.events)
    #expect(side.events.count { $0 == .ended(.lost) } == 1)
    #expect(side.connection.closeAdvice == .closeNow && side.connection.outputCount == 0)
    side.connection.respond(stream: 1)
    #expect(side.connection.outputCount == 0)
  }
}
