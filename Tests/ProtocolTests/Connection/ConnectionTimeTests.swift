import Protocol
import Testing

@Suite struct ConnectionTimeTests {
  @Test func `R-423: the server answers at the deadline, the handler still counts`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, aux: 5_000)
    #expect(side.connection.nextTick == side.now + 5_000)
    side.wait(4_999)
    #expect(side.sent().isEmpty)
    side.wait(1)
    let answer = side.sent()
    #expect(answer.map(\.status) == [.deadlineExceeded])
    #expect(answer[0].error?.outcome == .unknown)
    #expect(side.events.last == .cancelled(stream: 1, .deadline))
    #expect(side.connection.openCalls == 1)
    side.connection.respond(stream: 1)
    #expect(side.connection.outputCount == 0 && side.connection.openCalls == 0)
    #expect(side.connection.counts.lateAnswers == 1)
  }

  @Test func `R-423: the client keeps the deadline too, and drops the late answer`() throws {
    var client = ConnectionRig.open(.client)
    let id = try client.connection.call(method: 1, body: [], timeoutMs: 3_000, now: 1_000)
    _ = client.sent()
    client.wait(2_999)
    #expect(client.responses.isEmpty)
    client.wait(1)
    #expect(client.responses.map(\.status) == [.deadlineExceeded])
    #expect(client.responses.map(\.error?.outcome) == [.unknown])
    #expect(client.sent().map(\.type) == [.cancel])
    #expect(client.connection.openCalls == 1)
    client.feed(.response, stream: id)
    #expect(client.responses.count == 1 && client.connection.openCalls == 0)
    #expect(client.endReason == nil)
  }

  @Test func `R-424: a cancelled call that does not end is answered after 10 s`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, method: 2, aux: 0)
    side.feed(.cancel, stream: 1)
    side.wait(9_999)
    #expect(side.sent().isEmpty)
    side.wait(1)
    #expect(side.sent().map(\.status) == [.cancelled])
    #expect(side.connection.openCalls == 1)
  }

  @Test(arguments: [(3, 10_000), (24, 11_000), (40, 11_000)] as [(Int, UInt64)])
  func `R-205: header and payload have a pace to keep`(count: Int, allowed: UInt64) {
    var side = ConnectionRig.open(.server)
    let frame = FrameHeader(.request, flags: .end, method: 1, stream: 1)
      .frame([UInt8](repeating: 0, count: 65_536))
    side.feed(Array(frame.prefix(count)))
    side.wait(allowed - 1)
    #expect(side.endReason == nil)
    side.wait(1)
    #expect(side.endCode == .timeout)
  }

  @Test func `R-205: a frame fed drop by drop does not move its limit`() {
    var side = ConnectionRig.open(.server)
    let frame = FrameHeader(.request, flags: .end, method: 1, stream: 1).frame([1, 2, 3])
    for byte in frame.prefix(20) {
      side.feed([byte])
      side.wait(500)
    }
    #expect(side.endCode == .timeout)
  }

  @Test func `R-205: while the owner does not read, the peer cannot be late`() {
    var side = ConnectionRig.open(.server)
    side.feed([0, 0])
    side.connection.setReading(false, now: side.now)
    side.wait(100_000)
    #expect(side.endReason == nil && side.connection.outputCount == 0)
    side.connection.setReading(true, now: side.now)
    side.wait(9_999)
    #expect(side.endReason == nil)
    side.wait(1)
    #expect(side.endCode == .timeout)
  }

  @Test(arguments: [Connection.Role.client, .server])
  func `R-602: a silent peer is pinged after 30 s and dead 20 s later`(role: Connection.Role) {
    var side = ConnectionRig.open(role)
    side.wait(29_999)
    #expect(side.sent().isEmpty)
    side.wait(1)
    #expect(side.sent().map(\.type) == [.ping])
    side.wait(19_999)
    #expect(side.endReason == nil)
    side.wait(1)
    #expect(side.endCode == .timeout)
  }

  @Test func `R-602: any frame is a sign of life`() {
    var side = ConnectionRig.open(.server)
    side.wait(30_000)
    side.wait(19_000)
    side.feedCall(1, method: 2, aux: 0)
    side.wait(10_000)
    #expect(side.endReason == nil)
  }

  @Test func `R-601: a ping comes back, and tells how long it took`() {
    var pair = ConnectionPairRig()
    pair.client.wait(30_000)
    pair.server.feed(pair.client.connection.takeOutput())
    pair.client.now += 7
    pair.client.feed(pair.server.connection.takeOutput())
    #expect(pair.client.events == [.pong(roundTripMs: 7)])
  }

  @Test func `R-603: an answer to no ping is ignored`() {
    var side = ConnectionRig.open(.server)
    for _ in 0..<100 {
      side.feed(.ping, flags: .ack, [UInt8](repeating: 3, count: 8))
    }
    #expect(side.events.isEmpty && side.connection.outputCount == 0)
  }

  @Test func `R-605: a server closes after ten minutes without a call`() {
    var side = ConnectionRig.open(.server) { $0.pingIntervalMs = 10_000_000 }
    side.wait(599_999)
    #expect(side.endReason == nil)
    side.wait(1)
    #expect(side.endCode == .idle)
    var busy = ConnectionRig.open(.server) { $0.pingIntervalMs = 10_000_000 }
    busy.feedCall(1, method: 2, aux: 0)
    busy.wait(700_000)
    #expect(busy.endReason == nil)
  }

  @Test func `R-605: an old connection is drained`() {
    var side = ConnectionRig.open(.server) {
      $0.ageMaxMs = 5_000
    }
    side.wait(5_000)
    let away = side.sent().first { $0.type == .goAway }
    #expect(away?.header.aux == GoAwayCode.maxAge.number && away?.header.stream == .max)
  }

  @Test func `the next tick is never too late, in a random life`() throws {
    var generator = SplitMix64(seed: 3)
    var side = ConnectionRig.open(.server)
    var id: UInt64 = 0
    for _ in 0..<2_000 where side.endReason == nil {
      let due = try #require(side.connection.nextTick)
      if Bool.random(using: &generator) {
        id += 1
        side.feedCall(id, method: .random(in: 1...3, using: &generator), aux: 1_000)
      } else {
        side.now = max(side.now, due)
        let before = side.connection.outputCount
        side.wait(0)
        let after = side.connection.nextTick ?? .max
        #expect(after > side.now || side.connection.outputCount > before)
      }
      if side.connection.openCalls > 2 {
        for open in (id > 5 ? id - 5 : 1)...id { side.connection.respond(stream: open) }
      }
      side.feed(.ping, flags: .ack, [UInt8](repeating: 0, count: 8))
    }
    #expect(side.endReason == nil)
  }
}
