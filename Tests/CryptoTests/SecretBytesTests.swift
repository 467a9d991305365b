import Crypto
import Testing

@Suite struct SecretBytesTests {
  @Test(arguments: [0, 1, 16, 32, 5_000]) func `random bytes come in the count asked for`(
    count: Int
  ) {
    #expect(SecureRandom.bytes(count).count == count)
  }

  @Test func `random bytes differ each time`() {
    #expect(Set((0..<100).map { _ in SecureRandom.bytes(16) }).count == 100)
  }

  @Test(
    arguments: [
      ([], [], true), ([1, 2], [1, 2], true), ([1, 2], [1, 3], false), ([1, 2], [1], false),
      ([], [0], false),
    ] as [([UInt8], [UInt8], Bool)]) func `two secrets are equal byte for byte`(
      one: [UInt8], other: [UInt8], equal: Bool
    )
  {
    #expect(constantTimeEqual(one, other) == equal)
  }

  @Test func `a wiped secret is empty`() {
    var secret = SecureRandom.bytes(32)
    wipe(&secret)
    #expect(secret.isEmpty)
    wipe(&secret)
  }
}
