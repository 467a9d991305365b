// modules: Protocol Bureau
import Bureau
import Protocol

/// Decodes bytes as the events of an operation: raw, and as the body of the one event that the
/// first two bytes name. Decoded events encode to the same bytes, or to fewer where unknown fields
/// were skipped.
enum EventFuzz: FuzzTarget {
  static func run(_ input: [UInt8]) throws(BrokenProperty) {
    try check(input)
    guard input.count >= 2 else { return }
    let body = input.dropFirst(2)
    let length = (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (8 * $0)) }
    // The low byte stays below 128, where all numbers of events lie; the high byte is 0 for half of
    // the inputs, so that an unknown number is tried as well.
    try check([input[0] & 0x7F, input[1] & 1] + length + body)
  }

  private static func check(_ input: [UInt8]) throws(BrokenProperty) {
    guard
      let events = Readable.value({ () throws(Malformed) in try EventCoding.decode(input) })
    else { return }
    let encoded = EventCoding.encode(events)
    try BrokenProperty.unless(
      encoded == input || encoded.count < input.count, "encodes to other bytes: \(events)")
    let again = Readable.value { () throws(Malformed) in try EventCoding.decode(encoded) }
    try BrokenProperty.unless(again == events, "does not come back: \(events)")
  }
}
