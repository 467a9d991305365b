import Protocol
import Testing

@Suite struct MoneyTests {
  @Test(
    arguments: [
      ("1234.56", 123_456), ("1,234.56", 123_456), ("1234", 123_400), ("1234.5", 123_450),
      ("-1,234.56", -123_456), ("0", 0), ("-0.00", 0), ("0.01", 1), ("007.00", 700),
      ("12,345,678.90", 1_234_567_890), ("999", 99_900),
      ("90000000000000.00", Money.fenMax), ("-90,000,000,000,000.00", -Money.fenMax),
    ] as [(String, Int64)])
  func `yuan are read with and without commas`(text: String, fen: Int64) {
    #expect(Money(yuan: text)?.fen == fen)
  }

  @Test(arguments: [
    "", "-", "+1", "1.", ".5", "1.234", "1.-5", "1,23.00", "1234,567", ",123", "1,,234", "1,234,",
    "12 34", "１２", "1e3", "--1", "1.2.3", "NaN", "0x10",
    "90000000000000.01", "-90000000000000.01", "99999999999999999999",
    "0000000000000000000000000000001",
  ])
  func `a text that is no amount is refused`(text: String) {
    #expect(Money(yuan: text) == nil)
  }

  @Test(
    arguments: [
      (123_456, "1234.56", "1,234.56"), (-123_456, "-1234.56", "-1,234.56"), (0, "0.00", "0.00"),
      (5, "0.05", "0.05"), (-5, "-0.05", "-0.05"), (99_900, "999.00", "999.00"),
      (100_000, "1000.00", "1,000.00"),
      (Money.fenMax, "90000000000000.00", "90,000,000,000,000.00"),
    ] as [(Int64, String, String)])
  func `amounts are written with two decimals`(fen: Int64, plain: String, grouped: String) {
    #expect(Money(fen: fen)?.description == plain)
    #expect(Money(fen: fen)?.grouped == grouped)
  }

  @Test func `the range ends at its limit`() throws {
    let most = try #require(Money(fen: Money.fenMax))
    let fen = try #require(Money(fen: 1))
    let least = try #require(Money(fen: -Money.fenMax))
    #expect(Money(fen: Money.fenMax + 1) == nil)
    #expect(Money(fen: -Money.fenMax - 1) == nil)
    #expect(Money(fen: .min) == nil)
    #expect(throws: MoneyOverflow.self) { try most.adding(fen) }
    #expect(throws: MoneyOverflow.self) { try least.subtracting(fen) }
    #expect(throws: MoneyOverflow.self) { try most.multiplied(by: 2, over: 1) }
    #expect(throws: MoneyOverflow.self) { try most.multiplied(by: .max, over: 1) }
    #expect(throws: MoneyOverflow.self) { try Money.sum([most, fen]) }
    #expect(try most.subtracting(fen).adding(fen) == most)
    #expect(try most.multiplied(by: .max, over: .max) == most)
  }

  @Test func `sums are exact, and zero for none`() throws {
    #expect(try Money.sum([]) == .zero)
    let amounts = (1...1000).compactMap { Money(fen: $0) }
    #expect(try Money.sum(amounts).fen == 500_500)
  }

  @Test(
    arguments: [
      (1, 1, 2, 1), (-1, 1, 2, -1), (1, -1, 2, -1), (1, 1, -2, -1), (-1, -1, 2, 1), (1, 1, 3, 0),
      (2, 1, 3, 1), (3, 1, 2, 2), (5, 1, 10, 1), (4, 1, 10, 0), (7, 0, 3, 0), (0, 9, 4, 0),
      (4, 1, 2, 2), (114_187, 39 * 500, 1_000_000, 2_227), (1, 1, .max, 0), (3, 1, 1, 3),
    ] as [(Int64, Int64, Int64, Int64)])
  func `shares are rounded half away from zero`(
    fen: Int64, numerator: Int64, denominator: Int64, expected: Int64
  ) throws {
    let amount = try #require(Money(fen: fen))
    #expect(try amount.multiplied(by: numerator, over: denominator).fen == expected)
  }

  @Test func `a share over zero is refused, not trapped`() throws {
    let amount = try #require(Money(fen: 1))
    #expect(throws: MoneyOverflow.self) { try amount.multiplied(by: 1, over: 0) }
    #expect(throws: MoneyOverflow.self) { try Money.zero.multiplied(by: 0, over: 0) }
    #expect(try Money.zero.multiplied(by: .min, over: .min) == .zero)
  }

  @Test func `any written amount reads back`() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<2_000 {
      let bits = Int64.random(in: 0...53, using: &random)
      let fen = Int64.random(in: -(1 << bits)...(1 << bits), using: &random)
      guard let amount = Money(fen: fen) else { continue }
      #expect(Money(yuan: amount.description) == amount)
      #expect(Money(yuan: amount.grouped) == amount)
    }
  }
}

@Suite struct RateTests {
  @Test(
    arguments: [
      (160_000, "16%"), (1_800, "0.18%"), (7_000, "0.7%"), (500, "0.05%"), (0, "0%"),
      (1, "0.0001%"),
      (1_000_000, "100%"), (85_000, "8.5%"),
    ] as [(UInt32, String)])
  func `rates are written in per cent`(perMillion: UInt32, text: String) {
    #expect(Rate(perMillion: perMillion)?.description == text)
  }

  @Test func `no rate is above 100 per cent`() {
    #expect(Rate(perMillion: 1_000_001) == nil)
    #expect(Rate(number: 1_000_001) == nil)
    #expect(Rate(number: 1 << 32) == nil)
    #expect(Rate(number: 1_000_000)?.number == 1_000_000)
  }

  /// The base after its clamp, and one amount for each of the seven rates.
  static let lines: [(base: String, amounts: [String])] = [
    ("4242.00", ["678.72", "339.36", "29.69", "12.73", "7.64", "360.57", "84.84"]),
    ("8123.45", ["1299.75", "649.88", "56.86", "24.37", "14.62", "690.49", "162.47"]),
    ("21210.00", ["3393.60", "1696.80", "148.47", "63.63", "38.18", "1802.85", "424.20"]),
  ]
  static let rates: [UInt32] = [160_000, 80_000, 7_000, 3_000, 1_800, 85_000, 20_000]

  @Test(arguments: lines)
  func `each line of a month is its base times its rate`(
    base: String, amounts: [String]
  ) throws {
    let base = try #require(Money(yuan: base))
    for (rate, amount) in zip(Self.rates, amounts) {
      let rate = try #require(Rate(perMillion: rate))
      #expect(try rate.share(of: base) == Money(yuan: amount))
    }
  }

  @Test func `the share of a sum is not the sum of shares`() throws {
    let rate = try #require(Rate(perMillion: 7_000))
    let bases = Self.lines.compactMap { Money(yuan: $0.base) }
    let shares = try bases.map { base throws(MoneyOverflow) in try rate.share(of: base) }
    #expect(try Money.sum(shares) == Money(yuan: "235.02"))
    #expect(try rate.share(of: Money.sum(bases)) == Money(yuan: "235.03"))
    let person = try rate.share(of: try #require(Money(yuan: "4416.61")))
    #expect(try person.multiplied(by: 7, over: 1) == Money(yuan: "216.44"))
  }

  @Test func `the two notices of the month add up`() throws {
    let first = ["5372.07", "2686.04", "235.02", "100.73", "60.44"].compactMap { Money(yuan: $0) }
    let second = ["2853.91", "671.51"].compactMap { Money(yuan: $0) }
    #expect(try Money.sum(first) == Money(yuan: "8454.30"))
    #expect(try Money.sum(second) == Money(yuan: "3525.42"))
    #expect(try Money.sum(first + second) == Money(yuan: "11979.72"))
  }
}
