public import TLS

/// Who is at the other end, as far as the transport proves it.
public struct Peer: Equatable, Sendable {
  /// How the connection was made.
  public enum Kind: Equatable, Sendable {
    /// TLS over TCP; the identity is nil where the peer showed no certificate.
    case tls(PeerIdentity?)
    /// A Unix socket; the kernel names the peer's user and process (SO_PEERCRED).
    case unix(uid: UInt32, pid: Int32)
    /// Plain TCP on loopback: it proves nothing.
    case plain
  }

  /// Numeric address without the port; empty for a Unix socket.
  public let address: String
  /// The peer's port; 0 for a Unix socket.
  public let port: UInt16
  /// How the connection was made, and what that proves.
  public let kind: Kind
}
