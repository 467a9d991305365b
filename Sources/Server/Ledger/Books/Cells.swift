internal import Protocol
internal import Store

/// Reads the columns of a row from left to right; a value that does not parse throws ``broken``.
struct Cells {
  let statement: Statement
  let table: String
  private var at = 0

  init(_ statement: Statement, _ table: String) {
    self.statement = statement
    self.table = table
  }

  var broken: LedgerFailure { .unreadable(table: table) }

  private mutating func next() -> Int {
    defer { at += 1 }
    return at
  }

  mutating func signed() -> Int64 { statement.int64(next()) }
  mutating func number() -> UInt64 { UInt64(bitPattern: signed()) }
  mutating func number32() -> UInt32 { UInt32(truncatingIfNeeded: signed()) }
  mutating func flag() -> Bool { signed() != 0 }
  mutating func text() -> String { statement.text(next()) }
  mutating func bytes() -> [UInt8] { statement.blob(next()) }

  /// Whether the next column is NULL; moves past it if it is.
  private mutating func skipsNull() -> Bool {
    guard statement.isNull(at) else { return false }
    at += 1
    return true
  }

  mutating func money() throws(LedgerFailure) -> Money {
    guard let money = Money(fen: signed()) else { throw broken }
    return money
  }

  mutating func value<V: NumberValue>() throws(LedgerFailure) -> V {
    guard let value = V(number: number()) else { throw broken }
    return value
  }

  mutating func maybe<V: NumberValue>() throws(LedgerFailure) -> V? {
    skipsNull() ? nil : try value() as V
  }

  mutating func named<V: TextValue>() throws(LedgerFailure) -> V {
    guard let value = V(text: text()) else { throw broken }
    return value
  }

  mutating func maybeNamed<V: TextValue>() throws(LedgerFailure) -> V? {
    skipsNull() ? nil : try named() as V
  }

  /// Reads an agency code; text, because its 19 digits do not fit a column's number.
  mutating func agency() throws(LedgerFailure) -> AgencyCode {
    guard let code = AgencyCode(text()) else { throw broken }
    return code
  }

  mutating func choice<C: Choice>() throws(LedgerFailure) -> C where C.RawValue == UInt8 {
    guard let raw = UInt8(exactly: signed()), let choice = C(rawValue: raw) else { throw broken }
    return choice
  }

  mutating func range() throws(LedgerFailure) -> PeriodRange {
    let from: Period = try value()
    guard let range = PeriodRange(from: from, through: try value()) else { throw broken }
    return range
  }

  mutating func id() throws(LedgerFailure) -> Id128 {
    let bytes = bytes()
    guard bytes.count == Id128.byteCount else { throw broken }
    return Id128(high: UInt64(reading: bytes.span, at: 0), low: UInt64(reading: bytes.span, at: 8))
  }

  mutating func maybeId() throws(LedgerFailure) -> Id128? { skipsNull() ? nil : try id() }

  mutating func digest() throws(LedgerFailure) -> Digest256 {
    let bytes = bytes()
    guard bytes.count == Digest256.byteCount else { throw broken }
    return Digest256(reading: bytes.span)
  }

  mutating func maybeDigest() throws(LedgerFailure) -> Digest256? {
    skipsNull() ? nil : try digest()
  }

  mutating func maybeBytes() -> [UInt8]? { skipsNull() ? nil : bytes() }
  mutating func maybeText() -> String? { skipsNull() ? nil : text() }

  /// Reads instants separated by commas.
  mutating func times() throws(LedgerFailure) -> [Timestamp] {
    var times: [Timestamp] = []
    for part in text().split(separator: ",") {
      guard let number = UInt64(part), let time = Timestamp(number: number) else { throw broken }
      times.append(time)
    }
    return times
  }
}
