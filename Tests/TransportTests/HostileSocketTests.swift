import Protocol
import Testing

@testable import Transport

/// Cases of the table of hostile input over a real socket; ProtocolTests has all of them without
/// one.
@Suite struct `Hostile bytes at a socket` {
  struct Bad: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let code: GoAwayCode

    init(_ name: String, _ code: GoAwayCode, _ bytes: [UInt8]) {
      testDescription = name
      self.code = code
      self.bytes = bytes
    }
  }

  private static func call(_ stream: UInt64, _ method: UInt16 = EchoMethod.echo) -> [UInt8] {
    FrameHeader(.request, flags: .end, method: method, stream: stream).frame([1])
  }

  private static func typed(_ type: UInt8, flags: UInt8 = 0, length: UInt32? = nil) -> [UInt8] {
    var header = FrameHeader(.ping, stream: 0)
    header.type = type
    header.flags = FrameFlags(rawValue: flags)
    guard let length else { return header.frame([]) }
    header.length = length
    return header.bytes
  }

  private static func wrongChecksum() -> [UInt8] {
    var frame = call(1)
    frame[frame.count - 1] ^= 1
    return frame
  }

  private static let ping = FrameHeader(.ping, stream: 0).frame([UInt8](repeating: 1, count: 8))

  static let table = [
    Bad("a wrong checksum", .checksum, wrongChecksum()),
    Bad("a length of 4 GiB", .frameTooLarge, typed(2, length: .max)),
    Bad("one byte above the limit", .frameTooLarge, typed(2, length: Limits.frameBytes + 1)),
    Bad(
      "a second HELLO", .protocolError, FrameHeader(.hello, stream: 0).frame(encode(testHello()))),
    Bad("an unknown type", .protocolError, typed(0x7F)),
    Bad("a flag for compression", .protocolError, typed(2, flags: 0x80)),
    Bad("a RESPONSE from a client", .protocolError, FrameHeader(.response, stream: 1).frame([])),
    Bad("a call on stream 0", .protocolError, call(0)),
    Bad("a stream's id twice", .protocolError, call(1) + call(1)),
    Bad("the id kept for the drain", .protocolError, call(.max)),
    Bad("an ITEM for no call", .protocolError, FrameHeader(.item, stream: 9).frame([])),
    Bad(
      "credit that falls", .flowControl,
      call(1, EchoMethod.count) + FrameHeader(.credit, stream: 1, aux: 100).frame([])
        + FrameHeader(.credit, stream: 1, aux: 99).frame([])),
    Bad("a PING of seven bytes", .protocolError, FrameHeader(.ping, stream: 0).frame([1, 2, 3])),
    Bad("a flood of PINGs", .calm, Array(repeatElement(ping, count: 100).joined())),
  ]

  @Test(arguments: table) func `get their named answer, and the server goes on`(bad: Bad) throws {
    let rig = try EchoRig()
    let client = try RawClient(port: rig.port)
    client.send()
    client.write(bad.bytes)
    let last = try #require(Self.frames(client.rest()).last)
    #expect(FrameType(rawValue: last.type) == .goAway)
    #expect(GoAwayCode(number: last.aux) == bad.code)
    try servesOn(rig)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: bureau\r\n\r\n", ForeignProtocol.http),
    ("SSH-2.0-OpenSSH_9.2\r\n", .ssh),
    ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}", .tls), ("hello, bureau\r\n", .text),
  ])
  func `of another protocol end the connection, and the log can say which`(
    text: String, foreign: ForeignProtocol
  ) throws {
    let rig = try EchoRig()
    let client = try RawClient(port: rig.port)
    client.write(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    while client.receive() {}
    let closed = rig.seen.wait(until: MonotonicClock.milliseconds() + 5_000) { seen in
      (seen.closed + seen.refused).first
    }
    #expect(closed == .ended(.foreignProtocol(foreign)))
    try servesOn(rig)
  }

  @Test func `in plain text at a TLS port get no greeting`() throws {
    let office = try TestAuthority()
    let rig = try EchoRig(settings: office.settings, tls: office.serverContext())
    let client = try RawClient(port: rig.port)
    client.send()
    while client.receive() {}
    #expect(!client.events.contains { if case .opened = $0 { true } else { false } })
    rig.stop()
  }

  private static func frames(_ bytes: [UInt8]) -> [FrameHeader] {
    var headers: [FrameHeader] = []
    var rest = bytes.dropFirst(Preface.byteCount)
    while let header = FrameHeader(Array(rest.prefix(FrameHeader.byteCount)).span) {
      headers.append(header)
      rest = rest.dropFirst(FrameHeader.byteCount + Int(header.length))
    }
    return headers
  }

  private func servesOn(_ rig: EchoRig) throws {
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    #expect(try channel.call(method: EchoMethod.echo, body: [4]).body == [4])
    channel.close()
    rig.stop()
  }
}
