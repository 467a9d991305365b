package import Protocol

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
