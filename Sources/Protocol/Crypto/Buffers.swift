internal import COpenSSL

/// A growing memory buffer of OpenSSL (BIO_s_mem(3)), for the functions that write to a BIO only.
@safe
final class MemoryBuffer {
  let bio: OpaquePointer

  init() throws(CryptoFailure) {
    guard let bio = unsafe BIO_new(BIO_s_mem()) else { throw .library(in: "BIO_new") }
    unsafe self.bio = bio
  }

  deinit {
    unsafe BIO_free(bio)
  }

  /// Returns the written bytes, once.
  func bytes() -> [UInt8] {
    let count = unsafe co_pending(bio)
    return [UInt8](capacity: count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        _ = unsafe BIO_read_ex(bio, buffer.baseAddress, count, &initialized)
      }
    }
  }
}

/// Reads objects from PEM text with `body`, which must not keep the BIO.
func readingText<Value>(
  _ text: [UInt8], _ body: (OpaquePointer) throws(CryptoFailure) -> Value
) throws(CryptoFailure) -> Value {
  guard text.count <= Certificate.textMax else {
    throw .malformed("\(text.count) bytes of PEM text, more than \(Certificate.textMax)")
  }
  ErrorQueue.clear()
  return try unsafe text.span.withUnsafeBufferPointer { buffer throws(CryptoFailure) in
    guard let bio = unsafe BIO_new_mem_buf(buffer.baseAddress, Int32(buffer.count)) else {
      throw .unreadable("PEM text")
    }
    defer { unsafe BIO_free(bio) }
    return try unsafe body(bio)
  }
}

/// Returns the DER form of an object, by one of OpenSSL's `i2d` functions; empty on failure.
func encoded(
  _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
) -> [UInt8] {
  let count = Int(write(nil))
  guard count > 0 else { return [] }
  return [UInt8](capacity: count) { output in
    unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
      var end = buffer.baseAddress
      initialized = unsafe max(0, Int(write(&end)))
    }
  }
}

/// Whether a host is a numeric IPv4 or IPv6 address rather than a DNS name.
package func isAddress(_ host: String) -> Bool {
  ErrorQueue.clear()
  guard let address = unsafe a2i_IPADDRESS(host) else {
    ErrorQueue.clear()
    return false
  }
  unsafe ASN1_OCTET_STRING_free(address)
  return true
}

/// Whether a host may stand in a certificate and be asked for: an address, or a DNS name of
/// letters, digits, hyphens and dots, up to 253 bytes (RFC 1035 §2.3).
package func isHost(_ host: String) -> Bool {
  guard (1...253).contains(host.utf8.count) else { return false }
  let isName = host.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default:
      false
    }
  }
  return isName || (!host.utf8.contains(0) && isAddress(host))
}
