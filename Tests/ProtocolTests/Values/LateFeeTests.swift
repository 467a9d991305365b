import Protocol
import Testing

@Suite struct LateFeeTests {
  @Test(
    arguments: [
      ("2026-04-30", "2026-05-09", 9, 8), ("2026-04-30", "2026-04-30", 0, 0),
      ("2026-04-30", "2026-04-29", 0, 0), ("2026-04-30", "2026-05-01", 1, 0),
      ("2026-04-30", "2026-05-02", 2, 1), ("2026-05-31", "2026-07-10", 40, 39),
      ("2026-05-15", "2026-05-20", 5, 0), ("2026-05-15", "2026-06-01", 17, 0),
      ("2026-05-15", "2026-06-02", 18, 1), ("2024-02-28", "2024-03-01", 2, 0),
      ("2025-12-31", "2026-01-02", 2, 1),
    ] as [(String, String, Int, Int)])
  func `days are counted by either convention`(
    due: String, paid: String, throughPaymentDay: Int, agency: Int
  ) throws {
    let due = try #require(BusinessDate(due))
    let paid = try #require(BusinessDate(paid))
    #expect(LateFeeDayCount.throughPaymentDay.days(due: due, paid: paid) == throughPaymentDay)
    #expect(LateFeeDayCount.agency.days(due: due, paid: paid) == agency)
  }

  @Test func `a published rule's example is 22 yuan 27`() throws {
    let principal = try #require(Money(yuan: "1141.87"))
    let due = try #require(BusinessDate("2026-05-31"))
    let paid = try #require(BusinessDate("2026-07-10"))
    let fee = try Money.lateFee(principal: principal, due: due, paid: paid, count: .agency)
    #expect(fee == Money(yuan: "22.27"))
  }

  @Test(arguments: [
    (
      LateFeeDayCount.throughPaymentDay, "2026-05-09", ["24.17", "12.09", "1.06", "0.45", "0.27"],
      "38.04"
    ),
    (.throughPaymentDay, "2026-05-10", ["26.86", "13.43", "1.18", "0.50", "0.30"], "42.27"),
    (.agency, "2026-05-10", ["24.17", "12.09", "1.06", "0.45", "0.27"], "38.04"),
  ])
  func `each line has its own fee, and then they are summed`(
    count: LateFeeDayCount, paid: String, fees: [String], total: String
  ) throws {
    let due = try #require(BusinessDate("2026-04-30"))
    let paid = try #require(BusinessDate(paid))
    let lines = ["5372.07", "2686.04", "235.02", "100.73", "60.44"].compactMap { Money(yuan: $0) }
    let computed = try lines.map { line throws(MoneyOverflow) in
      try Money.lateFee(principal: line, due: due, paid: paid, count: count)
    }
    #expect(computed == fees.compactMap { Money(yuan: $0) })
    #expect(try Money.sum(computed) == Money(yuan: total))
  }

  @Test func `zero and negative amounts bear no fee`() throws {
    let loss = try #require(Money(fen: -100_000))
    for principal in [Money.zero, loss] {
      let fee = try Money.lateFee(
        principal: principal, due: .earliest, paid: .latest, count: .throughPaymentDay)
      #expect(fee == .zero)
    }
  }

  @Test func `a fee beyond the range is an error`() throws {
    let most = try #require(Money(fen: Money.fenMax))
    #expect(throws: MoneyOverflow.self) {
      try Money.lateFee(
        principal: most, due: .earliest, paid: .latest, count: .throughPaymentDay)
    }
  }
}
