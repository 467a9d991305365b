package import Protocol
package import Transport

/// The failure of a call.
package enum CallFailure: Error, Sendable, Equatable {
  /// No connection could be opened; nothing was sent.
  case connect(ConnectFailure)
  /// The connection refused the call; nothing was sent.
  case unsent(SendRefusal)
  /// The connection was lost; the request may or may not have arrived.
  case closed(CloseReason)
  /// An error from the server, or made by the connection in its place.
  case answered(Status, CallError)
  /// The answer cannot be decoded.
  case unreadable(Malformed)

  /// Whether the request was carried out, as far as is known.
  package var outcome: CallError.Outcome {
    switch self {
    case .connect, .unsent: .notStarted
    case .closed, .unreadable: .unknown
    case .answered(_, let error): error.outcome
    }
  }

  /// Whether the failure is a final answer: the request was not carried out, or was refused for
  /// good. False where it was carried out and only the reply is missing: a repeat with the same key
  /// gets the reply.
  var isSettled: Bool {
    switch self {
    case .answered(_, let error):
      switch error.outcome {
      case .notStarted: true
      case .unknown: false
      case .done: error.retry != .withSameKey && error.reason != CallError.Reason.replyTooLarge
      }
    case .connect, .unsent: true
    case .closed, .unreadable: false
    }
  }
}
