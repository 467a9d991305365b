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
