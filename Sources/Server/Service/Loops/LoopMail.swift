internal import Bureau

/// What other threads post to a loop's front queue.
enum LoopMail: Sendable {
  /// Answers and items whose operations are durable.
  case outputs([Output])
  /// The bureau's queue has room again.
  case room
  /// Credentials may have been revoked, or have run out.
  case credentials
}
