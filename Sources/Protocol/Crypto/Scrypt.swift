internal import COpenSSL

/// The cost parameters of scrypt (RFC 7914 §2): memory is 128 × n × r bytes, time grows with n × r
/// × p.
public struct ScryptCost: Equatable, Sendable {
  /// Cost parameter N, a power of two.
  public let n: Int
  /// Block size factor.
  public let r: Int
  /// Passes, run one after the other.
  public let p: Int

  /// Greatest memory of one derivation, 128 MiB: a stored record must not exhaust the server.
  public static let memoryMax = 128 << 20
  /// Greatest number of passes, `p`.
  public static let passesMax = 16

  /// 2^14, 8, 5: 16 MiB and about 0.2 s (OWASP Password Storage, of equal strength with 2^17, 8,
  /// 1).
  public static let standard = Self(checkedN: 1 << 14, r: 8, p: 5)

  /// A cost that OpenSSL accepts.
  ///
  /// - Throws: `outOfRange` when `n` is not a power of two above 1, `r` or `p` is below 1, `p` is
  ///   above `passesMax`, or memory would exceed `memoryMax`.
  public init(n: Int, r: Int, p: Int) throws(CryptoFailure) {
    guard n > 1, n & (n - 1) == 0, r >= 1, (1...Self.passesMax).contains(p),
      n <= Self.memoryMax / 128, r <= Self.memoryMax / 128 / n
    else { throw .outOfRange("scrypt cost \(n)/\(r)/\(p)") }
    self.init(checkedN: n, r: r, p: p)
  }

  private init(checkedN n: Int, r: Int, p: Int) {
    self.n = n
    self.r = r
    self.p = p
  }

  /// The memory limit for OpenSSL: the table, the blocks of all passes, and a spare block.
  fileprivate var memoryLimit: UInt64 { UInt64(128 * r * (n + p + 2) + (1 << 10)) }
}

/// Password hashing (RFC 7914). Slow by design: never call it on a thread with other work.
public enum Scrypt {
  /// Greatest length of a derived key, bytes.
  public static let lengthMax = 1024

  /// Derives a key of `length` bytes from a password and a salt.
  ///
  /// - Throws: `outOfRange` for a length outside 1...`lengthMax`; `library` without memory.
  public static func derive(
    password: [UInt8], salt: [UInt8], cost: ScryptCost = .standard, length: Int = 32
  ) throws(CryptoFailure) -> [UInt8] {
    guard (1...lengthMax).contains(length) else {
      throw .outOfRange("scrypt length \(length)")
    }
    _ = Algorithms.shared
    // OpenSSL takes a null password for a check of the cost alone, and an empty array may have no
    // address.
    let secret = password.isEmpty ? [0] : password
    return try [UInt8](capacity: length) { output throws(CryptoFailure) in
      try unsafe output.withUnsafeMutableBufferPointer {
        buffer, initialized throws(CryptoFailure) in
        let done = unsafe secret.withUnsafeBytes { secret in
          unsafe EVP_PBE_scrypt(
            secret.baseAddress?.assumingMemoryBound(to: CChar.self), password.count,
            salt, salt.count, UInt64(cost.n), UInt64(cost.r), UInt64(cost.p), cost.memoryLimit,
            buffer.baseAddress, length)
        }
        guard done == 1 else { throw .library(in: "scrypt") }
        initialized = length
      }
    }
  }
}
