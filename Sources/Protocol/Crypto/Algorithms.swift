internal import COpenSSL

/// OpenSSL's algorithm objects, fetched once for the process: a fetch costs more than a hash of 100
/// bytes.
@safe
struct Algorithms: @unchecked Sendable {
  // Proof for @unchecked: EVP_MD and EVP_MAC objects are immutable once fetched and counted by
  // atomic references (provider(7), "thread safe"); these live until the process ends, and the
  // initialiser runs once, as Swift's `static let` guarantees.
  let sha256: OpaquePointer
  let hmac: OpaquePointer

  /// Traps at the first use when the installed OpenSSL lacks an algorithm: a broken installation,
  /// which no input can cause.
  static let shared = Self()

  private init() {
    // Without an atexit handler: threads may still hash while the process ends.
    let started = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
    // Without them there is no journal and no TLS: an OpenSSL without its default provider.
    guard started == 1,
      let sha256 = unsafe EVP_MD_fetch(nil, "SHA256", nil),
      let hmac = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
    else { preconditionFailure("OpenSSL lacks SHA-256 or HMAC: \(ErrorQueue.drain().text)") }
    unsafe self.sha256 = sha256
    unsafe self.hmac = hmac
  }
}
