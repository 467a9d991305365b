internal import COpenSSL

/// The process's cryptographic random generator.
public enum SecureRandom {
  /// Returns `count` random bytes of the thread's private generator (RAND_priv_bytes(3)).
  ///
  /// Traps without entropy: no caller may go on with guessable keys.
  public static func bytes(_ count: Int) -> [UInt8] {
    precondition(count >= 0, "a negative count of random bytes")
    guard count > 0 else { return [] }
    _ = Algorithms.shared
    return [UInt8](capacity: count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        let done = unsafe RAND_priv_bytes_ex(nil, buffer.baseAddress, count, 0)
        precondition(done == 1, "no entropy")
        initialized = count
      }
    }
  }
}

/// Whether two secrets are equal, in a time that depends only on their lengths (CRYPTO_memcmp(3)).
public func constantTimeEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
  guard one.count == other.count else { return false }
  return unsafe CRYPTO_memcmp(one, other, one.count) == 0
}

/// Overwrites a secret and empties the array (OPENSSL_cleanse(3)).
///
/// An array that shares its storage is copied first, so that only the copy is wiped: keep a single
/// reference to a secret.
public func wipe(_ secret: inout [UInt8]) {
  unsafe secret.withUnsafeMutableBytes { buffer in
    unsafe OPENSSL_cleanse(buffer.baseAddress, buffer.count)
  }
  secret.removeAll()
}
