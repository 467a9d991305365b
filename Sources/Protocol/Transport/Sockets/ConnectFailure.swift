public import Protocol
public import TLS

/// The cause for which no connection opened. Nothing of any call was sent.
public enum ConnectFailure: Error, Equatable, Sendable {
  /// Connection refused (ECONNREFUSED; for a Unix socket also ENOENT).
  case refused
  /// No connection in the time allowed.
  case timedOut
  /// No route (EHOSTUNREACH, ENETUNREACH).
  case unreachable
  /// The host name has no address, or the path is not a valid socket path.
  case name(String)
  /// The process may not open this socket (EACCES, EPERM).
  case denied
  /// TLS failed: the peer was not verified, or refused us; the failure's `reason` tells.
  case tls(TLSFailure)
  /// The peer does not speak the protocol, or ended before its HELLO.
  case ended(EndReason)
  /// Plain text to an address other than loopback, which is not allowed.
  case plainOffLoopback
  /// Any other errno of socket(2) or connect(2).
  case system(errno: Int32)
}
