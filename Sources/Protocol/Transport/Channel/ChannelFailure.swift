public import Protocol

/// Why a channel could not send. A call that was sent always gets a reply, also when the
/// connection is lost: then its error says what may have been done.
public enum ChannelFailure: Error, Equatable, Sendable {
  /// No connection came about.
  case connect(ConnectFailure)
  /// The connection takes no such call; nothing left.
  case refused(SendRefusal)
  /// The channel is closed, for this reason.
  case closed(CloseReason)
}
