internal import COpenSSL

/// A certificate authority that issues the credentials of one office: self-signed, P-256, without
/// intermediates.
public struct CertificateAuthority: Sendable {
  /// Greatest life of an authority, years of 365 days.
  public static let yearsMax = 30
  /// Greatest life of a credential, days.
  public static let daysMax = 3_660
  /// Greatest length of a name in a subject, characters (RFC 5280 Appendix A, ub-common-name).
  public static let nameMax = 64
  /// Greatest number of hosts in one certificate.
  public static let hostsMax = 32
  /// Length of a serial number, bytes.
  public static let serialCount = 16
  /// Time before `now` from which a certificate is valid, ms, for clocks that are behind.
  public static let clockSkewMilliseconds: Int64 = 300_000

  /// The authority's own certificate, which clients and servers pin.
  public let certificate: Certificate
  private let key: PrivateKey

  /// A credential: certificate and private key of a server or a partner.
  public struct Issued: Sendable {
    /// The certificate, parsed.
    public let certificate: Certificate
    /// The certificate, PEM.
    public let certificatePEM: [UInt8]
    /// The private key, unencrypted PEM; the authority keeps no copy.
    public let privateKeyPEM: [UInt8]
  }

  /// Creates an authority with a new key, valid for `years` (1...`yearsMax`) from `now` (UTC ms).
  ///
  /// - Throws: `outOfRange` for a name, a life or a time outside its limits.
  public static func create(
    name: String, years: Int, now: Int64
  ) throws(CryptoFailure) -> CertificateAuthority {
    guard (1...yearsMax).contains(years) else { throw .outOfRange("years of an authority") }
    let key = try PrivateKey()
    let draft = CertificateDraft(
      commonName: name, now: now, days: years * 365,
      serial: Array(SHA256.hash(try key.publicDER()).prefix(serialCount)),
      extensions: [
        (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"),
        (NID_key_usage, "critical,keyCertSign,cRLSign"),
        (NID_subject_key_identifier, "hash"),
      ])
    let handle = try draft.signed(subject: key, issuer: nil, by: key)
    return CertificateAuthority(certificate: try Certificate(handle), key: key)
  }

  /// Loads a saved authority.
  ///
  /// - Throws: `malformed` when the key is not the certificate's, or the certificate is not an
  ///   authority's.
  public init(certificatePEM: [UInt8], privateKeyPEM: [UInt8]) throws(CryptoFailure) {
    let certificate = try Certificate(pem: certificatePEM)
    let key = try PrivateKey(pem: privateKeyPEM)
    guard try key.matches(certificate) else {
      throw .malformed("the private key is not the certificate's")
    }
    let handle = try CertificateHandle(der: certificate.der)
    guard unsafe X509_check_ca(handle.pointer) == 1 else {
      throw .malformed("the certificate is not an authority's")
    }
    self.init(certificate: certificate, key: key)
  }

  private init(certificate: Certificate, key: PrivateKey) {
    self.certificate = certificate
    self.key = key
  }

  /// Returns the authority's certificate as PEM, for clients and servers.
  ///
  /// - Throws: `library`.
  public func certificatePEM() throws(CryptoFailure) -> [UInt8] {
    try certificate.pem()
  }

  /// Returns the authority's private key as unencrypted PEM, for a file that only `shebaod` can
  /// read.
  ///
  /// - Throws: `library`.
  public func privateKeyPEM() throws(CryptoFailure) -> [UInt8] {
    try key.pem()
  }

  /// Issues a certificate for a new key, valid for `days` (1...`daysMax`) from `now` (UTC ms), not
  /// longer than the authority itself.
  ///
  /// The role is the OU. With `hosts` (DNS names or addresses) it is a server's certificate,
  /// without them a client's. `serial` is 16 random bytes; two of its bits are set so that it is
  /// positive and of fixed length.
  ///
  /// - Throws: `outOfRange` for a name, a host, a life or a serial outside its limits.
  public func issue(
    commonName: String, organizationalUnit: String, organization: String = "",
    hosts: [String] = [], days: Int, now: Int64, serial: [UInt8]
  ) throws(CryptoFailure) -> Issued {
    guard (1...Self.daysMax).contains(days) else { throw .outOfRange("days of a credential") }
    guard serial.count == Self.serialCount else { throw .outOfRange("serial number") }
    let subject = try PrivateKey()
    let draft = CertificateDraft(
      commonName: commonName, organizationalUnit: organizationalUnit, organization: organization,
      now: now, days: days, serial: serial, extensions: try Self.leafExtensions(hosts))
    let root = try CertificateHandle(der: certificate.der)
    let issued = try Certificate(draft.signed(subject: subject, issuer: root, by: key))
    guard issued.notAfter <= certificate.notAfter else {
      throw .outOfRange("days of a credential: longer than its authority's")
    }
    return Issued(
      certificate: issued, certificatePEM: try issued.pem(), privateKeyPEM: try subject.pem())
  }

  private static func leafExtensions(
    _ hosts: [String]
  ) throws(CryptoFailure) -> [(Int32, String)] {
    guard hosts.count <= hostsMax else { throw .outOfRange("number of hosts") }
    // The check also keeps a host from adding entries: a valid host contains no comma and no colon
    // but an address's.
    guard hosts.allSatisfy(isHost) else { throw .outOfRange("host name") }
    let names = hosts.map { (isAddress($0) ? "IP:" : "DNS:") + $0 }
    return [
      (NID_basic_constraints, "critical,CA:FALSE"),
      (NID_key_usage, "critical,digitalSignature"),
      (NID_ext_key_usage, hosts.isEmpty ? "clientAuth" : "serverAuth"),
      (NID_subject_key_identifier, "hash"),
      (NID_authority_key_identifier, "keyid:always"),
    ] + (hosts.isEmpty ? [] : [(NID_subject_alt_name, names.joined(separator: ","))])
  }
}
