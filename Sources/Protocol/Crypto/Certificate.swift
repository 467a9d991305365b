internal import COpenSSL

/// A parsed X.509 certificate (RFC 5280). Parsing does not verify it.
///
/// Parsing and each method cost about 0.2 ms, most of it OpenSSL 3.0's decoding of the public key:
/// keep the value instead of parsing again for each request.
public struct Certificate: Equatable, Sendable {
  /// Greatest size of one certificate, bytes of DER.
  public static let sizeMax = 16 << 10
  /// Greatest size of a PEM text, bytes.
  public static let textMax = 128 << 10
  /// Greatest number of certificates in one PEM text.
  public static let chainMax = 8

  /// The DER form, from which all other fields are read.
  public let der: [UInt8]
  /// Common name (CN) of the subject; empty when it has none.
  public let commonName: String
  /// Organizational unit (OU) of the subject: the role; empty when it has none.
  public let organizationalUnit: String
  /// Organization (O) of the subject; empty when it has none.
  public let organization: String
  /// Serial number in lower-case hex, two digits for each byte.
  public let serial: String
  /// First moment of validity, UTC ms.
  public let notBefore: Int64
  /// End of validity, UTC ms: OpenSSL takes the certificate as expired from this second on.
  public let notAfter: Int64
  /// SHA-256 of the DER form.
  public let hash: [UInt8]
  /// SHA-256 of SubjectPublicKeyInfo (RFC 7469 §2.4).
  public let publicKeyHash: [UInt8]

  /// The purpose of a certificate: written by `issue`, required by `verify`.
  public enum Purpose: Equatable, Sendable {
    /// Authenticates a client.
    case client
    /// Authenticates a server.
    case server
  }

  /// Parses DER that contains one certificate and nothing else.
  ///
  /// - Throws: `malformed`.
  public init(der: [UInt8]) throws(CryptoFailure) {
    try self.init(CertificateHandle(der: der))
  }

  /// Parses the first certificate of a PEM text (RFC 7468).
  ///
  /// - Throws: `malformed`.
  public init(pem: [UInt8]) throws(CryptoFailure) {
    // The chain is never empty; the guard is for the compiler.
    guard let first = try CertificateHandle.chain(pem: pem).first else {
      throw .malformed("no certificate")
    }
    try self.init(first)
  }

  /// Copies the fields of a certificate.
  ///
  /// - Throws: `malformed` for an unreadable serial number, time or subject.
  package init(_ handle: CertificateHandle) throws(CryptoFailure) {
    guard let serial = handle.serial, let notBefore = handle.notBefore,
      let notAfter = handle.notAfter
    else { throw .malformed("certificate: its serial number or a time") }
    der = handle.der
    commonName = try handle.subject(NID_commonName)
    organizationalUnit = try handle.subject(NID_organizationalUnitName)
    organization = try handle.subject(NID_organizationName)
    self.serial = hexadecimal(serial)
    self.notBefore = notBefore
    self.notAfter = notAfter
    hash = SHA256.hash(der)
    publicKeyHash = SHA256.hash(handle.publicKeyDER)
  }

  /// Returns the PEM form.
  ///
  /// - Throws: `library`.
  public func pem() throws(CryptoFailure) -> [UInt8] {
    let handle = try CertificateHandle(der: der)
    let text = try MemoryBuffer()
    guard unsafe PEM_write_bio_X509(text.bio, handle.pointer) == 1 else {
      throw .library(in: "PEM_write_bio_X509")
    }
    return text.bytes()
  }

  /// Verifies the certificate: issued by `authority`, valid at `now` (UTC ms), for `purpose`, and,
  /// when `host` is given, for that DNS name or address (RFC 5280 §6, RFC 6125).
  ///
  /// - Throws: `untrusted` with the cause; `outOfRange` for a malformed host.
  public func verify(
    authority: Certificate, now: Int64, purpose: Purpose, host: String? = nil
  ) throws(CryptoFailure) {
    if let host, !isHost(host) { throw .outOfRange("host name") }
    let leaf = try CertificateHandle(der: der)
    let root = try CertificateHandle(der: authority.der)
    let use = purpose == .client ? X509_PURPOSE_SSL_CLIENT : X509_PURPOSE_SSL_SERVER
    let isAddress: Int32 = if let host { Crypto.isAddress(host) ? 1 : 0 } else { 0 }
    ErrorQueue.clear()
    let verdict = unsafe co_verify(
      leaf.pointer, root.pointer, Int(now / 1_000), use, host, isAddress)
    guard verdict >= 0 else { throw .library(in: "X509_verify_cert") }
    ErrorQueue.clear()
    if let fault = CertificateFault(verdict: verdict) { throw .untrusted(fault) }
  }
}

extension CertificateFault {
  /// Nil for X509_V_OK.
  package init?(verdict: Int32) {
    switch verdict {
    case X509_V_OK:
      return nil
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
      X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
      X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_CERT_SIGNATURE_FAILURE,
      X509_V_ERR_INVALID_CA, X509_V_ERR_CERT_UNTRUSTED:
      self = .authority
    case X509_V_ERR_CERT_HAS_EXPIRED:
      self = .expired
    case X509_V_ERR_CERT_NOT_YET_VALID:
      self = .notYetValid
    case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH:
      self = .wrongName
    case X509_V_ERR_INVALID_PURPOSE:
      self = .wrongPurpose
    default:
      self = unsafe .other(String(cString: X509_verify_cert_error_string(Int(verdict))))
    }
  }
}

/// Returns lower-case hex, two digits for each byte.
func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
