import Protocol
import Testing

@Suite struct KeyTests {
  /// The example of RFC 9562, appendix A.6.
  @Test func `R-1201: a UUID of version 7 holds its milliseconds`() throws {
    let id = Id128(millis: 0x017F_22E2_79B0, randomA: 0xCC3, randomB: 0x18C4_DC0C_0C07_398F)
    #expect(id.description == "017f22e279b07cc398c4dc0c0c07398f")
    #expect(id.millis == 0x017F_22E2_79B0)
    #expect(id.isVersion7)
    #expect(Id128(hex: "017F22E279B07CC398C4DC0C0C07398F") == id)
  }

  @Test func `random bits never reach version, variant or time`() {
    let id = Id128(millis: .max, randomA: .max, randomB: .max)
    #expect(id.description == "ffffffffffff7fffbfffffffffffffff")
    #expect(id.millis == 0xFFFF_FFFF_FFFF)
    #expect(id.isVersion7)
    #expect(Id128(millis: 0, randomA: 0xF000, randomB: 0xC000_0000_0000_0000).high == 0x7000)
  }

  @Test(
    arguments: [(0x4000, 0x8000_0000_0000_0000), (0x7000, 0), (0x7000, 0xC000_0000_0000_0000)]
      as [(UInt64, UInt64)])
  func `R-1201: other versions and variants are told apart`(high: UInt64, low: UInt64) {
    #expect(!Id128(high: high, low: low).isVersion7)
  }

  @Test func `ids stand in order of time, then of bytes`() {
    let early = Id128(millis: 1, randomA: 9, randomB: 9)
    let late = Id128(millis: 2, randomA: 0, randomB: 0)
    #expect(early < late)
    #expect(Id128(high: 1, low: 1) < Id128(high: 1, low: 2))
    #expect(!(late < late))
  }

  @Test func `ids and digests read back from bytes and hexadecimal`() {
    var random = SplitMix64(seed: 8)
    for _ in 0..<200 {
      let id = Id128(high: random.next(), low: random.next())
      #expect(Id128(bytes: id.bytes) == id)
      #expect(Id128(hex: id.description) == id)
      let digest = Digest256(random.next(), random.next(), random.next(), random.next())
      #expect(Digest256(bytes: digest.bytes) == digest)
      #expect(Digest256(hex: digest.hex) == digest)
      #expect(SessionToken(bytes: digest.bytes)?.bytes == digest.bytes)
    }
  }

  @Test(arguments: [0, 15, 17, 31, 33])
  func `other counts of bytes are refused`(count: Int) {
    let bytes = [UInt8](repeating: 7, count: count)
    #expect(Id128(bytes: bytes) == nil)
    #expect(Digest256(bytes: bytes) == nil)
    #expect(SessionToken(bytes: bytes) == nil)
    #expect(Id128(hex: String(repeating: "7", count: count * 2)) == nil)
    #expect(Digest256(hex: String(repeating: "7", count: count * 2)) == nil)
  }

  @Test func `other characters than hexadecimal digits are refused`() {
    #expect(Id128(hex: "017f22e2-79b0-7cc3-98c4-dc0c0c07398f") == nil)
    #expect(Id128(hex: String(repeating: "g", count: 32)) == nil)
    #expect(Id128(hex: String(repeating: "７", count: 32)) == nil)
    #expect(Id128(hex: " 17f22e279b07cc398c4dc0c0c07398f") == nil)
  }

  @Test func `bytes are big-endian`() {
    let digest = Digest256(bytes: Array(0...31))
    #expect(digest?.word0 == 0x0001_0203_0405_0607)
    #expect(digest?.word3 == 0x1819_1A1B_1C1D_1E1F)
    #expect(digest?.description.hasPrefix("000102030405") == true)
    #expect(Digest256.zero.bytes == [UInt8](repeating: 0, count: 32))
  }

  @Test func `a token is never printed`() throws {
    let token = try #require(SessionToken(bytes: [UInt8](repeating: 0xAB, count: 32)))
    var dumped = ""
    dump(token, to: &dumped)
    for text in [
      "\(token)", String(reflecting: token), "\([token])", "\(Optional(token) as Any)", dumped,
    ] {
      #expect(text.contains("‹token›"))
      #expect(!text.lowercased().contains("ab") && !text.contains("171"))
    }
  }

  @Test func `tokens are equal in every byte or not at all`() throws {
    let bytes = [UInt8](repeating: 1, count: 32)
    let token = try #require(SessionToken(bytes: bytes))
    #expect(token == SessionToken(bytes: bytes))
    for index in bytes.indices {
      var other = bytes
      other[index] ^= 0x80
      #expect(token != SessionToken(bytes: other))
    }
  }
}
