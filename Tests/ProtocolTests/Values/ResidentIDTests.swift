import Protocol
import Testing

@Suite struct ResidentIDTests {
  /// The published example of GB 11643.
  static let example = "11010519491231002X"

  @Test func `the standard's example is read`() throws {
    let id = try #require(ResidentID(text: Self.example))
    #expect(id.text == Self.example)
    #expect(id.division == 110_105)
    #expect(id.birthDate == BusinessDate("1949-12-31"))
    #expect(id.masked == "110***********002X")
    #expect("\(id)" == id.masked)
    #expect(try ResidentID.parse("11010519491231002x ") == id)
  }

  @Test(arguments: [
    ("11010519491231002", IdentifierProblem.wrongLength(expected: 18...18, found: 17)),
    ("110105194912310020", .wrongCheck(expected: "X")),
    ("11010519491231002Y", .badCharacter(at: 18, found: "Y")),
    ("1101051949123100X2", .badCharacter(at: 17, found: "X")),
    ("11010519490229002X", .impossibleDate), ("11010519491331002X", .impossibleDate),
    ("11010518991231002X", .impossibleDate), ("11010500000000002X", .impossibleDate),
    ("01010519491231002X", .unknownDivision), ("99010519491231002X", .unknownDivision),
    ("1101051949123１002X", .fullWidth(at: 14, found: "１")),
  ])
  func `a wrong number is refused with its problem`(typed: String, expected: IdentifierProblem) {
    #expect(problem(ResidentID.self, typed) == expected)
    #expect(ResidentID(text: typed) == nil)
  }

  @Test func `a lower-case x does not travel`() {
    #expect(ResidentID(text: "11010519491231002x") == nil)
  }

  @Test func `a birth in the future is told by the day it is compared with`() throws {
    let id = try #require(ResidentID(text: Self.example))
    #expect(!id.isBorn(before: try #require(BusinessDate("1949-12-31"))))
    #expect(id.isBorn(before: try #require(BusinessDate("1950-01-01"))))
  }

  @Test func `random numbers have exactly one check and read back`() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<300 {
      let days = Int.random(in: 0...40_000, using: &random)
      let born = BusinessDate.earliest.adding(days: days)
      let body = "3702\(random.digits(2))\(born.number)\(random.digits(3))"
      let fitting = "0123456789X".compactMap { ResidentID(text: body + String($0)) }
      #expect(fitting.count == 1)
      #expect(fitting.first?.birthDate == born)
      #expect(fitting.first.flatMap { ResidentID(text: $0.text) } == fitting.first)
    }
  }
}
