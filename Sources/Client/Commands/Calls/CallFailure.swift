package import Protocol
package import Transport

/// Why a request has no answer.
package enum CallFailure: Error, Sendable, Equatable {
  /// No connection came about; nothing was sent.
  case connect(ConnectFailure)
  /// The connection took no such call; nothing was sent.
  case unsent(SendRefusal)
  /// The connection is gone, and nobody knows whether the request arrived.
  case closed(CloseReason)
  /// The server, or the connection in its place, answered with an error.
  case answered(Status, CallError)
  /// The answer can't be read.
  case unreadable(Malformed)

  /// What may have been done.
  package var outcome: CallError.Outcome {
    switch self {
    case .connect, .unsent: .notStarted
    case .closed, .unreadable: .unknown
    case .answered(_, let error): error.outcome
    }
  }

  /// Whether the failure itself says all that there is to know: nothing was done, or a refusal that
  /// left its trace. Where it was done and only the answer is missing, the same key brings it.
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
