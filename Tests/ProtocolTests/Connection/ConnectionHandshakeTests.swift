import Protocol
import Testing

@Suite struct ConnectionHandshakeTests {
  @Test(arguments: [Connection.Role.client, .server])
  func `R-101, R-301: preface and HELLO leave at once`(role: Connection.Role) throws {
    var side = ConnectionRig(role)
    let bytes = side.connection.output
    #expect(Array(bytes.prefix(8)) == Preface.ours.bytes)
    let hello = try #require(side.sent().first)
    #expect(hello.type == .hello && hello.header.stream == 0)
    #expect(try decode(Hello.self, from: hello.payload) == makeHello())
  }

  @Test(arguments: [Connection.Role.client, .server])
  func `R-104: everything may come one byte at a time`(role: Connection.Role) {
    var side = ConnectionRig(role)
    for byte in ConnectionRig.greeting() { side.feed([byte]) }
    #expect(side.events == [.opened(makeHello())])
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n", ForeignProtocol.http), ("SSH-2.0-x", .ssh), ("hello", .text),
    ("\u{16}\u{03}\u{01}", .tls), ("\u{0}\u{0}", .binary),
  ])
  func `R-102: a foreign protocol gets no answer`(text: String, foreign: ForeignProtocol) {
    var side = ConnectionRig(.server)
    side.feed([UInt8](text.utf8))
    #expect(side.events == [.ended(.foreignProtocol(foreign))])
    #expect(side.connection.outputCount == 0)
    #expect(side.connection.closeAdvice == .closeNow)
  }

  @Test func `R-102: a wrong byte is seen when it comes, at each place`() {
    for index in 0..<6 {
      var bytes = Array(Preface.ours.bytes.prefix(index + 1))
      bytes[index] ^= 0x20
      var side = ConnectionRig(.server)
      side.feed(bytes)
      #expect(side.events.count == 1)
    }
  }

  @Test func `R-103: another major version is told both, a higher minor is taken`() {
    var old = ConnectionRig(.server)
    old.feed(Preface(major: 2, minor: 1).bytes)
    #expect(old.events == [.ended(.otherVersion(Preface(major: 2, minor: 1)))])
    #expect(old.goAwayCode() == .badVersion)
    #expect(old.connection.closeAdvice == .flushThenLinger)
    var newer = ConnectionRig(.server)
    newer.feed(Preface(major: 1, minor: 9).bytes)
    newer.feed(Array(ConnectionRig.greeting().dropFirst(8)))
    #expect(newer.events == [.opened(makeHello())])
  }

  @Test(arguments: [0, 3, 8, 30])
  func `R-303: a peer without HELLO after 5 s is timed out`(count: Int) {
    var side = ConnectionRig(.server)
    side.feed(Array(ConnectionRig.greeting().prefix(count)))
    #expect(side.connection.nextTick == 6_000)
    side.wait(4_999)
    #expect(side.events.isEmpty)
    side.wait(1)
    #expect(side.endCode == .timeout)
    #expect(side.goAwayCode() == .timeout)
  }

  @Test(arguments: FrameType.allCases.filter { $0 != .hello })
  func `R-302: the first frame is HELLO`(type: FrameType) {
    var side = ConnectionRig(.server)
    side.feed(Preface.ours.bytes)
    side.feed(type, stream: 1)
    #expect(side.endCode == .protocolError)
  }

  @Test func `R-302: an extension before HELLO is not HELLO`() {
    var side = ConnectionRig(.server)
    var header = FrameHeader(.hello, stream: 0)
    header.type = 0x80
    side.feed(Preface.ours.bytes + header.frame([]))
    #expect(side.endCode == .protocolError)
  }

  @Test func `R-302: a second HELLO, or one on a stream, ends the connection`() {
    var twice = ConnectionRig.open(.server)
    twice.feed(.hello, encode(makeHello()))
    #expect(twice.endCode == .protocolError)
    var streamed = ConnectionRig(.server)
    streamed.feed(Preface.ours.bytes)
    streamed.feed(.hello, stream: 1, encode(makeHello()))
    #expect(streamed.endCode == .protocolError)
  }

  @Test(arguments: [(Limits.helloBytes, GoAwayCode.protocolError), (4_097, .frameTooLarge)])
  func `R-302: before HELLO 4 KiB is the limit`(length: UInt32, code: GoAwayCode) {
    var side = ConnectionRig(.server)
    side.feed(Preface.ours.bytes)
    side.feed(.hello, [UInt8](repeating: 0, count: Int(length)))
    #expect(side.endCode == code)
  }

  @Test(
    arguments: [
      (65_535, 4, false), (65_536, 4, true), (16 << 20, 4, true), ((16 << 20) + 1, 4, false),
      (1 << 20, 0, false), (1 << 20, 1, true), (1 << 20, 65_535, true), (1 << 20, 65_536, false),
    ] as [(UInt32, UInt32, Bool)])
  func `R-304: HELLO's limits have limits`(bytes: UInt32, calls: UInt32, isTaken: Bool) {
    var side = ConnectionRig(.client)
    side.feed(ConnectionRig.greeting(makeHello(maxFrameBytes: bytes, maxConcurrent: calls)))
    #expect((side.endCode == .protocolError) == !isTaken)
    #expect((side.connection.peer != nil) == isTaken)
  }

  @Test func `R-305: another realm is refused, an unknown one is not`() {
    var wrong = ConnectionRig(.server)
    wrong.feed(ConnectionRig.greeting(makeHello(realm: Id128(high: 9, low: 9))))
    #expect(wrong.endCode == .wrongRealm)
    var unknown = ConnectionRig(.server)
    unknown.feed(ConnectionRig.greeting(makeHello(realm: Id128(high: 0, low: 0))))
    #expect(unknown.endReason == nil && unknown.connection.peer != nil)
  }

  @Test(
    arguments: [
      ([1, 3], nil), ([2], nil), ([4], .badVersion), ([3, 1], .protocolError),
      ([1, 1], .protocolError),
    ] as [([UInt64], GoAwayCode?)])
  func `R-306: an even feature must be known to both`(features: [UInt64], code: GoAwayCode?) {
    var side = ConnectionRig(.server, hello: makeHello(features: [2]))
    side.feed(ConnectionRig.greeting(makeHello(features: features)))
    #expect(side.endCode == code)
  }

  @Test func `R-301: calls may follow HELLO at once; with a bad one nothing runs`() throws {
    var client = ConnectionRig(.client)
    _ = try client.connection.call(method: 1, body: [1], now: 0)
    var server = ConnectionRig(.server)
    server.feed(client.connection.takeOutput())
    #expect(server.requests.count == 1)
    var foreign = ConnectionRig(.client, hello: makeHello(realm: Id128(high: 9, low: 9)))
    _ = try foreign.connection.call(method: 1, body: [1], now: 0)
    var other = ConnectionRig(.server)
    other.feed(foreign.connection.takeOutput())
    #expect(other.requests.isEmpty && other.endCode == .wrongRealm)
  }

  @Test func `R-302: a HELLO that is no message ends the connection`() {
    var side = ConnectionRig(.server)
    side.feed(Preface.ours.bytes)
    side.feed(.hello, [0xFF])
    #expect(side.endCode == .protocolError)
  }

  @Test func `R-303: the time for HELLO begins once the transport is open`() {
    var side = ConnectionRig(.client)
    side.now += 4_000
    side.connection.transportOpened(now: side.now)
    side.wait(4_999)
    #expect(side.endReason == nil)
    side.wait(1)
    #expect(side.endCode == .timeout)
  }

  @Test func `R-303: while the owner does not read, a peer is not late with HELLO`() {
    var side = ConnectionRig(.server)
    side.wait(4_000)
    side.connection.setReading(false, now: side.now)
    #expect(side.connection.nextTick == nil)
    side.wait(100_000)
    #expect(side.endReason == nil)
    side.connection.setReading(true, now: side.now)
    side.wait(4_999)
    #expect(side.endReason == nil)
    side.wait(1)
    #expect(side.endCode == .timeout)
  }

  @Test func `R-423: a client keeps its deadlines before the server's HELLO too`() throws {
    var client = ConnectionRig(.client)
    let id = try client.connection.call(method: 1, body: [], timeoutMs: 3_000, now: client.now)
    #expect(client.connection.nextTick == client.now + 3_000)
    client.wait(2_999)
    #expect(client.responses.isEmpty)
    client.wait(1)
    #expect(client.responses.map(\.error?.reason) == [CallError.Reason.deadline])
    #expect(client.sent().map(\.type) == [.hello, .request, .cancel])
    client.feed(ConnectionRig.greeting())
    client.feed(.response, stream: id)
    #expect(client.responses.count == 1 && client.endReason == nil)
  }

  @Test(arguments: [(60_000, true), (60_001, false), (.max, false)] as [(UInt32, Bool)])
  func `R-304: a peer that forbids pings for ever is refused`(floor: UInt32, isTaken: Bool) {
    var side = ConnectionRig(.server)
    side.feed(ConnectionRig.greeting(makeHello(pingFloorMs: floor)))
    #expect((side.endCode == .protocolError) == !isTaken)
    #expect((side.connection.peer != nil) == isTaken)
  }

  @Test(
    arguments: [
      (0, true), (Timestamp.latest.milliseconds, true), (Timestamp.latest.milliseconds + 1, false),
      (.max, false),
    ] as [(UInt64, Bool)])
  func `R-308: a HELLO's time lies before the year 10000`(time: UInt64, isTaken: Bool) {
    var side = ConnectionRig(.client)
    side.feed(ConnectionRig.greeting(makeHello(serverTimeMs: time)))
    #expect((side.endCode == .protocolError) == !isTaken)
    #expect(side.connection.peer?.serverTimeMs == (isTaken ? time : nil))
  }

  @Test func `R-105: a higher minor version is taken`() {
    for role in [Connection.Role.client, .server] {
      var side = ConnectionRig(role)
      side.feed(Preface(major: 1, minor: .max).bytes)
      side.feed(Array(ConnectionRig.greeting().dropFirst(Preface.byteCount)))
      #expect(side.events == [.opened(makeHello())])
    }
  }

  @Test func `R-307: another schema is told, and taken`() throws {
    let other = try #require(Digest256(bytes: [UInt8](repeating: 7, count: 32)))
    var side = ConnectionRig(.client)
    side.feed(ConnectionRig.greeting(makeHello(schemaHash: other)))
    #expect(side.events == [.opened(makeHello(schemaHash: other))])
  }
}
