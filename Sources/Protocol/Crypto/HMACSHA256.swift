internal import COpenSSL

/// HMAC-SHA-256 (RFC 2104) under one key, for many messages: the key is taken in once.
///
/// Not `Sendable`: each thread or actor keeps its own. OpenSSL wipes the key when this is freed.
@safe
public final class HMACSHA256 {
  /// Length of a tag in bytes.
  public static let count = 32

  private let context: OpaquePointer

  /// Takes the key in; any length, an empty one included (RFC 2104 §3 advises 32 bytes and more).
  public init(key: [UInt8]) {
    guard let context = unsafe EVP_MAC_CTX_new(Algorithms.shared.hmac) else {
      // As for Swift's own allocations.
      preconditionFailure("out of memory")
    }
    unsafe self.context = context
    // An empty array may have no address, and without an address OpenSSL would want an older key.
    let bytes = key.isEmpty ? [0] : key
    precondition(unsafe co_mac_init(context, bytes, key.count) == 1, "EVP_MAC_init failed")
  }

  deinit {
    unsafe EVP_MAC_CTX_free(context)
  }

  /// Takes in the next bytes of the message.
  public func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  /// Takes in the next bytes of the message.
  public func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let done = unsafe EVP_MAC_update(context, buffer.baseAddress, buffer.count)
      precondition(done == 1, "EVP_MAC_update failed")
    }
  }

  /// The tag of all that was taken in; the object is then ready for the next message.
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

  /// The tag of `message` alone, `count` bytes. Call it between messages only.
  public func tag(_ message: [UInt8]) -> [UInt8] {
    update(message.span)
    return finish()
  }

  /// Whether `tag` is that of `message`; takes as long for a wrong one as for the right one.
  public func isValid(_ tag: [UInt8], for message: [UInt8]) -> Bool {
    constantTimeEqual(tag, self.tag(message))
  }

  /// The tag of one message under one key.
  public static func tag(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    HMACSHA256(key: key).tag(message)
  }
}
