import Crypto
import Testing

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4, and the million letters of NIST's CAVP.
  static let vectors: [(text: String, times: Int, digest: String)] = [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]

  @Test(arguments: vectors) func `the published digests come out`(
    vector: (text: String, times: Int, digest: String)
  ) {
    let message = Array(String(repeating: vector.text, count: vector.times).utf8)
    #expect(SHA256.hash(message) == hex(vector.digest))
    #expect(Hasher256().hash(message) == hex(vector.digest))
  }

  @Test func `a message in pieces has the digest of the whole`() {
    let message = (0..<300).map { UInt8(truncatingIfNeeded: $0) }
    let hasher = Hasher256()
    for size in [1, 63, 64, 65, 299, 300] {
      var start = 0
      while start < message.count {
        let end = min(start + size, message.count)
        hasher.update(Array(message[start..<end]))
        start = end
      }
      #expect(hasher.finish() == SHA256.hash(message))
    }
  }

  @Test func `a finished hasher starts the next message afresh`() {
    let hasher = Hasher256()
    hasher.update(Array("before".utf8))
    _ = hasher.finish()
    #expect(hasher.finish() == SHA256.hash([]))
    #expect(hasher.hash([1, 2, 3].span) == SHA256.hash([1, 2, 3]))
  }
}
