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
