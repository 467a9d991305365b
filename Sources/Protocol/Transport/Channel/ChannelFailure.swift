public import Protocol

/// The cause for which a channel could not send. A call that was sent always gets a reply, also
/// when the connection is lost: then its error says what may have been done.
public enum ChannelFailure: Error, Equatable, Sendable {
  /// The connection did not open.
  case connect(ConnectFailure)
  /// The connection does not accept the call; nothing was sent.
  case refused(SendRefusal)
  /// The channel has ended, for this cause.
  case closed(CloseReason)
}
