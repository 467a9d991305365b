public import Protocol

/// What this build calls itself.
public enum ServerVersion {
  /// Its version.
  public static let text = "0.1.0"
  /// SHA-256 of the canonical schema.
  public static let schemaHash = SchemaHash.current
}
