import Protocol
import Testing

@Suite struct StreamTests {
  /// A pair with one stream open: the client accepts two items at first.
  private func streaming(method: UInt16 = 2) throws -> (ConnectionPairRig, UInt64) {
    var pair = ConnectionPairRig()
    let id = try pair.client.connection.call(
      method: method, body: [], streaming: true, now: 1_000)
    pair.exchange()
    pair.server.events = []
    return (pair, id)
  }

  @Test(arguments: [2, 3] as [UInt16])
  func `R-430: items flow up to the credit, then wait for more`(method: UInt16) throws {
    var (pair, id) = try streaming(method: method)
    #expect(pair.server.connection.credit(stream: id) == 2)
    let first = (0..<3).map {
      pair.server.connection.item(stream: id, body: [$0], now: pair.server.now)
    }
    #expect(first == [true, true, false])
    pair.exchange()
    pair.client.connection.grant(stream: id, items: 3)
    pair.exchange()
    #expect(pair.server.takeEvents().last == .creditGranted(stream: id, total: 3))
    #expect(pair.server.connection.item(stream: id, body: [2], now: pair.server.now) == true)
    #expect(pair.server.connection.item(stream: id, body: [3], now: pair.server.now) == false)
    pair.server.connection.respond(stream: id, body: [9])
    pair.exchange()
    let expected: [ConnectionEvent] = [
      .item(stream: id, index: 0, body: [0]), .item(stream: id, index: 1, body: [1]),
      .item(stream: id, index: 2, body: [2]),
      .response(
        InboundResponse(
          stream: id, status: .ok, meta: Meta(items: 3), body: [9], error: nil)),
    ]
    #expect(pair.client.events == expected)
  }

  @Test func `R-409: a stream may have no item at all`() throws {
    var (pair, id) = try streaming()
    pair.server.connection.respond(stream: id)
    pair.exchange()
    #expect(pair.client.responses.map(\.meta) == [nil])
    #expect(pair.client.endReason == nil)
  }

  @Test(arguments: [0, 1, 3] as [UInt64])
  func `R-409: a lost item shows in the total`(total: UInt64) throws {
    var client = ConnectionRig.open(.client)
    _ = try client.connection.call(method: 2, body: [], streaming: true, now: 1_000)
    client.feed(.item, stream: 1, aux: 0)
    client.feed(.item, stream: 1, aux: 1)
    let meta = encode(Meta(items: total))
    client.feed(.response, flags: .meta, stream: 1, [UInt8(meta.count), 0] + meta)
    #expect(client.endCode == .protocolError)
    #expect(client.responses.map(\.error?.outcome) == [.unknown])
  }

  @Test(arguments: [[1], [0, 0], [0, 2]] as [[UInt32]])
  func `R-431: an index out of turn ends the connection`(indexes: [UInt32]) throws {
    var client = ConnectionRig.open(.client)
    _ = try client.connection.call(method: 2, body: [], streaming: true, now: 1_000)
    for index in indexes { client.feed(.item, stream: 1, aux: index) }
    #expect(client.endCode == .protocolError)
  }

  @Test func `R-430: an item beyond the credit ends the connection`() throws {
    var client = ConnectionRig.open(.client)
    _ = try client.connection.call(method: 2, body: [], streaming: true, now: 1_000)
    for index: UInt32 in 0...2 { client.feed(.item, stream: 1, aux: index) }
    #expect(client.endCode == .flowControl)
  }

  @Test func `R-431: an item for a unary call ends the connection`() throws {
    var client = ConnectionRig.open(.client)
    _ = try client.connection.call(method: 1, body: [], now: 1_000)
    client.feed(.item, stream: 1, aux: 0)
    #expect(client.endCode == .protocolError)
  }

  @Test(arguments: [(1, GoAwayCode.flowControl), (2, nil), (3, nil)] as [(UInt32, GoAwayCode?)])
  func `R-430: credit is a total that never falls`(total: UInt32, code: GoAwayCode?) {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, method: 2)
    side.feed(.credit, stream: 1, aux: total)
    #expect(side.endCode == code)
    let granted = side.events.contains(.creditGranted(stream: 1, total: total))
    #expect(granted == (total == 3))
  }

  @Test func `R-430: credit on a unary call is ignored`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1)
    side.feed(.credit, stream: 1, aux: 0)
    #expect(side.endReason == nil)
    #expect(side.connection.item(stream: 1, body: [], now: side.now) == false)
    #expect(side.connection.outputCount == 0)
  }

  @Test func `R-432: a heartbeat takes neither credit nor index`() throws {
    var (pair, id) = try streaming()
    pair.server.wait(15_000)
    #expect(pair.server.connection.item(stream: id, body: [1], now: pair.server.now) == true)
    pair.server.wait(15_000)
    #expect(pair.server.connection.credit(stream: id) == 1)
    pair.exchange()
    let expected: [ConnectionEvent] = [
      .heartbeat(stream: id, cursor: []), .item(stream: id, index: 0, body: [1]),
      .heartbeat(stream: id, cursor: []),
    ]
    #expect(pair.client.events == expected)
  }

  @Test(arguments: [256, 257])
  func `R-432: a cursor has at most 256 bytes`(count: Int) throws {
    var (pair, id) = try streaming()
    let cursor = [UInt8](repeating: 1, count: count)
    pair.client.feed(.item, flags: .progress, stream: id, cursor)
    #expect(pair.client.endCode == (count == 256 ? nil : .protocolError))
  }

  @Test func `R-432: a silent stream has a heartbeat every 15 s`() throws {
    var (pair, id) = try streaming()
    pair.server.wait(14_999)
    #expect(pair.server.sent().isEmpty)
    pair.server.wait(1)
    let beat = pair.server.sent()
    #expect(beat.map(\.type) == [.item] && beat[0].header.flags == .progress)
    #expect(beat[0].header.stream == id && beat[0].header.aux == 0)
    #expect(pair.server.connection.nextTick == pair.server.now + 15_000)
  }

  @Test func `R-433: the client gives up a stream that is silent for 45 s`() throws {
    var client = ConnectionRig.open(.client) { $0.pingIntervalMs = 1_000_000 }
    let id = try client.connection.call(method: 2, body: [], streaming: true, now: 1_000)
    _ = client.sent()
    client.wait(44_000)
    client.feed(.item, flags: .progress, stream: id)
    client.wait(44_999)
    #expect(client.responses.isEmpty)
    client.wait(1)
    #expect(client.responses.map(\.error?.reason) == ["STREAM_IDLE"])
    #expect(client.sent().map(\.type) == [.cancel])
  }

  @Test func `R-422: a stream has no deadline unless it asks for one`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1, method: 2, aux: 0)
    side.feedCall(2, method: 2, aux: 400_000)
    #expect(side.requests.map(\.deadline) == [nil, side.now + 400_000])
    side.feedCall(3, method: 3, aux: 0)
    _ = side.connection.item(stream: 3, body: [], now: side.now)
    side.wait(11_000)
    #expect(!side.events.contains(.cancelled(stream: 3, .deadline)))
  }

  @Test func `R-409: an item above the client's limit ends its call`() throws {
    var side = ConnectionRig.open(.server, peer: makeHello(maxFrameBytes: 65_536))
    side.feedCall(1, method: 2)
    #expect(
      side.connection.item(stream: 1, body: [UInt8](repeating: 0, count: 65_536), now: side.now)
        == true)
    #expect(
      side.connection.item(stream: 1, body: [UInt8](repeating: 0, count: 65_537), now: side.now)
        == false)
    let last = try #require(side.sent().last)
    #expect(last.status == .resourceExhausted && last.header.flags == .meta)
    #expect(side.connection.openCalls == 0)
  }

  @Test func `R-404: a cancelled stream sends no item more`() throws {
    var (pair, id) = try streaming()
    pair.server.wait(14_999)
    pair.client.connection.cancel(stream: id)
    pair.exchange()
    #expect(pair.server.connection.item(stream: id, body: [], now: pair.server.now) == false)
    pair.server.wait(1)
    #expect(pair.server.connection.outputCount == 0)
    pair.server.connection.fail(
      stream: id, status: .cancelled,
      error: CallError(CallError.Reason.cancelled, outcome: .done, retry: .never))
    pair.exchange()
    #expect(pair.client.responses.map(\.status) == [.cancelled])
  }
}
