public import Protocol
public import TLS

/// Why a connection is gone.
public enum CloseReason: Error, Equatable, Sendable {
  /// The protocol's own end, of either side; SLOW_CONSUMER and TIMEOUT included.
  case ended(EndReason)
  /// An outgoing connection that never was.
  case connect(ConnectFailure)
  /// TLS failed, in the handshake or later.
  case tls(TLSFailure)
  /// The TLS handshake took too long.
  case handshakeTimeout
  /// The socket broke with this errno (ECONNRESET, EPIPE …).
  case broken(errno: Int32)
  /// A Unix peer of a user who may not be here.
  case foreignUser(uid: UInt32)
  /// The loop stopped, or a drain's grace was over.
  case stopped
}
