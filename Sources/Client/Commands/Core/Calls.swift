package import Protocol
package import Transport

/// What accompanies a request.
package struct CallTerms: Sendable, Equatable {
  /// Whose it is; nil before any login and for officers.
  package let session: SessionToken?
  /// The key of a change.
  package let key: Id128?
  /// How many times it was sent before.
  package let attempt: UInt32
  /// How long it may take, ms; 0 is the protocol's default.
  package let timeoutMs: UInt32

  /// All may be left out.
  package init(
    session: SessionToken? = nil, key: Id128? = nil, attempt: UInt32 = 0, timeoutMs: UInt32 = 0
  ) {
    self.session = session
    self.key = key
    self.attempt = attempt
    self.timeoutMs = timeoutMs
  }
}

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
  package var outcome: Outcome {
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
      case .done: error.retry != .withSameKey && error.reason != Reason.replyTooLarge
      }
    case .connect, .unsent: true
    case .closed, .unreadable: false
    }
  }
}

/// Whom the client talks to.
package struct Greeting: Sendable, Equatable {
  /// The server's program and its version.
  package let software: String
  package let version: String
  /// The ledger.
  package let realm: Id128
  /// The server's real time now, ms since 1970, by its HELLO and the time since then.
  package let serverTimeMs: UInt64

  /// Whom the client talks to.
  package init(software: String, version: String, realm: Id128, serverTimeMs: UInt64) {
    self.software = software
    self.version = version
    self.realm = realm
    self.serverTimeMs = serverTimeMs
  }
}

/// The way to the server. Tests script one; `ChannelCalls` is the real one.
package protocol Calls: AnyObject {
  /// Connects, where that has not been done, and says to whom.
  func greeting() throws(CallFailure) -> Greeting
  /// Sends a request and blocks for its answer.
  func send(_ request: Request, _ terms: CallTerms) throws(CallFailure) -> any Message
  /// Sends a request; what it gives blocks for the answer. Several may be under way, and arrive in
  /// the order in which they were sent.
  func start(
    _ request: Request, _ terms: CallTerms
  ) throws(CallFailure) -> () throws(CallFailure) -> any Message
  /// Drops the connection; the next call makes another.
  func reconnect()
}
