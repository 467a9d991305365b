public import Protocol
public import TLS

/// Why no connection came about. Nothing of any call was sent.
public enum ConnectFailure: Error, Equatable, Sendable {
  /// Nobody listens there (ECONNREFUSED; for a Unix socket also ENOENT).
  case refused
  /// No answer in the time allowed.
  case timedOut
  /// No way there (EHOSTUNREACH, ENETUNREACH).
  case unreachable
  /// This host name has no address, or the path is no socket's.
  case name(String)
  /// The user may not open this socket (EACCES, EPERM).
  case denied
  /// The peer is not who it should be, or refused us; the reason tells which.
  case tls(TLSFailure)
  /// What listens there does not speak the protocol, or ended before its HELLO.
  case ended(EndReason)
  /// Plain text to an address that is not loopback.
  case plainOffLoopback
  /// Any other errno of socket(2) or connect(2).
  case system(errno: Int32)
}

/// Why a listener could not be opened.
public enum ListenFailure: Error, Equatable, Sendable {
  /// The host is no numeric address, or the path is no socket's.
  case address(String)
  /// Plain text on an address that is not loopback.
  case plainOffLoopback
  /// Someone listens there already.
  case inUse
  /// The user may not (EACCES, EPERM).
  case denied
  /// The loop takes no more listeners: the limit.
  case tooMany(limit: Int)
  /// Any other errno of socket(2), bind(2) or listen(2).
  case system(errno: Int32)
}

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
