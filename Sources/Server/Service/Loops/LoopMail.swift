internal import Bureau

/// A message from another thread to a loop's handler.
enum LoopMail: Sendable {
  /// Answers and feed items whose operations are durable.
  case outputs([Output])
  /// The bureau's queue has room again.
  case room
  /// Credentials may have been revoked or may have expired.
  case credentials
}
