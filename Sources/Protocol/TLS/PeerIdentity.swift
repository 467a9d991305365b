public import Crypto

/// The verified identity of a peer. It exists only for a certificate that was issued by the pinned
/// authority, is valid now and for this use, and, of a server, carries the expected name.
public struct PeerIdentity: Equatable, Sendable {
  /// The whole certificate.
  public let certificate: Certificate

  /// Common name (CN) of the subject.
  public var commonName: String { certificate.commonName }
  /// Organizational unit (OU) of the subject: the role.
  public var organizationalUnit: String { certificate.organizationalUnit }
  /// Serial number in lower-case hex.
  public var serial: String { certificate.serial }
}
