internal import Bureau
internal import Crypto
internal import Protocol

/// The bureau's digests under the realm's keys. Each purpose has a key of its own, derived by
/// HMAC-SHA256 from the master key in the keys folder.
struct ServerKeys: Digests {
  /// The master key's length in bytes.
  static let masterCount = 32

  private let keys: [[UInt8]]

  /// Derives the keys of all purposes.
  init(master: [UInt8]) {
    keys = (0...UInt8(DigestPurpose.allCases.count)).map { number in
      HMACSHA256.tag(Array("shebao purpose".utf8) + [number], key: master)
    }
  }

  func keyed(_ purpose: DigestPurpose, _ bytes: [UInt8]) -> Digest256 {
    digest(HMACSHA256.tag(bytes, key: keys[Int(purpose.rawValue)]))
  }

  func plain(_ bytes: [UInt8]) -> Digest256 { digest(SHA256.hash(bytes)) }

  private func digest(_ bytes: [UInt8]) -> Digest256 { Digest256(bytes: bytes) ?? .zero }
}

/// Random bytes from the operating system.
struct SystemEntropy: Entropy {
  mutating func bytes(_ count: Int) -> [UInt8] { SecureRandom.bytes(count) }
}
