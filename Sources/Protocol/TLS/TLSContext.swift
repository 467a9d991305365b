internal import COpenSSL
internal import Crypto

/// TLS settings shared by the sessions of one port or one client: keys, pinned authority,
/// algorithms.
///
/// TLS 1.3 only (RFC 8446), no early data, ALPN `shebao/1`, AES-256-GCM, ChaCha20-Poly1305 or
/// AES-128-GCM over X25519 or P-256.
@safe
public final class TLSContext: @unchecked Sendable {
  // Proof for @unchecked: the SSL_CTX is complete before a factory returns it, nothing here changes
  // it afterwards, and OpenSSL lets any thread make sessions of an unchanging context
  // (openssl-threads(7)); its counts and ticket keys are guarded by OpenSSL.
  let pointer: OpaquePointer
  let isServer: Bool

  /// Greatest number of session tickets sent after a handshake.
  public static let ticketsMax = 2

  private init(isServer: Bool) throws(TLSFailure) {
    ErrorQueue.clear()
    let method = unsafe isServer ? TLS_server_method() : TLS_client_method()
    guard let pointer = unsafe SSL_CTX_new(method) else { throw .configuration("SSL_CTX_new") }
    unsafe self.pointer = pointer
    self.isServer = isServer
    guard unsafe co_settings(pointer) == 1 else { throw .configuration("TLS settings") }
  }

  deinit {
    unsafe SSL_CTX_free(pointer)
  }

  /// Makes the context of a server.
  ///
  /// With `clientAuthorityPEM` the client is asked for a certificate of that authority: a wrong one
  /// ends the handshake, none is allowed. `tickets` (0...`ticketsMax`) lets clients resume.
  ///
  /// - Throws: `configuration` for unusable texts, a key that is not the certificate's, or
  ///   `tickets` out of range.
  public static func server(
    certificateChainPEM: [UInt8], privateKeyPEM: [UInt8], clientAuthorityPEM: [UInt8]? = nil,
    tickets: Int = 0
  ) throws(TLSFailure) -> TLSContext {
    guard (0...ticketsMax).contains(tickets) else {
      throw TLSFailure(.configuration, "\(tickets) tickets")
    }
    let context = try TLSContext(isServer: true)
    guard unsafe co_server_settings(context.pointer, tickets) == 1 else {
      throw .configuration("TLS settings")
    }
    try context.present(chainPEM: certificateChainPEM, privateKeyPEM: privateKeyPEM)
    guard let clientAuthorityPEM else { return context }
    let authority = try context.trust(clientAuthorityPEM)
    guard unsafe co_ask_client(context.pointer, authority.pointer) == 1 else {
      throw .configuration("authority of clients")
    }
    return context
  }

  /// Makes the context of a client: it trusts this one authority and no other, and shows its own
  /// certificate when it has one.
  ///
  /// - Throws: `configuration` for unusable texts, or a certificate without its key.
  public static func client(
    authorityPEM: [UInt8], certificatePEM: [UInt8]? = nil, privateKeyPEM: [UInt8]? = nil
  ) throws(TLSFailure) -> TLSContext {
    let context = try TLSContext(isServer: false)
    guard unsafe co_client_settings(context.pointer) == 1 else {
      throw .configuration("TLS settings")
    }
    _ = try context.trust(authorityPEM)
    switch (certificatePEM, privateKeyPEM) {
    case (nil, nil): break
    case (let chain?, let key?): try context.present(chainPEM: chain, privateKeyPEM: key)
    case (nil, _?), (_?, nil):
      throw TLSFailure(.configuration, "a certificate and its key come together")
    }
    return context
  }

  private func present(chainPEM: [UInt8], privateKeyPEM: [UInt8]) throws(TLSFailure) {
    let chain: [CertificateHandle]
    let key: PrivateKey
    do throws(CryptoFailure) {
      chain = try CertificateHandle.chain(pem: chainPEM)
      key = try PrivateKey(pem: privateKeyPEM)
    } catch {
      throw TLSFailure(configuration: error)
    }
    guard let leaf = chain.first,
      unsafe SSL_CTX_use_certificate(pointer, leaf.pointer) == 1,
      unsafe SSL_CTX_use_PrivateKey(pointer, key.pointer) == 1,
      unsafe SSL_CTX_check_private_key(pointer) == 1,
      chain.dropFirst().allSatisfy({ unsafe co_add_chain(pointer, $0.pointer) == 1 })
    else { throw .configuration("own certificate") }
  }

  private func trust(_ authorityPEM: [UInt8]) throws(TLSFailure) -> CertificateHandle {
    let chain: [CertificateHandle]
    do throws(CryptoFailure) {
      chain = try CertificateHandle.chain(pem: authorityPEM)
    } catch {
      throw TLSFailure(configuration: error)
    }
    guard let authority = chain.first, chain.count == 1,
      unsafe co_trust(pointer, authority.pointer) == 1
    else { throw .configuration("authority") }
    return authority
  }
}

extension TLSFailure {
  static func configuration(_ what: String) -> Self {
    Self(.configuration, "\(what): \(ErrorQueue.drain().text)")
  }
}
