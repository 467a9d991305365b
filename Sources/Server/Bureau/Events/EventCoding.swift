package import Protocol

/// The journal's form of a list of events: each is its number (u16, little-endian), the length of
/// its message (u32, little-endian) and the message.
package enum EventCoding {
  /// Encodes a list of events.
  package static func encode(_ events: [Event]) -> [UInt8] {
    var writer = EventWriter()
    for event in events { event.visit(&writer) }
    return writer.bytes
  }

  /// Decodes the events of a journal entry.
  ///
  /// - Throws: where and why the bytes are not a list of events.
  package static func decode(_ bytes: [UInt8]) throws(Malformed) -> [Event] {
    let span = bytes.span
    var events: [Event] = []
    var at = 0
    while at < span.count {
      guard at + 6 <= span.count else { throw truncated(at) }
      let number = UInt16(span[at]) | UInt16(span[at + 1]) << 8
      var length = 0
      for place in 0..<4 { length |= Int(span[at + 2 + place]) << (8 * place) }
      guard length <= span.count - at - 6 else { throw truncated(at) }
      let body = span.extracting(at + 6..<at + 6 + length)
      events.append(try Event(number: number, body, at: at))
      at += 6 + length
    }
    return events
  }

  private static func truncated(_ at: Int) -> Malformed {
    Malformed(.truncated, offset: at, path: [])
  }
}

/// Appends each event that it visits.
private struct EventWriter: FactVisitor {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  mutating func visit(_ fact: some Fact, _ number: some RawRepresentable<UInt16>) {
    let start = begin(number.rawValue)
    Protocol.encode(fact, into: &bytes)
    end(start)
  }

  /// Writes a number and four bytes for the length. Returns the offset at which the message starts.
  private mutating func begin(_ number: UInt16) -> Int {
    bytes.append(UInt8(truncatingIfNeeded: number))
    bytes.append(UInt8(truncatingIfNeeded: number >> 8))
    for _ in 0..<4 { bytes.append(0) }
    return bytes.count
  }

  /// Fills in the length of the message that started at an offset.
  private mutating func end(_ start: Int) {
    let length = bytes.count - start
    for place in 0..<4 {
      bytes[start - 4 + place] = UInt8(truncatingIfNeeded: length >> (8 * place))
    }
  }
}
