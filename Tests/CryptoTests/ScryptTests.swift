import Crypto
import Testing

@Suite struct ScryptTests {
  /// The vectors of RFC 7914 §12, except the one of 1 GiB.
  @Test(arguments: [
    (
      "", "", 16, 1, 1,
      """
      77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442
      fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
      """
    ),
    (
      "password", "NaCl", 1024, 8, 16,
      """
      fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162
      2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
      """
    ),
    (
      "pleaseletmein", "SodiumChloride", 16384, 8, 1,
      """
      7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2
      d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
      """
    ),
  ]) func `the published keys come out`(
    password: String, salt: String, n: Int, r: Int, p: Int, key: String
  ) throws {
    let derived = try Scrypt.derive(
      password: Array(password.utf8), salt: Array(salt.utf8),
      cost: ScryptCost(n: n, r: r, p: p), length: 64)
    #expect(derived == hex(key))
  }

  @Test(arguments: [
    (0, 8, 1), (1, 8, 1), (3, 8, 1), (-2, 8, 1), (16, 0, 1), (16, -1, 1), (16, 1, 0),
    (16, 1, ScryptCost.passesMax + 1), (1 << 17, 9, 1), (1 << 21, 1, 1), (Int.min, 1, 1),
    (1 << 62, Int.max, 1),
  ]) func `a cost outside its limits is refused`(n: Int, r: Int, p: Int) {
    #expect(throws: CryptoFailure.self) { try ScryptCost(n: n, r: r, p: p) }
  }

  @Test(arguments: [(1 << 17, 8, 1), (2, 1, ScryptCost.passesMax), (1 << 20, 1, 1)])
  func `a cost at its limits is accepted`(n: Int, r: Int, p: Int) throws {
    #expect(try ScryptCost(n: n, r: r, p: p).n == n)
  }

  @Test func `the greatest memory that a cost may ask for is granted`() throws {
    let cost = try ScryptCost(n: 1 << 17, r: 8, p: 1)
    #expect(try Scrypt.derive(password: [1], salt: [2], cost: cost).count == 32)
  }

  @Test(arguments: [0, -1, Scrypt.lengthMax + 1]) func `a length outside its limits is refused`(
    length: Int
  ) throws {
    let cost = try ScryptCost(n: 2, r: 1, p: 1)
    #expect(throws: CryptoFailure.outOfRange("scrypt length \(length)")) {
      try Scrypt.derive(password: [1], salt: [2], cost: cost, length: length)
    }
    #expect(
      try Scrypt.derive(password: [1], salt: [], cost: cost, length: Scrypt.lengthMax).count
        == Scrypt.lengthMax)
  }
}
