import Crypto
import TLS
import Testing

@Suite struct TransferTests {
  private func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
  }

  @Test(arguments: [1, 100, 16_384, 16_385, 1 << 20])
  func `written bytes arrive, in both directions`(count: Int) throws {
    let pair = try SessionPairRig.established()
    let message = pattern(count)
    for (from, to) in [(pair.client, pair.server), (pair.server, pair.client)] {
      try from.write(message.span)
      var cipher: [UInt8] = []
      from.takeCipher(into: &cipher)
      #expect(from.cipherCount == 0)
      var plain: [UInt8] = []
      for start in stride(from: 0, to: cipher.count, by: 65_536) {
        try to.receive(cipher.span.extracting(start..<min(start + 65_536, cipher.count)))
        while case .bytes = try to.read(into: &plain, max: 40_000) {}
      }
      #expect(plain == message)
    }
  }

  @Test func `ciphertext fed byte by byte gives the whole message`() throws {
    let pair = try SessionPairRig.established()
    let message = pattern(500)
    try pair.client.write(message.span)
    var cipher: [UInt8] = []
    pair.client.takeCipher(into: &cipher)
    var plain: [UInt8] = []
    for byte in cipher {
      #expect(try pair.server.read(into: &plain, max: 1_000) == .needsMore)
      try pair.server.receive([byte].span)
    }
    #expect(try pair.server.read(into: &plain, max: 1_000) == .bytes(500))
    #expect(plain == message)
  }

  @Test func `a read gives no more than was asked for, and appends`() throws {
    let pair = try SessionPairRig.established()
    try pair.client.write([1, 2, 3, 4, 5].span)
    try pair.carry(from: pair.client, to: pair.server)
    var plain: [UInt8] = [0]
    #expect(try pair.server.read(into: &plain, max: 2) == .bytes(2))
    #expect(plain == [0, 1, 2])
    #expect(try pair.server.read(into: &plain, max: 9) == .bytes(3))
    #expect(plain == [0, 1, 2, 3, 4, 5])
    #expect(try pair.server.read(into: &plain, max: 9) == .needsMore)
  }

  @Test func `many small writes come out of one read`() throws {
    let pair = try SessionPairRig.established()
    for byte in 0..<UInt8(100) { try pair.client.write([byte].span) }
    try pair.carry(from: pair.client, to: pair.server)
    var plain: [UInt8] = []
    #expect(try pair.server.read(into: &plain, max: 1_000) == .bytes(100))
    #expect(plain == Array(0..<100))
  }

  @Test func `R-1107: close_notify after the last byte is a clean end`() throws {
    let pair = try SessionPairRig.established()
    try pair.client.write([1].span)
    pair.client.close()
    pair.client.close()
    try pair.carry(from: pair.client, to: pair.server)
    pair.server.receiveEnd()
    #expect(try drain(pair.server) == ([1], .closed))
    #expect(try drain(pair.server) == ([], .closed))
  }

  @Test func `R-1107: an end without close_notify is told once all is read`() throws {
    let pair = try SessionPairRig.established()
    try pair.client.write([1].span)
    try pair.carry(from: pair.client, to: pair.server)
    pair.server.receiveEnd()
    var plain: [UInt8] = []
    #expect(try pair.server.read(into: &plain, max: 9) == .bytes(1))
    #expect(reason { _ = try pair.server.read(into: &plain, max: 9) } == .closedEarly)
    #expect(plain == [1])
  }

  @Test func `a side that has closed writes no more and still reads`() throws {
    let pair = try SessionPairRig.established()
    pair.server.close()
    try pair.carry(from: pair.server, to: pair.client)
    #expect(try drain(pair.client).end == .closed)
    #expect(reason { try pair.server.write([1].span) } == .notOpen)
    try pair.client.write([2].span)
    try pair.carry(from: pair.client, to: pair.server)
    #expect(try drain(pair.server) == ([2], .needsMore))
  }

  @Test func `a write before the handshake is complete is refused`() throws {
    let office = try TestAuthority()
    let session = try TLSSession(
      context: office.clientContext(), role: .client(serverName: "::1"), now: today)
    #expect(reason { try session.write([1].span) } == .notOpen)
  }

  @Test func `written bytes that are not taken have a limit`() throws {
    let pair = try SessionPairRig.established()
    let piece = [UInt8](repeating: 0, count: 1 << 20)
    for _ in 0..<15 { try pair.client.write(piece.span) }
    #expect(reason { try pair.client.write(piece.span) } == .overflow)
    // The data within the limit is still complete.
    var cipher: [UInt8] = []
    pair.client.takeCipher(into: &cipher)
    #expect(cipher.count > 15 << 20)
    try pair.client.write(piece.span)
  }
}
