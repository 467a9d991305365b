import Crypto
import Testing

/// The vectors of RFC 4231 §4.
@Suite struct HMACSHA256Tests {
  static let vectors: [(key: [UInt8], message: [UInt8], tag: String)] = [
    (
      [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [UInt8](repeating: 0xaa, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    // Empty key and message: the well-known value of HMAC_SHA256("", "").
    ([], [], "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
  ]

  @Test(arguments: vectors) func `the published tags come out, first and again`(
    vector: (key: [UInt8], message: [UInt8], tag: String)
  ) {
    let mac = HMACSHA256(key: vector.key)
    for _ in 0..<3 { #expect(mac.tag(vector.message) == hex(vector.tag)) }
    #expect(HMACSHA256.tag(vector.message, key: vector.key) == hex(vector.tag))
  }

  @Test func `a tag is valid for its message and its key alone`() {
    let mac = HMACSHA256(key: [1, 2, 3])
    let tag = mac.tag([4, 5])
    #expect(mac.isValid(tag, for: [4, 5]))
    #expect(!mac.isValid(tag, for: [4, 6]))
    #expect(!mac.isValid(Array(tag.dropLast()), for: [4, 5]))
    #expect(!HMACSHA256(key: [1, 2, 4]).isValid(tag, for: [4, 5]))
  }

  @Test func `a message in pieces has the tag of the whole`() {
    let mac = HMACSHA256(key: [9])
    mac.update([1])
    mac.update([])
    mac.update([2, 3])
    #expect(mac.finish() == mac.tag([1, 2, 3]))
  }
}
