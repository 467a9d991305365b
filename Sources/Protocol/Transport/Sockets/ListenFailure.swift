/// The cause for which a listener could not be opened.
public enum ListenFailure: Error, Equatable, Sendable {
  /// The host is not a numeric address, or the path is not a valid socket path.
  case address(String)
  /// Plain text on an address other than loopback, which is not allowed.
  case plainOffLoopback
  /// The port or path is in use (EADDRINUSE).
  case inUse
  /// The process may not listen there (EACCES, EPERM).
  case denied
  /// The loop has `limit` listeners already.
  case tooMany(limit: Int)
  /// Any other errno of socket(2), bind(2) or listen(2).
  case system(errno: Int32)
}
