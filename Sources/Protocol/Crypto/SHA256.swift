internal import COpenSSL

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
  /// Length of a digest in bytes.
  public static let count = 32

  /// Returns the digest of `bytes`, `count` bytes long. A `Hasher256` is cheaper for many messages.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](capacity: count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        let done = unsafe EVP_Digest(
          bytes, bytes.count, buffer.baseAddress, nil, Algorithms.shared.sha256, nil)
        precondition(done == 1, "EVP_Digest failed")
        initialized = count
      }
    }
  }
}

/// SHA-256 for many messages of one owner: its state is allocated once.
///
/// Not `Sendable`: one for each thread or actor.
@safe
public final class Hasher256 {
  private let context: OpaquePointer

  /// A hasher for a new message.
  public init() {
    // Out of memory it ends, as for Swift's own allocations.
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    unsafe self.context = context
    restart()
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
  }

  /// Adds the next bytes of the message.
  public func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  /// Adds the next bytes of the message.
  public func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let done = unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
      precondition(done == 1, "EVP_DigestUpdate failed")
    }
  }

  /// Returns the digest of the message; the hasher is then ready for the next one.
  public func finish() -> [UInt8] {
    let digest = [UInt8](capacity: SHA256.count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        let done = unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
        precondition(done == 1, "EVP_DigestFinal_ex failed")
        initialized = SHA256.count
      }
    }
    restart()
    return digest
  }

  /// Returns the digest of `bytes` alone. Call it between messages only: it ends one that was
  /// begun.
  public func hash(_ bytes: [UInt8]) -> [UInt8] {
    update(bytes.span)
    return finish()
  }

  /// Returns the digest of `bytes` alone. Call it between messages only: it ends one that was
  /// begun.
  public func hash(_ bytes: Span<UInt8>) -> [UInt8] {
    update(bytes)
    return finish()
  }

  private func restart() {
    let done = unsafe EVP_DigestInit_ex2(context, Algorithms.shared.sha256, nil)
    precondition(done == 1, "EVP_DigestInit_ex2 failed")
  }
}
