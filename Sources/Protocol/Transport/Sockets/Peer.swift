public import TLS

/// The other end of a connection, as far as the transport proves its identity.
public struct Peer: Equatable, Sendable {
  /// The kind of transport.
  public enum Kind: Equatable, Sendable {
    /// TLS over TCP; nil where the peer showed no certificate.
    case tls(PeerIdentity?)
    /// A Unix socket, with the peer's user and process from the kernel (SO_PEERCRED).
    case unix(uid: UInt32, pid: Int32)
    /// Plain TCP on loopback: no proof of identity.
    case plain
  }

  /// Numeric address, without the port; empty for a Unix socket.
  public let address: String
  /// The peer's port; 0 for a Unix socket.
  public let port: UInt16
  /// The kind of transport, with the identity it proves.
  public let kind: Kind
}
