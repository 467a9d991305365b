import Protocol
import Testing

@Suite struct BusinessDateTests {
  @Test(
    arguments: [
      ("2026-04-30", 2026_04_30), ("20260430", 2026_04_30), ("1900-01-01", 1900_01_01),
      ("9999-12-31", 9999_12_31), ("2024-02-29", 2024_02_29), ("2000-02-29", 2000_02_29),
    ] as [(String, UInt64)])
  func `days are read and numbered`(text: String, number: UInt64) throws {
    let date = try #require(BusinessDate(text))
    #expect(date.number == number)
    #expect(BusinessDate(number: number) == date)
    #expect(BusinessDate(date.description) == date)
  }

  @Test(arguments: [
    "", "2026-4-30", "2026-04-31", "2026-02-29", "1900-02-29", "2100-02-29", "2026-13-01",
    "2026-00-01", "2026-01-00", "1899-12-31", "2026-01-32", "2026/01/01", "2026-0101",
    "-2026-01-01",
    "99991232", "2026-01-01-", "２０２６-01-01",
  ])
  func `days that do not exist are refused`(text: String) {
    #expect(BusinessDate(text) == nil)
  }

  @Test(
    arguments: [0, 1, 1899_12_31, 2026_00_10, 2026_02_30, 9999_12_32, 10000_01_01, .max] as [UInt64]
  )
  func `numbers of no day are refused`(number: UInt64) {
    #expect(BusinessDate(number: number) == nil)
  }

  @Test func `days follow each other without a gap through 900 years`() {
    var date = BusinessDate.earliest
    var count = 0
    while date.year < 2800 {
      let next = date.adding(days: 1)
      let isNextDay = next.day == date.day + 1 && next.period == date.period
      let isNextMonth =
        next.day == 1 && next.period == date.period.next && date == date.period.lastDay
      guard isNextDay || isNextMonth, next.days(since: date) == 1, next > date else {
        Issue.record("\(next) does not follow \(date)")
        return
      }
      date = next
      count += 1
    }
    #expect(count == 328_718)
  }

  @Test func `days between and added agree`() throws {
    let date = try #require(BusinessDate("2026-04-30"))
    #expect(date.days(since: .earliest) == 46_140)
    #expect(date.adding(days: 9) == BusinessDate("2026-05-09"))
    #expect(date.adding(days: -120) == BusinessDate("2025-12-31"))
    #expect(date.days(since: date.adding(days: 40)) == -40)
    #expect(BusinessDate.latest.days(since: .earliest) == 2_932_896 + 25_567)
  }

  @Test func `days past either end are held there`() {
    #expect(BusinessDate.latest.adding(days: 1) == .latest)
    #expect(BusinessDate.earliest.adding(days: -1) == .earliest)
    #expect(BusinessDate.earliest.adding(days: .max) == .latest)
    #expect(BusinessDate.latest.adding(days: .min) == .earliest)
    #expect(BusinessDate.earliest.adding(days: .min) == .earliest)
  }

  @Test func `a day begins at midnight in Shanghai`() throws {
    let date = try #require(BusinessDate("2026-05-01"))
    #expect(date.start.milliseconds == 1_777_564_800_000)
    #expect(date.start.businessDate == date)
    #expect(date.start.adding(milliseconds: -1).businessDate == date.adding(days: -1))
    #expect(BusinessDate.earliest.start == .earliest)
    #expect(BusinessDate.latest.start.adding(milliseconds: 86_399_999) == .latest)
  }
}

@Suite struct TimestampTests {
  @Test(
    arguments: [
      (1_777_514_523_000, "2026-04-30 10:02:03+08:00"),
      (1_777_514_523_999, "2026-04-30 10:02:03+08:00"),
      (1_777_564_799_999, "2026-04-30 23:59:59+08:00"),
      (1_777_564_800_000, "2026-05-01 00:00:00+08:00"),
      (0, "1970-01-01 08:00:00+08:00"), (253_402_271_999_999, "9999-12-31 23:59:59+08:00"),
    ] as [(UInt64, String)])
  func `instants are written in Shanghai's time`(milliseconds: UInt64, text: String) throws {
    let instant = try #require(Timestamp(number: milliseconds))
    #expect(instant.description == text)
    #expect(instant.businessDate == BusinessDate(String(text.prefix(10))))
  }

  @Test func `the range ends with the year 9999`() {
    #expect(Timestamp(number: Timestamp.latest.milliseconds) == .latest)
    #expect(Timestamp(number: Timestamp.latest.milliseconds + 1) == nil)
    #expect(Timestamp(clamping: .max) == .latest)
    #expect(Timestamp.latest.businessDate == .latest)
  }

  @Test func `sums are held at both ends`() {
    let instant = Timestamp(clamping: 1_000)
    #expect(instant.adding(milliseconds: 500).milliseconds == 1_500)
    #expect(instant.adding(milliseconds: -1_000) == .earliest)
    #expect(instant.adding(milliseconds: -1_001) == .earliest)
    #expect(instant.adding(milliseconds: .min) == .earliest)
    #expect(instant.adding(milliseconds: .max) == .latest)
    #expect(instant.milliseconds(since: .earliest) == 1_000)
    #expect(Timestamp.earliest.milliseconds(since: .latest) == -253_402_271_999_999)
    #expect(Timestamp.earliest < instant)
  }
}

@Suite struct PeriodTests {
  @Test(
    arguments: [
      ("2026-04", 2026_04, "2026-04-01", "2026-04-30"),
      ("202402", 2024_02, "2024-02-01", "2024-02-29"),
      ("2025-02", 2025_02, "2025-02-01", "2025-02-28"),
      ("2025-12", 2025_12, "2025-12-01", "2025-12-31"),
      ("999912", 9999_12, "9999-12-01", "9999-12-31"),
      ("1900-01", 1900_01, "1900-01-01", "1900-01-31"),
    ] as [(String, UInt64, String, String)])
  func `months have a first and a last day`(
    text: String, number: UInt64, first: String, last: String
  ) throws {
    let period = try #require(Period(text))
    #expect(period.number == number)
    #expect(Period(number: number) == period)
    #expect(period.firstDay == BusinessDate(first))
    #expect(period.lastDay == BusinessDate(last))
    #expect(Period(of: period.lastDay) == period)
  }

  @Test(arguments: ["", "2026-13", "2026-00", "1899-12", "2026-4", "20264", "2026-04-", "10000-01"])
  func `months that do not exist are refused`(text: String) {
    #expect(Period(text) == nil)
  }

  @Test(arguments: [0, 1899_12, 2026_00, 2026_13, 9999_13, 10000_01, .max] as [UInt64])
  func `numbers of no month are refused`(number: UInt64) {
    #expect(Period(number: number) == nil)
  }

  @Test func `months turn over at the year's end and are held at both ends`() throws {
    let december = try #require(Period("2025-12"))
    let january = try #require(Period("2026-01"))
    #expect(december.next == january)
    #expect(january.previous == december)
    #expect(december.adding(months: -24) == Period("2023-12"))
    #expect(Period.latest.next == .latest)
    #expect(Period.earliest.previous == .earliest)
    #expect(january.adding(months: .max) == .latest)
    #expect(january.adding(months: .min) == .earliest)
  }

  @Test func `a range never ends before it begins`() throws {
    let january = try #require(Period("2026-01"))
    let april = try #require(Period("2026-04"))
    let range = try #require(PeriodRange(from: january, through: april))
    #expect(PeriodRange(from: april, through: january) == nil)
    #expect(PeriodRange(number: 202604_202601) == nil)
    #expect(range.number == 202601_202604)
    #expect(PeriodRange(number: range.number) == range)
    #expect(range.description == "2026-01..2026-04")
    #expect(PeriodRange(january).description == "2026-01")
    #expect(range.contains(january) && range.contains(april) && !range.contains(april.next))
    #expect(PeriodRange(january).union(PeriodRange(april)) == range)
    #expect(range.lastDay == april.lastDay && range.firstDay == january.firstDay)
  }
}

/// Instants as people write them (ISO 8601, RFC 3339 §5.6).
@Suite struct InstantTextTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T08:00:00+08:00", 0),
      ("1969-12-31T23:00:00-01:00", 0), ("2026-05-29 04:26:40+08:00", 1_780_000_000_000),
      ("2026-05-28t20:26:40.5z", 1_780_000_000_500), ("2026-05-28T20:26:40.25Z", 1_780_000_000_250),
      ("2026-05-28T20:26:40.007Z", 1_780_000_000_007),
      ("2026-05-29T10:26:40+14:00", 1_780_000_000_000),
      ("9999-12-31T23:59:59.999+08:00", 253_402_271_999_999),
    ] as [(String, UInt64)])
  func `an instant is read with its offset`(text: String, milliseconds: UInt64) {
    #expect(Timestamp(iso: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [0, 1_780_000_000_000, 253_402_271_999_000] as [UInt64])
  func `an instant is read back from what is shown`(milliseconds: UInt64) throws {
    let instant = try #require(Timestamp(number: milliseconds))
    #expect(Timestamp(iso: instant.description) == instant)
  }

  @Test(arguments: [
    "", "2026-05-28", "2026-05-28T20:26:40", "2026-05-28T20:26Z", "2026-05-28T20:26:40.Z",
    "2026-05-28T20:26:40.0001Z", "2026-05-28T20:26:60Z", "2026-05-28T24:00:00Z",
    "2026-05-28T20:60:00Z", "2026-02-29T00:00:00Z", "2026-05-28T20:26:40+8:00",
    "2026-05-28T20:26:40+0800", "2026-05-28T20:26:40+14:01", "2026-05-28T20:26:40+15:00",
    "2026-05-28T20:26:40 +08:00", "2026-05-28T20:26:40Zx", "2026-05-28_20:26:40Z",
    "1969-12-31T23:59:59Z", "1970-01-01T07:59:59+08:00", "9999-12-31T16:00:00Z",
    "20260528T20:26:40Z", "２026-05-28T20:26:40Z",
  ])
  func `a text that names no instant is refused`(text: String) {
    #expect(Timestamp(iso: text) == nil)
  }
}
