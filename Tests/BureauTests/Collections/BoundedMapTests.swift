import Testing

@testable import Bureau

@Suite struct BoundedMapTests {
  private static func ofThree() -> BoundedMap<String, Int> {
    var few = BoundedMap<String, Int>(countMax: 3)
    for (number, key) in ["a", "b", "c"].enumerated() { few.set(number, for: key) }
    return few
  }

  @Test func `the oldest entry is evicted for a new one, only at the limit`() {
    var few = Self.ofThree()
    #expect(few["a"] == 0)
    few.set(9, for: "a")
    #expect(few.count == 3)
    few.set(3, for: "d")
    #expect(few["a"] == nil)
    #expect(["b", "c", "d"].map { few[$0] } == [1, 2, 3])
    #expect(few.count == 3)
  }

  @Test func `the entries that a sweep leaves keep their order`() {
    var few = Self.ofThree()
    few.set(3, for: "d")
    few.removeAll { $0 != 2 }
    #expect(few.count == 2)
    few.set(4, for: "e")
    few.set(5, for: "f")
    #expect(["b", "d", "e", "f"].map { few[$0] } == [nil, 3, 4, 5])
  }

  @Test func `a removed entry is gone`() {
    var few = Self.ofThree()
    few.remove("b")
    #expect(few["b"] == nil)
    #expect(few.count == 2)
  }
}
