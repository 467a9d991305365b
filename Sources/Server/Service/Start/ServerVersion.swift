package import Protocol

/// The version of this program, as HELLO and `shebaod version` tell it.
package enum ServerVersion {
  /// The version number.
  package static let text = "0.1.0"
  /// SHA-256 of the canonical schema.
  package static let schemaHash = SchemaHash.current
}
