package import Protocol

/// The metadata and the time limit of one request.
package struct CallTerms: Sendable, Equatable {
  /// The session's token; nil before login and for officers.
  package let session: SessionToken?
  /// The key of a keyed change (R-1201); nil for other requests.
  package let key: Id128?
  /// The number of earlier sendings of this request.
  package let attempt: UInt32
  /// The time allowed, in ms; 0: the protocol's default.
  package let timeoutMs: UInt32

  package init(
    session: SessionToken? = nil, key: Id128? = nil, attempt: UInt32 = 0, timeoutMs: UInt32 = 0
  ) {
    self.session = session
    self.key = key
    self.attempt = attempt
    self.timeoutMs = timeoutMs
  }
}
