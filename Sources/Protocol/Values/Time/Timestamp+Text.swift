extension Timestamp {
  /// The instant of an ISO 8601 text with its offset from UTC, such as "2026-04-30T10:02:03+08:00",
  /// "2026-04-30 10:02:03.250+08:00" or "2026-04-30T02:02:03Z"; nil for any other text.
  ///
  /// A text without offset names no instant. Leap seconds and instants before 1970 are refused; so
  /// are digits beyond the millisecond, rather than dropped.
  public init?(iso text: String) {
    var rest = Array(text.utf8)[...]
    guard let date = BusinessDate(String(decoding: rest.prefix(10), as: UTF8.self)) else {
      return nil
    }
    rest = rest.dropFirst(10)
    guard let separator = rest.popFirst(), [0x54, 0x74, 0x20].contains(separator),
      let time = Self.clock(&rest), let offset = Self.offset(&rest), rest.isEmpty
    else { return nil }
    let utc = date.dayNumber * Self.millisecondsInDay + time - offset
    guard utc >= 0 else { return nil }
    self.init(number: UInt64(utc))
  }

  /// Reads "10:02:03" with a fraction of up to three digits; returns milliseconds.
  private static func clock(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let hour = number(&rest, below: 24), rest.popFirst() == 0x3A,
      let minute = number(&rest, below: 60), rest.popFirst() == 0x3A,
      let second = number(&rest, below: 60)
    else { return nil }
    let whole = ((hour * 60 + minute) * 60 + second) * 1_000
    guard rest.first == 0x2E else { return whole }
    rest.removeFirst()
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard (1...3).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    let fraction = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return whole + fraction * [100, 10, 1][digits.count - 1]
  }

  /// Reads "Z", "+08:00" or "-02:30"; returns milliseconds. At most 14 hours, the largest offset on
  /// Earth.
  private static func offset(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let sign = rest.popFirst() else { return nil }
    if sign == 0x5A || sign == 0x7A { return 0 }
    guard sign == 0x2B || sign == 0x2D, let hours = number(&rest, below: 15),
      rest.popFirst() == 0x3A, let minutes = number(&rest, below: 60)
    else { return nil }
    let size = (hours * 60 + minutes) * 60_000
    guard size <= 14 * 3_600_000 else { return nil }
    return sign == 0x2B ? size : -size
  }

  /// Reads two digits.
  private static func number(_ rest: inout ArraySlice<UInt8>, below limit: Int) -> Int? {
    let digits = rest.prefix(2)
    guard digits.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    rest = rest.dropFirst(2)
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return value < limit ? value : nil
  }
}
