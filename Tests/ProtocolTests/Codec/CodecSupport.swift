import Protocol

/// Returns the bytes of hexadecimal digits; spaces are skipped, `xx*n` repeats a byte.
func hex(_ text: String) -> [UInt8] {
  text.split(separator: " ").flatMap { word -> [UInt8] in
    let parts = word.split(separator: "*")
    guard let byte = UInt8(parts[0], radix: 16) else { return [] }
    return Array(repeating: byte, count: parts.count == 2 ? Int(parts[1]) ?? 0 : 1)
  }
}

/// Returns two digits for each byte, with spaces between.
func digits(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}

/// A message type behind closures, for tables.
struct SampleType: Sendable, CustomStringConvertible {
  struct Recoded {
    let bytes: [UInt8]
    let skipped: Int
  }

  let description: String
  /// Fills and encodes.
  let encoded: @Sendable (Filling) throws(Malformed) -> [UInt8]
  /// Decodes and encodes again.
  let recoded: @Sendable ([UInt8]) throws(Malformed) -> Recoded
  /// Whether fill → encode → decode gives an equal message of the computed size.
  let isRoundTrip: @Sendable (Filling) throws(Malformed) -> Bool
  /// The limit that a filled message exceeds.
  let broken: @Sendable (Filling) throws(Malformed) -> Malformed?
  let shape: @Sendable () throws(Malformed) -> MessageShape

  static func of<M: Message>(_ type: M.Type) -> SampleType {
    SampleType(
      description: M.name.description,
      encoded: { filling throws(Malformed) in encode(try fill(M.self, filling)) },
      recoded: { bytes throws(Malformed) in
        var skipped = 0
        let message = try decode(M.self, from: bytes.span, skipped: &skipped)
        return Recoded(bytes: encode(message), skipped: skipped)
      },
      isRoundTrip: { filling throws(Malformed) in
        let message = try fill(M.self, filling)
        let bytes = encode(message)
        var appended: [UInt8] = [7]
        encode(message, into: &appended)
        let again = try decode(M.self, from: bytes)
        let checked = try check(message)
        return again == message && size(of: message) == bytes.count && checked == bytes.count
          && appended == [7] + bytes
      },
      broken: { filling throws(Malformed) in
        do throws(Malformed) {
          try check(try fill(M.self, filling))
          return nil
        } catch {
          return error
        }
      },
      shape: { () throws(Malformed) in try MessageShape.of(M.self) })
  }

  static let all: [SampleType] = [
    of(Plain.self), of(Strict.self), of(Memo.self), of(Lists.self), of(Maybe.self),
    of(Wide.self), of(Block.self),
  ]

  /// The samples whose filled messages are small enough for tests over every bit.
  static let small: [SampleType] = [
    of(Plain.self), of(Strict.self), of(Memo.self), of(Lists.self), of(Maybe.self),
  ]
}

let plainDefault = Plain(
  heads: 0, small: 0, change: 0, sequential: false, title: "", proof: [], password: "", token: [])
