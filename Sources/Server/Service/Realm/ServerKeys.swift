internal import Bureau
internal import Crypto
internal import Protocol

/// Digests under the realm's keys. Every purpose has a key of its own, derived from the one master
/// key that lies in the keys folder, outside the data.
struct ServerKeys: Digests {
  /// The master key's length in bytes.
  static let masterCount = 32

  private let keys: [[UInt8]]

  /// Derives the purposes' keys.
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

/// The system's random bytes.
struct SystemEntropy: Entropy {
  mutating func bytes(_ count: Int) -> [UInt8] { SecureRandom.bytes(count) }
}
