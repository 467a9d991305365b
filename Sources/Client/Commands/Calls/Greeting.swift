package import Protocol

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
