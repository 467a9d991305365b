import Protocol
import Testing

@testable import Bureau

/// The index agrees with a set, however many hashes collide.
@Suite struct HashIndexTests {
  /// Returns one of `kinds` different hashes. Few kinds make long runs of slots, which wrap around
  /// the end.
  private static func hash(_ number: UInt64, kinds: UInt64) -> Int {
    let kind = number % kinds
    return Int(bitPattern: UInt(truncatingIfNeeded: kind &* 0xFFFF_FFFF_9E37_79B9 ^ kind << 63))
  }

  @Test(
    arguments: [1, 7, 1_000, .max] as [UInt64], [0, UInt64(UInt32.max) - 900, 1 << 40])
  func `inserted numbers are found, removed ones are not`(_ kinds: UInt64, _ start: UInt64) {
    var random = SplitMix64(seed: kinds ^ start)
    var table = HashIndex()
    var model: Set<UInt64> = []
    var next = start
    for step in 0..<(kinds == 1 ? 2_000 : 6_000) {
      if step % 3 != 2 || model.isEmpty {
        table.insert(Self.hash(next, kinds: kinds), next)
        model.insert(next)
        next += 1
      } else if let gone = model.randomElement(using: &random) {
        let found = table.find(Self.hash(gone, kinds: kinds), from: start) { $0 == gone }
        #expect(found?.number == gone)
        if let found { table.remove(found.slot) }
        model.remove(gone)
      }
    }
    #expect(table.count == model.count)
    for number in start..<next {
      let found = table.find(Self.hash(number, kinds: kinds), from: start) { $0 == number }
      #expect((found != nil) == model.contains(number))
    }
  }

  @Test func `an empty index finds no number`() {
    #expect(HashIndex().find(1, from: 0) { _ in true } == nil)
  }

  @Test func `of several numbers with one hash the matching one is found`() {
    var table = HashIndex()
    for number in 0..<100 as Range<UInt64> { table.insert(5, number) }
    #expect(table.find(5, from: 0) { $0 == 63 }?.number == 63)
    #expect(table.find(5, from: 0) { $0 == 100 } == nil)
    #expect(table.find(6 << 40, from: 0) { _ in true } == nil)
  }
}
