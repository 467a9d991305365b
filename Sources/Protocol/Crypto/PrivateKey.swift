internal import COpenSSL

/// A P-256 private key (FIPS 186-4 curve P-256).
@safe
public final class PrivateKey: @unchecked Sendable {
  // Proof for @unchecked: the EVP_PKEY is complete before `init` returns and only read afterwards;
  // OpenSSL counts its references and guards its export cache itself (EVP_PKEY_up_ref(3)).
  package let pointer: OpaquePointer

  /// Generates a key with the process's random generator.
  ///
  /// - Throws: `library`.
  public init() throws(CryptoFailure) {
    _ = Algorithms.shared
    guard let pointer = unsafe co_generate_p256() else { throw .library(in: "EVP_PKEY_Q_keygen") }
    unsafe self.pointer = pointer
  }

  /// Reads an unencrypted PEM key (PKCS#8, RFC 5958).
  ///
  /// - Throws: `malformed`, also for a key of another kind or curve.
  public init(pem: [UInt8]) throws(CryptoFailure) {
    let read = try unsafe readingText(pem) { bio throws(CryptoFailure) in
      unsafe co_read_private_key(bio)
    }
    guard let pointer = unsafe read else { throw .unreadable("private key") }
    unsafe self.pointer = pointer
    guard unsafe isP256(pointer) else { throw .malformed("private key: not of curve P-256") }
  }

  deinit {
    unsafe EVP_PKEY_free(pointer)
  }

  /// Returns the unencrypted PEM form. A file with it must have mode 0600.
  ///
  /// - Throws: `library`.
  public func pem() throws(CryptoFailure) -> [UInt8] {
    let text = try MemoryBuffer()
    guard unsafe PEM_write_bio_PrivateKey(text.bio, pointer, nil, nil, 0, nil, nil) == 1 else {
      throw .library(in: "PEM_write_bio_PrivateKey")
    }
    return text.bytes()
  }

  /// Whether this is the private half of the certificate's key.
  ///
  /// - Throws: `malformed` when the certificate cannot be parsed.
  public func matches(_ certificate: Certificate) throws(CryptoFailure) -> Bool {
    let handle = try CertificateHandle(der: certificate.der)
    defer { ErrorQueue.clear() }
    return unsafe X509_check_private_key(handle.pointer, pointer) == 1
  }
}

/// Whether an EVP_PKEY is on curve P-256, in OpenSSL prime256v1.
func isP256(_ key: OpaquePointer) -> Bool {
  var name = [CChar](repeating: 0, count: 32)
  var count = 0
  guard unsafe EVP_PKEY_get_group_name(key, &name, name.count, &count) == 1 else { return false }
  return name.prefix(count).elementsEqual("prime256v1".utf8.map { CChar(bitPattern: $0) })
}
