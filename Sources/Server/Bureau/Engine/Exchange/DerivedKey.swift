/// The key that scrypt derives from a password: always 32 bytes. A derivation that failed is
/// `Input.notDerived`; an empty key, which would equal another empty one, cannot be made.
package struct DerivedKey: Sendable, Equatable {
  /// Its length in bytes.
  package static let byteCount = 32

  package let bytes: [UInt8]

  /// Nil where there are not 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }
}
