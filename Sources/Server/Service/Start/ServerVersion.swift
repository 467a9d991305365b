package import Protocol

/// What this build calls itself.
package enum ServerVersion {
  /// Its version.
  package static let text = "0.1.0"
  /// SHA-256 of the canonical schema.
  package static let schemaHash = SchemaHash.current
}
