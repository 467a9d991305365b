/// The id of one connection of one loop; never used again.
public struct ConnectionID: Hashable, Sendable {
  /// Generation in the upper 32 bits, slot in the lower; the highest bit is 0. For code that stores
  /// the id as a number.
  public let raw: UInt64

  init(slot: Int, generation: UInt32) {
    raw = UInt64(generation & 0x7fff_ffff) << 32 | UInt64(UInt32(truncatingIfNeeded: slot))
  }

  /// The id that `raw` came from; calls with any other number have no effect.
  public init(raw: UInt64) { self.raw = raw }

  var slot: Int { Int(raw & 0xffff_ffff) }
}
