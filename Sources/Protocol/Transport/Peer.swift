public import TLS

/// Names one connection of one loop; never used again.
public struct ConnectionID: Hashable, Sendable {
  /// Generation above, slot below; the highest bit is free.
  /// The number, for those who carry it through other hands.
  public let raw: UInt64

  init(slot: Int, generation: UInt32) {
    raw = UInt64(generation & 0x7fff_ffff) << 32 | UInt64(UInt32(truncatingIfNeeded: slot))
  }

  /// The connection of a number; one that never was answers to nothing.
  public init(raw: UInt64) { self.raw = raw }

  var slot: Int { Int(raw & 0xffff_ffff) }
}

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

/// How a client proves a server, and itself.
public struct TLSClient: Sendable {
  /// Pinned authority and, for roles, the own certificate.
  public let context: TLSContext
  /// The name or address that the server's certificate must bear.
  public let serverName: String

  /// Both are needed for every TLS connection.
  public init(context: TLSContext, serverName: String) {
    self.context = context
    self.serverName = serverName
  }
}
