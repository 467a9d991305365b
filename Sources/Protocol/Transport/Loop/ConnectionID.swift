/// Names one connection of one loop; never used again.
public struct ConnectionID: Hashable, Sendable {
  /// Generation above, slot below; the highest bit is free.
  /// The number, for those who carry it through other hands.
  public let raw: UInt64

  init(slot: Int, generation: UInt32) {
    raw = UInt64(generation & 0x7fff_ffff) << 32 | UInt64(UInt32(truncatingIfNeeded: slot))
  }

  /// The connection of a number; one that never was answers to nothing.
  public init(raw: UInt64) { self.raw = raw }

  var slot: Int { Int(raw & 0xffff_ffff) }
}
