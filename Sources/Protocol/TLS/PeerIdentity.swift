public import Crypto

/// Who is at the other end. It exists only for a certificate that was verified: issued by the
/// pinned authority, holding now, for this use, and, of a server, with the name that was asked for.
public struct PeerIdentity: Equatable, Sendable {
  /// The whole certificate.
  public let certificate: Certificate

  /// Subject's CN.
  public var commonName: String { certificate.commonName }
  /// Subject's OU: the role.
  public var organizationalUnit: String { certificate.organizationalUnit }
  /// Serial number in lower-case hex.
  public var serial: String { certificate.serial }
}
