import Protocol
import Testing

@Suite struct FrameTests {
  @Test(
    arguments: [
      ([UInt8]("123456789".utf8), 0xE306_9283), ([], 0),
      ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
      ([UInt8](0..<32), 0x46DD_794E), ([UInt8]((0..<32).reversed()), 0x113F_DB5C),
    ] as [([UInt8], UInt32)])
  func `R-203: CRC-32C has the published values`(bytes: [UInt8], value: UInt32) {
    #expect(checksum(bytes) == value)
  }

  @Test func `R-203: CRC-32C is the bitwise one at every length`() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
      var slow: UInt32 = ~0
      for byte in bytes {
        slow ^= UInt32(byte)
        for _ in 0..<8 { slow = slow & 1 == 1 ? (slow >> 1) ^ 0x82F6_3B78 : slow >> 1 }
      }
      #expect(checksum(bytes) == ~slow)
    }
  }

  @Test func `R-201: a header has its numbers at fixed offsets, little-endian`() {
    var header = FrameHeader(
      .request, flags: [.end, .meta], method: 0x0102, stream: 0x0304_0506_0708_090A,
      aux: 0x0B0C_0D0E)
    header.length = 0x0F10_1112
    header.crc = 0x1314_1516
    let bytes: [UInt8] = [
      0x12, 0x11, 0x10, 0x0F, 0x02, 0x03, 0x02, 0x01, 0x0A, 0x09, 0x08, 0x07, 0x06, 0x05, 0x04,
      0x03, 0x0E, 0x0D, 0x0C, 0x0B, 0x16, 0x15, 0x14, 0x13,
    ]
    #expect(header.bytes == bytes)
    #expect(readHeader(bytes) == header)
    #expect(readHeader(Array(bytes.dropLast())) == nil)
  }

  @Test func `R-203: the golden frame of an empty request`() {
    let frame = FrameHeader(.request, flags: .end, method: 1, stream: 1, aux: 10_000).frame([])
    let covered = Array(frame[0..<20])
    #expect(checksum(covered) == readHeader(frame)?.crc)
    #expect(frame.count == 24)
  }

  @Test func `R-101: the preface is eight bytes above ASCII`() {
    #expect(Preface.ours.bytes == [0x8F, 0x73, 0x68, 0x62, 0x0D, 0x0A, 1, 0])
    #expect(readPreface(Preface.ours.bytes) == .ours)
    for index in 0..<6 {
      var bytes = Preface.ours.bytes
      bytes[index] ^= 1
      #expect(readPreface(bytes) == nil)
    }
    #expect(readPreface(Array(Preface.ours.bytes.dropLast())) == nil)
  }

  @Test func `R-610: every GOAWAY code keeps its number, later ones too`() {
    for (number, code) in GoAwayCode.named.enumerated() {
      #expect(code.number == UInt32(number))
      #expect(GoAwayCode(number: UInt32(number)) == code)
    }
    #expect(GoAwayCode(number: 15) == .other(15))
    #expect(GoAwayCode(number: .max).number == .max)
  }

  @Test func `R-501: statuses are gRPC's 17 numbers`() {
    #expect(Status.allCases.map(\.rawValue) == Array(0...16))
  }

  @Test func `R-412: a session's secret shows in no description`() throws {
    let token = try #require(SessionToken(bytes: [UInt8](repeating: 0x41, count: 32)))
    var dumped = ""
    dump(Meta(session: token, key: realm), to: &dumped)
    let shown = dumped + "\(Meta(session: token))" + String(reflecting: Meta(session: token))
    #expect(!shown.contains("65, 65") && !shown.contains("4141") && !shown.contains("AAAA"))
  }

  @Test func `the connection's own messages come back as they were sent`() throws {
    let token = SessionToken(bytes: [UInt8](0..<32))
    let metas = [
      Meta(), Meta(session: token), Meta(key: realm, attempt: 3, items: .max, cursor: [1]),
      Meta(effectiveTimeoutMs: 9, traceparent: [UInt8](0..<25), lang: "en"),
    ]
    for meta in metas { #expect(try decode(Meta.self, from: encode(meta)) == meta) }
    let hello = makeHello(features: [1, 3, 4])
    #expect(try decode(Hello.self, from: encode(hello)) == hello)
    let away = GoAway(text: "再见", graceMs: 1, offset: 2)
    #expect(try decode(GoAway.self, from: encode(away)) == away)
    let error = CallError(
      CallError.Reason.tooManyCalls, outcome: .notStarted, retry: .after, text: "t", next: "n",
      retryAfterMs: 1, path: "a.b", offset: 2, limit: 3, actual: 4)
    #expect(try decode(CallError.self, from: encode(error)) == error)
  }

  @Test(arguments: [(24, false), (25, true), (26, false)])
  func `R-412: a traceparent has 25 bytes`(count: Int, isKept: Bool) {
    let trace = [UInt8](repeating: 9, count: count)
    #expect((Meta(traceparent: trace).traceparent != nil) == isKept)
    let encoded = [0x0A, UInt8(count)] + trace
    let decoded = readMeta(encoded)
    #expect(decoded == (isKept ? Meta(traceparent: trace) : nil))
  }

  @Test(arguments: [(31, false), (32, true), (33, false)])
  func `R-412: a session has 32 bytes`(count: Int, isRead: Bool) {
    let encoded = [0x3A, UInt8(count)] + [UInt8](repeating: 9, count: count)
    let decoded = readMeta(encoded)
    #expect((decoded != nil) == isRead)
  }

  @Test func `R-502: an error's texts are cut to what the peer will read`() throws {
    let long = String(repeating: "超", count: 400)
    let error = CallError(long, outcome: .done, retry: .never, text: long, next: long, path: long)
    #expect(error.text.utf8.count == 510)
    #expect(try decode(CallError.self, from: encode(error)) == error)
    #expect(GoAway(text: long).text.utf8.count == 510)
  }
}

// A span inside an #expect crashes the compiler, so these functions return arrays.
private func checksum(_ bytes: [UInt8]) -> UInt32 { CRC32C.of(bytes.span) }
private func readPreface(_ bytes: [UInt8]) -> Preface? { Preface(bytes.span) }
private func readHeader(_ bytes: [UInt8]) -> FrameHeader? { FrameHeader(bytes.span) }

private func readMeta(_ bytes: [UInt8]) -> Meta? {
  do throws(Malformed) { return try decode(Meta.self, from: bytes) } catch { return nil }
}
