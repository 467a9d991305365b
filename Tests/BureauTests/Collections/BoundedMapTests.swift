import Testing

@testable import Bureau

@Suite struct RecollectionTests {
  private static func ofThree() -> BoundedMap<String, Int> {
    var few = BoundedMap<String, Int>(countMax: 3)
    for (number, key) in ["a", "b", "c"].enumerated() { few.note(number, under: key) }
    return few
  }

  @Test func `the oldest makes room for the newest, at the limit and not before`() {
    var few = Self.ofThree()
    #expect(few["a"] == 0)
    few.note(9, under: "a")
    #expect(few.count == 3)
    few.note(3, under: "d")
    #expect(few["a"] == nil)
    #expect(["b", "c", "d"].map { few[$0] } == [1, 2, 3])
    #expect(few.count == 3)
  }

  @Test func `what a sweep leaves keeps its order`() {
    var few = Self.ofThree()
    few.note(3, under: "d")
    few.forget { $0 != 2 }
    #expect(few.count == 2)
    few.note(4, under: "e")
    few.note(5, under: "f")
    #expect(["b", "d", "e", "f"].map { few[$0] } == [nil, 3, 4, 5])
  }

  @Test func `one that was forgotten by its name is gone`() {
    var few = Self.ofThree()
    few.forget("b")
    #expect(few["b"] == nil)
    #expect(few.count == 2)
  }
}
