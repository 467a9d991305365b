internal import COpenSSL

/// HMAC-SHA-256 (RFC 2104) with one key for many messages: the key is processed once.
///
/// Not `Sendable`: one for each thread or actor. OpenSSL wipes the key when this is freed.
@safe
public final class HMACSHA256 {
  /// Length of a tag in bytes.
  public static let count = 32

  private let context: OpaquePointer

  /// Processes the key; any length, also 0 (RFC 2104 §3 recommends at least 32 bytes).
  public init(key: [UInt8]) {
    guard let context = unsafe EVP_MAC_CTX_new(Algorithms.shared.hmac) else {
      // As for Swift's own allocations.
      preconditionFailure("out of memory")
    }
    unsafe self.context = context
    // An empty array may have no address, and OpenSSL takes a null key for the former one.
    let bytes = key.isEmpty ? [0] : key
    precondition(unsafe co_mac_init(context, bytes, key.count) == 1, "EVP_MAC_init failed")
  }

  deinit {
    unsafe EVP_MAC_CTX_free(context)
  }

  /// Adds the next bytes of the message.
  public func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  /// Adds the next bytes of the message.
  public func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let done = unsafe EVP_MAC_update(context, buffer.baseAddress, buffer.count)
      precondition(done == 1, "EVP_MAC_update failed")
    }
  }

  /// Returns the tag of the message; the object is then ready for the next one.
  public func finish() -> [UInt8] {
    let tag = [UInt8](capacity: Self.count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        let done = unsafe EVP_MAC_final(context, buffer.baseAddress, &initialized, buffer.count)
        precondition(done == 1, "EVP_MAC_final failed")
      }
    }
    precondition(unsafe EVP_MAC_init(context, nil, 0, nil) == 1, "EVP_MAC_init failed")
    return tag
  }

  /// Returns the tag of `message` alone, `count` bytes. Call it between messages only.
  public func tag(_ message: [UInt8]) -> [UInt8] {
    update(message.span)
    return finish()
  }

  /// Whether `tag` is the tag of `message`; compares in constant time.
  public func isValid(_ tag: [UInt8], for message: [UInt8]) -> Bool {
    constantTimeEqual(tag, self.tag(message))
  }

  /// Returns the tag of one message under one key.
  public static func tag(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    HMACSHA256(key: key).tag(message)
  }
}
