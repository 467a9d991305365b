import Crypto
import TLS
import Testing

/// Input that is not TLS, not complete or not in order: it ends in a typed failure, never in a
/// trap.
@Suite struct HostileInputTests {
  let office: TestAuthority

  init() throws { office = try TestAuthority() }

  private func server() throws -> TLSSession {
    try TLSSession(context: office.serverContext(), role: .server, now: today)
  }

  private func feed(_ session: TLSSession, _ bytes: [UInt8]) throws {
    try session.receive(bytes.span)
    _ = try session.handshake()
  }

  @Test func `plain HTTP is refused, and the session stays refused`() throws {
    let session = try server()
    let request = Array("GET / HTTP/1.1\r\nHost: bureau.example\r\n\r\n".utf8)
    #expect(reason { try feed(session, request) } == .handshake)
    #expect(reason { _ = try session.handshake() } == .handshake)
    #expect(reason { try session.receive(request.span) } == .handshake)
    var plain: [UInt8] = []
    #expect(reason { _ = try session.read(into: &plain, max: 1) } == .handshake)
    #expect(reason { try session.write([1].span) } == .handshake)
    session.close()
  }

  @Test func `a plain HTTP answer is refused by a client`() throws {
    let session = try TLSSession(
      context: office.clientContext(), role: .client(serverName: "::1"), now: today)
    _ = try session.handshake()
    let answer = Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)
    #expect(reason { try feed(session, answer) } == .handshake)
  }

  @Test func `R-1101: a client of TLS 1.2 is refused`() throws {
    // A ClientHello without supported_versions: TLS 1.2, one suite, no extensions.
    let random = [UInt8](repeating: 5, count: 32)
    let body: [UInt8] = [3, 3] + random + [0, 0, 2, 0xc0, 0x2b, 1, 0]
    let hello: [UInt8] = [1, 0, 0, UInt8(body.count)] + body
    let record: [UInt8] = [22, 3, 1, 0, UInt8(hello.count)] + hello
    let session = try server()
    #expect(reason { try feed(session, record) } == .handshake)
    // The alert is protocol_version (70).
    var alert: [UInt8] = []
    session.takeCipher(into: &alert)
    #expect(alert.last == 70)
  }

  @Test(arguments: 0..<200) func `garbage is refused or waited for`(seed: UInt64) throws {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
    let bytes = (0..<700).map { _ -> UInt8 in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state)
    }
    let session = try server()
    let first = reason { try feed(session, bytes) }
    #expect(first == .handshake || first == nil)
    // The same behind the header of a handshake record.
    let other = try server()
    let second = reason { try feed(other, [22, 3, 1, 2, 0] + bytes) }
    #expect(second == .handshake || second == nil)
  }

  @Test func `one changed byte in any record ends an established session`() throws {
    for place in [0, 1, 3, 5, 20, 60, 100] {
      let pair = try SessionPairRig.established()
      try pair.client.write([UInt8](repeating: 7, count: 80).span)
      var cipher: [UInt8] = []
      pair.client.takeCipher(into: &cipher)
      cipher[place] ^= 1
      try pair.server.receive(cipher.span)
      let failure = reason { _ = try drain(pair.server) }
      // A longer length in the header makes the record incomplete.
      #expect(failure == .protocolViolation || place == 3)
    }
  }

  @Test func `a record that was left out is noticed`() throws {
    let pair = try SessionPairRig.established()
    var lost: [UInt8] = []
    try pair.client.write([1].span)
    pair.client.takeCipher(into: &lost)
    try pair.client.write([2].span)
    try pair.carry(from: pair.client, to: pair.server)
    #expect(reason { _ = try drain(pair.server) } == .protocolViolation)
  }

  @Test func `a handshake cut short is told from a slow one`() throws {
    let session = try server()
    #expect(try !session.handshake())
    session.receiveEnd()
    #expect(reason { _ = try session.handshake() } == .closedEarly)
  }

  @Test func `received bytes that are not read have a limit`() throws {
    let session = try server()
    let most = [UInt8](repeating: 0, count: TLSSession.receivedMax)
    try session.receive(most.span)
    #expect(reason { try session.receive([0].span) } == .overflow)
    let other = try server()
    #expect(reason { try other.receive((most + [0]).span) } == .overflow)
  }
}
