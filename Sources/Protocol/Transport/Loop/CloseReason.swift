public import Protocol
public import TLS

/// The cause of a connection's end.
public enum CloseReason: Error, Equatable, Sendable {
  /// Ended by the protocol, on either side; SLOW_CONSUMER and TIMEOUT included.
  case ended(EndReason)
  /// An outgoing connection that never opened.
  case connect(ConnectFailure)
  /// TLS failed, during the handshake or later.
  case tls(TLSFailure)
  /// The TLS handshake took longer than `handshakeMs`.
  case handshakeTimeout
  /// The socket failed with this errno (ECONNRESET, EPIPE …).
  case broken(errno: Int32)
  /// A Unix socket's peer runs as a user who is not admitted.
  case foreignUser(uid: UInt32)
  /// The loop stopped, or a drain's grace ended.
  case stopped
}
