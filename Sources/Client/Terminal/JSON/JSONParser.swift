/// A strict parser of one JSON text (RFC 8259), such as a line of a JSON Lines file.
///
/// Stricter than the RFC: whole numbers only, no duplicate members, limits on size and depth.
package struct JSONParser {
  /// The most bytes of a text.
  package static let bytesMax = 1_048_576
  /// The deepest nesting of arrays and objects.
  package static let depthMax = 32

  private let bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Parses a text in UTF-8.
  ///
  /// - Throws: the first fault, with its column.
  package static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes)
    guard bytes.count <= bytesMax else { throw JSONError(problem: .tooLarge, column: bytesMax + 1) }
    parser.skipSpace()
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.at == bytes.count else { throw parser.error(.trailing) }
    return value
  }

  /// Parses a text; throws as the form for bytes does.
  package static func parse(_ text: String) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8))
  }

  private func error(_ problem: JSONError.Problem, at place: Int? = nil) -> JSONError {
    JSONError(problem: problem, column: (place ?? at) + 1)
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d { at += 1 }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard let byte = next else { throw error(.unexpectedEnd) }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), 48...57: return .integer(try number())
    default: throw error(.unexpected)
    }
  }

  private mutating func word(
    _ text: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    for byte in text.description.utf8 {
      guard let next else { throw error(.unexpectedEnd) }
      guard next == byte else { throw error(.unexpected) }
      at += 1
    }
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.depthMax else { throw error(.tooDeep) }
    at += 1
    var members: [JSONMember] = []
    var keys = Set<String>()
    skipSpace()
    if take("}") { return .object(JSONObject()) }
    while true {
      skipSpace()
      let place = at
      guard next == UInt8(ascii: "\"") else {
        throw error(next == nil ? .unexpectedEnd : .unexpected)
      }
      let key = try string()
      guard keys.insert(key).inserted else { throw error(.duplicateKey(key), at: place) }
      skipSpace()
      guard take(":") else { throw error(next == nil ? .unexpectedEnd : .unexpected) }
      skipSpace()
      members.append(JSONMember(key, try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return .object(JSONObject(members)) }
      guard take(",") else { throw error(next == nil ? .unexpectedEnd : .unexpected) }
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.depthMax else { throw error(.tooDeep) }
    at += 1
    var values: [JSONValue] = []
    skipSpace()
    if take("]") { return .array([]) }
    while true {
      skipSpace()
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return .array(values) }
      guard take(",") else { throw error(next == nil ? .unexpectedEnd : .unexpected) }
    }
  }

  private mutating func number() throws(JSONError) -> Int64 {
    let start = at
    let isNegative = take("-")
    let firstDigit = at
    while let byte = next, (48...57).contains(byte) { at += 1 }
    guard at > firstDigit else { throw error(.badNumber, at: start) }
    guard at == firstDigit + 1 || bytes[firstDigit] != 48 else {
      throw error(.badNumber, at: start)
    }
    if let byte = next, [".", "e", "E"].contains(Unicode.Scalar(byte)) {
      throw error(.notWhole, at: start)
    }
    let digits = String(decoding: bytes[firstDigit..<at], as: UTF8.self)
    guard let value = Int64((isNegative ? "-" : "") + digits) else {
      throw error(.numberTooLarge, at: start)
    }
    return value
  }

  private mutating func string() throws(JSONError) -> String {
    let start = at
    at += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        guard let result = String(validating: text, as: UTF8.self) else {
          throw error(.notUTF8, at: start)
        }
        return result
      case UInt8(ascii: "\\"): text.append(contentsOf: try escaped())
      case 0..<0x20: throw error(.controlCharacter)
      default:
        text.append(byte)
        at += 1
      }
    }
    throw error(.unexpectedEnd)
  }

  private mutating func escaped() throws(JSONError) -> [UInt8] {
    let start = at
    at += 1
    guard let byte = next else { throw error(.unexpectedEnd) }
    at += 1
    switch Unicode.Scalar(byte) {
    case "\"", "\\", "/": return [byte]
    case "n": return [0x0a]
    case "r": return [0x0d]
    case "t": return [0x09]
    case "b": return [0x08]
    case "f": return [0x0c]
    case "u": return try unicode(start: start)
    default: throw error(.badEscape, at: start)
    }
  }

  private mutating func unicode(start: Int) throws(JSONError) -> [UInt8] {
    var units = [try hexadecimal(start: start)]
    if UTF16.isLeadSurrogate(units[0]) {
      guard take("\\"), take("u") else { throw error(.badEscape, at: start) }
      units.append(try hexadecimal(start: start))
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw error(.badEscape, at: start)
    }
    return Array(text.utf8)
  }

  private mutating func hexadecimal(start: Int) throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next else { throw error(.unexpectedEnd) }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error(.badEscape, at: start)
      }
      value = value << 4 | UInt16(digit)
      at += 1
    }
    return value
  }
}
