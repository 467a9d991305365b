import Protocol
import Testing

/// The table of hostile input: frames, one test for each case.
@Suite struct HostileFrameTests {
  @Test(arguments: [0x0001_0001, 0xFFFF_FFFF, 0x0010_0001] as [UInt32])
  func `R-202: a length above the limit ends the connection before its payload`(length: UInt32) {
    var side = ConnectionRig.open(.server, hello: makeHello(maxFrameBytes: 65_536))
    var header = FrameHeader(.request, flags: .end, method: 1, stream: 1)
    header.length = length
    side.feed(header.bytes)
    #expect(side.endCode == .frameTooLarge)
    let away = side.sent().last?.reason ?? ""
    #expect(away.contains("\(length)") && away.contains("65536"))
  }

  @Test func `R-202: a payload at the limit is taken`() {
    var side = ConnectionRig.open(.server, hello: makeHello(maxFrameBytes: 65_536))
    let body = [UInt8](repeating: 7, count: 65_536)
    side.feed(.request, flags: .end, method: 1, stream: 1, body)
    #expect(side.requests.map(\.body) == [body])
  }

  @Test func `R-203: a flipped bit anywhere in a frame is found`() {
    let frame = FrameHeader(.request, flags: .end, method: 1, stream: 1, aux: 77).frame([1, 2, 3])
    for bit in 0..<(frame.count * 8) {
      var bytes = frame
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      var side = ConnectionRig.open(.server)
      side.feed(bytes + [UInt8](repeating: 0, count: 4))
      #expect(side.requests.isEmpty, "bit \(bit)")
      // A larger length leaves the frame incomplete, or is above the limit.
      let code = side.endCode
      #expect(code == .checksum || (bit < 32 && (code == .frameTooLarge || code == nil)))
    }
  }

  @Test func `R-203: GOAWAY says where the bad frame began`() throws {
    var side = ConnectionRig.open(.server)
    let before = ConnectionRig.greeting().count + 24 + 8
    side.feed(.ping, [UInt8](repeating: 1, count: 8))
    var frame = FrameHeader(.ping, stream: 0).frame([UInt8](repeating: 1, count: 8))
    frame[30] ^= 1
    side.feed(frame)
    let away = try #require(side.sent().last)
    #expect(try decode(GoAway.self, from: away.payload).offset == UInt64(before))
    #expect(side.connection.closeAdvice == .flushThenLinger)
  }

  @Test(arguments: [0x00, 0x09, 0x7F, 0x80, 0xFF] as [UInt8])
  func `R-213: types below 0x80 must be known, those above are skipped`(type: UInt8) {
    var side = ConnectionRig.open(.server)
    var header = FrameHeader(.ping, stream: 9, aux: 9)
    header.type = type
    header.flags = FrameFlags(rawValue: 0xFF)
    side.feed(header.frame([1, 2]))
    #expect(side.endCode == (type < 0x80 ? .protocolError : nil))
    side.feedCall(1)
    #expect(side.requests.count == (type < 0x80 ? 0 : 1))
  }

  @Test(arguments: FrameType.allCases, 0..<8)
  func `R-211: a flag that a type does not have ends the connection`(type: FrameType, bit: Int) {
    let flag = FrameFlags(rawValue: 1 << UInt8(bit))
    let allowed: [FrameType: FrameFlags] = [
      .request: [.end, .meta], .item: .progress, .response: .meta, .ping: .ack,
    ]
    guard !allowed[type, default: []].contains(flag) else { return }
    for role in [Connection.Role.server, .client] {
      var side = ConnectionRig.open(role)
      side.feed(type, flags: flag)
      #expect(side.endCode == .protocolError)
    }
  }

  @Test(arguments: FrameType.allCases.filter { $0 != .request })
  func `R-204: only a REQUEST has a method`(type: FrameType) {
    var side = ConnectionRig.open(.server)
    side.feed(type, method: 1)
    #expect(side.endCode == .protocolError)
  }

  @Test(arguments: [(1, 0), (0, 1)] as [(UInt64, UInt32)])
  func `R-204: PING has neither stream nor aux`(stream: UInt64, aux: UInt32) {
    var side = ConnectionRig.open(.server)
    side.feed(.ping, stream: stream, aux: aux, [UInt8](repeating: 0, count: 8))
    #expect(side.endCode == .protocolError)
  }

  @Test(arguments: [0, 7, 9]) func `R-601: a PING has eight bytes`(count: Int) {
    var side = ConnectionRig.open(.server)
    side.feed(.ping, [UInt8](repeating: 0, count: count))
    #expect(side.endCode == .protocolError)
  }

  @Test func `R-212: no type comes from the wrong side`() {
    var server = ConnectionRig.open(.server)
    server.feed(.response, stream: 1)
    #expect(server.endCode == .protocolError)
    for type in [FrameType.request, .cancel, .credit] {
      var client = ConnectionRig.open(.client)
      client.feed(type, stream: 1)
      #expect(client.endCode == .protocolError)
    }
  }

  @Test(arguments: [FrameType.cancel, .credit])
  func `R-404, R-430: CANCEL and CREDIT carry nothing and name an opened call`(type: FrameType) {
    var loaded = ConnectionRig.open(.server)
    loaded.feedCall(1)
    loaded.feed(type, stream: 1, aux: 9, [1])
    #expect(loaded.endCode == .protocolError)
    for stream: UInt64 in [0, 2, .max] {
      var early = ConnectionRig.open(.server)
      early.feedCall(1)
      early.feed(type, stream: stream, aux: 9)
      #expect(early.endCode == .protocolError)
    }
  }

  @Test func `R-205: a frame cut off by the end of the bytes is never dispatched`() {
    let frame = FrameHeader(.request, flags: .end, method: 1, stream: 2).frame([1, 2, 3])
    for count in 1..<frame.count {
      var side = ConnectionRig.open(.server)
      side.feedCall(1)
      side.feed(Array(frame.prefix(count)))
      side.connection.receiveEnd(now: side.now, into: &side.events)
      #expect(side.requests.count == 1)
      #expect(side.endReason == .lost)
      #expect(side.connection.closeAdvice == .closeNow)
    }
  }

  @Test func `R-206: after the end no more bytes are read`() {
    var side = ConnectionRig.open(.server)
    side.feed([UInt8](repeating: 0, count: 24))
    let events = side.events
    side.feedCall(1)
    side.feed([UInt8](repeating: 0xFF, count: 100_000))
    #expect(side.events == events)
    #expect(side.connection.nextTick == nil)
  }

  @Test func `R-205: any cut of the bytes gives the same events`() throws {
    var client = ConnectionRig(.client)
    for method: UInt16 in [1, 3, 99, 1] {
      _ = try client.connection.call(
        method: method, meta: Meta(lang: "en"), body: [UInt8](repeating: 5, count: 60), now: 0)
    }
    let bytes = client.connection.takeOutput()
    var whole = ConnectionRig(.server)
    whole.feed(bytes)
    let output = whole.connection.takeOutput()
    for size in [1, 2, 3, 7, 23, 24, 25, 64, 100] {
      var cut = ConnectionRig(.server)
      for start in stride(from: 0, to: bytes.count, by: size) {
        cut.feed(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(cut.events == whole.events)
      #expect(cut.connection.takeOutput() == output)
    }
  }

  @Test func `R-203: random bytes end the connection and never the process`() {
    var generator = SplitMix64(seed: 42)
    for _ in 0..<300 {
      var side = ConnectionRig.open(Bool.random(using: &generator) ? .server : .client)
      for _ in 0..<4 {
        var header = FrameHeader(.ping, stream: UInt64.random(in: 0...3, using: &generator))
        header.type = UInt8.random(in: 0...9, using: &generator)
        header.flags = FrameFlags(rawValue: UInt8.random(in: 0...3, using: &generator))
        header.method = UInt16.random(in: 0...3, using: &generator)
        header.aux = UInt32.random(in: 0...20, using: &generator)
        let count = Int.random(in: 0...40, using: &generator)
        side.feed(header.frame((0..<count).map { _ in .random(in: 0...255, using: &generator) }))
        side.wait(1)
      }
      #expect(side.events.count { if case .ended = $0 { true } else { false } } <= 1)
    }
  }
}
