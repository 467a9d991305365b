package import Protocol

/// The server's HELLO.
package struct Greeting: Sendable, Equatable {
  /// The server program's name and version.
  package let software: String
  package let version: String
  /// The realm (账套): the ledger behind all addresses of the server.
  package let realm: Id128
  /// The server's real time now, ms since 1970: of HELLO, plus the time since then.
  package let serverTimeMs: UInt64

  package init(software: String, version: String, realm: Id128, serverTimeMs: UInt64) {
    self.software = software
    self.version = version
    self.realm = realm
    self.serverTimeMs = serverTimeMs
  }
}
