/// The numbers of elements of a ``Queue`` by the hash of their key: open addressing with linear
/// probing. A slot is 8 bytes: 4 are the low half of the number and 31 bits are of the hash, so
/// that growing reads no element.
struct HashIndex: Sendable {
  /// The fewest slots.
  private static let slotsMin = 1_024

  /// Zero where a slot is free: a mark is never zero.
  private var slots: [UInt64] = []
  /// Bits of a slot's place.
  private var bits: UInt64 = 0
  /// The number of entries.
  private(set) var count = 0

  /// Finds the entry with this hash for which `isIt` is true. Numbers are in
  /// `start ..< start + 2^32`.
  func find(
    _ hash: Int, from start: UInt64, _ isIt: (UInt64) -> Bool
  ) -> (slot: Int, number: UInt64)? {
    guard count > 0 else { return nil }
    let mark = Self.mark(hash)
    var slot = home(mark)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == mark {
        let offset = UInt32(truncatingIfNeeded: slots[slot]) &- UInt32(truncatingIfNeeded: start)
        let number = start + UInt64(offset)
        if isIt(number) { return (slot, number) }
      }
      slot = next(slot)
    }
    return nil
  }

  /// Adds an entry; the caller knows that there is none of its key.
  mutating func insert(_ hash: Int, _ number: UInt64) {
    if (count + 1) * 4 > slots.count * 3 { grow() }
    put(Self.mark(hash) << 32 | UInt64(UInt32(truncatingIfNeeded: number)))
    count += 1
  }

  /// Removes the entry of a slot, and moves back the entries that probed past it.
  mutating func remove(_ slot: Int) {
    var free = slot
    var other = next(slot)
    while slots[other] != 0 {
      let home = home(slots[other] >> 32)
      // It may move back unless its home lies behind the free slot, seen around the end.
      if (other - home) & (slots.count - 1) >= (other - free) & (slots.count - 1) {
        slots[free] = slots[other]
        free = other
      }
      other = next(other)
    }
    slots[free] = 0
    count -= 1
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: max(Self.slotsMin, old.count * 2))
    bits = UInt64(slots.count.trailingZeroBitCount)
    for slot in old where slot != 0 { put(slot) }
  }

  private mutating func put(_ value: UInt64) {
    var slot = home(value >> 32)
    while slots[slot] != 0 { slot = next(slot) }
    slots[slot] = value
  }

  /// Returns the upper 31 bits of a hash, and a one, so that it is never 0, a free slot.
  private static func mark(_ hash: Int) -> UInt64 {
    UInt64(UInt(bitPattern: hash)) >> 32 | 1
  }

  private func home(_ mark: UInt64) -> Int { Int(mark >> (32 - bits)) }
  private func next(_ slot: Int) -> Int { (slot + 1) & (slots.count - 1) }
}
