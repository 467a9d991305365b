import Protocol
import Testing

@Suite struct ConnectionDrainTests {
  private func away(_ code: GoAwayCode, last: UInt64) -> [UInt8] {
    FrameHeader(.goAway, stream: last, aux: code.number).frame(encode(GoAway(text: "why")))
  }

  @Test(arguments: [0, 9_000, 11_000, 25_000, 29_999] as [UInt64])
  func `R-624: the grace begins when the drain does, however silent the peer was`(silence: UInt64) {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, aux: 60_000)
    side.now += silence
    side.connection.drain(graceMs: 10_000, now: side.now)
    side.wait(1_000)
    side.wait(8_999)
    #expect(side.endReason == nil)
    side.wait(1)
    #expect(side.sent().last?.status == .unavailable)
    #expect(side.endReason == .drained)
  }

  @Test func `R-602: a drain's ping is answered within its own time`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, aux: 60_000)
    side.now += 25_000
    side.connection.drain(graceMs: 60_000, now: side.now)
    side.wait(19_999)
    #expect(side.endReason == nil)
    side.wait(1)
    #expect(side.endCode == .timeout)
  }

  @Test func `R-405, R-622: frames of a call that a drain ignored are ignored too`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, aux: 60_000)
    side.connection.drain(graceMs: 10_000, now: side.now)
    side.wait(1_000)
    _ = side.sent()
    side.feedCall(2)
    side.feedCall(5)
    for id in [2, 4, 5] as [UInt64] {
      side.feed(.cancel, stream: id)
      side.feed(.credit, stream: id, aux: 9)
    }
    #expect(side.requests.map(\.stream) == [1])
    #expect(side.endReason == nil && side.connection.outputCount == 0)
    side.feed(.cancel, stream: 6)
    #expect(side.endCode == .protocolError)
    // Ignored calls are not among those that the last GOAWAY names as accepted.
    #expect(side.sent().last?.header.stream == 1)
  }

  @Test func `R-403, R-622: ids grow also among ignored calls`() {
    var side = ConnectionRig.open(.server)
    side.connection.drain(graceMs: 10_000, now: side.now)
    side.feedCall(1, aux: 60_000)
    side.wait(1_000)
    side.feedCall(3)
    side.feedCall(3)
    #expect(side.endCode == .protocolError)
  }

  @Test func `R-624: a client's GOAWAY does not lift the grace`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, aux: 60_000)
    side.connection.drain(graceMs: 5_000, now: side.now)
    side.wait(1_000)
    side.feed(away(.drain, last: 0))
    side.wait(3_999)
    #expect(side.endReason == nil)
    _ = side.sent()
    side.wait(1)
    #expect(side.sent().map(\.status) == [.unavailable])
    #expect(side.endReason == .drained)
  }

  @Test func `R-624: a drain gives its grace also to a client that leaves already`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, aux: 60_000)
    side.feed(away(.drain, last: 0))
    side.connection.drain(graceMs: 5_000, now: side.now)
    side.wait(4_999)
    #expect(side.endReason == nil)
    side.wait(1)
    #expect(side.sent().last?.status == .unavailable)
    #expect(side.endReason == .drained)
  }

  @Test func `R-621: calls in the middle that are answered already do not matter`() throws {
    var client = ConnectionRig.open(.client)
    for _ in 0..<3 { _ = try client.connection.call(method: 1, body: [], now: 1_000) }
    client.feed(.response, stream: 2)
    client.events = []
    client.feed(away(.drain, last: 2))
    #expect(client.responses.map(\.stream) == [3])
    client.feed(.response, stream: 1)
    #expect(client.endReason == .drained)
  }

  @Test(arguments: 1...200)
  func `R-506, R-621: every call ends once, whatever ended before a GOAWAY`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let count = UInt64.random(in: 1...300, using: &generator)
    var client = ConnectionRig.open(.client, peer: makeHello(maxConcurrent: 300))
    for _ in 0..<count { _ = try client.connection.call(method: 1, body: [], now: 1_000) }
    for id in 1...count where Int.random(in: 0..<3, using: &generator) > 0 {
      client.feed(.response, stream: id)
    }
    let last = UInt64.random(in: 0...count, using: &generator)
    client.feed(away(.drain, last: last))
    let early = Set(client.responses.map(\.stream))
    #expect(client.responses.filter { $0.status != .ok }.allSatisfy { $0.stream > last })
    #expect((last + 1..<count + 1).allSatisfy { early.contains($0) })
    for id in 1...count where !early.contains(id) { client.feed(.response, stream: id) }
    #expect(client.responses.map(\.stream).sorted() == Array(1...count))
    #expect(client.endReason == .drained)
  }
}
