/// What scrypt makes of a password: 32 bytes, and never anything else. A derivation that failed is
/// `Item.notDerived`; an empty key, which would equal another empty one, cannot be made.
public struct DerivedKey: Sendable, Equatable {
  /// Its length in bytes.
  public static let byteCount = 32

  /// The bytes.
  public let bytes: [UInt8]

  /// Nil where there are not 32 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }
}
