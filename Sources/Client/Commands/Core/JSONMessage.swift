import Protocol
import Terminal

/// A message made of JSON by its own `fields`, as `MessageJSON` writes it: for `rpc call`.
///
/// A domain's number is taken as its text where that can be read back, else as the number on the
/// wire; an instant as ms since 1970 or as ISO 8601 with its offset; money as `{"fen": 1}` or whole
/// fen. A member that the message does not have is refused.
enum JSONMessage {
  /// Makes the message.
  ///
  /// - Throws: a report with exit 65 that names the member which is missing or wrong.
  static func make<M: Message>(_ type: M.Type, of json: JSONValue) throws(ErrorReport) -> M {
    guard let object = json.object else { throw invalid("\(M.name)") }
    var reader = JSONMessageReader(object, path: "")
    let message: M
    do throws(Malformed) {
      message = try M.fields(&reader, nil)
      try reader.finish()
      try check(message)
    } catch {
      throw invalid(reader.wrong.isEmpty ? "\(error)" : reader.wrong)
    }
    return message
  }

  private static func invalid(_ place: String) -> ErrorReport {
    ErrorReport(
      .badData, code: "json.invalid",
      what: Phrase("JSON 与消息不符：\(place)", "the JSON does not fit the message: \(place)"),
      next: Phrase(same: "shebao rpc describe METHOD"))
  }
}

private struct JSONMessageReader: Coder {
  /// What is read: an object's members, or the one element of a list.
  private let object: JSONObject
  private let element: JSONValue?
  private let path: String
  private var seen: Set<String> = []
  /// The member that was wrong.
  private(set) var wrong = ""

  init(_ object: JSONObject, element: JSONValue? = nil, path: String) {
    self.object = object
    self.element = element
    self.path = path
  }

  /// Refuses members that the message does not have.
  mutating func finish() throws(Malformed) {
    guard let stranger = object.members.first(where: { !seen.contains($0.key) }) else { return }
    wrong = path + stranger.key
    throw Malformed(.unknownField, offset: 0, path: [])
  }

  /// The field's value; nil where it may be absent and is.
  private mutating func value(_ f: Field) throws(Malformed) -> JSONValue? {
    if f.presence == .element { return element }
    seen.insert("\(f.name)")
    if let value = object["\(f.name)"], value != .null { return value }
    guard f.presence == .required else { return nil }
    throw refused(.missing, f)
  }

  private mutating func refused(_ reason: Malformed.Reason, _ f: Field) -> Malformed {
    if wrong.isEmpty { wrong = path + "\(f.name)" }
    return Malformed(reason, offset: 0, path: [f.id])
  }

  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    guard let json = try value(f) else { return v = f.presence == .defaulted ? 0 : nil }
    switch f.kind {
    case .flag: v = json.bool.map { $0 ? 1 : 0 }
    case .signed: v = json.integer.map(Self.zigzag)
    case .money: v = (json["fen"]?.integer ?? json.integer).map(Self.zigzag)
    default: v = json.integer.flatMap { UInt64(exactly: $0) } ?? json.string.flatMap { UInt64($0) }
    }
    if v == nil { throw refused(.badValue, f) }
  }

  private static func zigzag(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: value << 1 ^ value >> 63)
  }

  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    v = json.string.flatMap { Id128(hex: $0.filter { $0 != "-" }) }
    if v == nil { throw refused(.badValue, f) }
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    guard let json = try value(f) else { return v = f.presence == .defaulted ? "" : nil }
    v = json.string
    if v == nil { throw refused(.badValue, f) }
  }

  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    guard let json = try value(f) else { return v = f.presence == .defaulted ? [] : nil }
    v = json.string.flatMap(Hexadecimal.bytes(_:))
    if v == nil { throw refused(.badValue, f) }
  }

  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    v = json.string.flatMap(Hexadecimal.bytes(_:)).flatMap { Digest256(bytes: $0) }
    if v == nil { throw refused(.wrongLength, f) }
  }

  mutating func numberValue<V: NumberValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    v =
      json.integer.flatMap { UInt64(exactly: $0) }.flatMap { V(number: $0) }
      ?? json.string.flatMap { Self.parsed($0) }
    guard v == nil else { return }
    if V.self is Timestamp.Type { wrong = "\(path)\(f.name) (\(Self.instantForms))" }
    throw refused(.badValue, f)
  }

  private static let instantForms = "1777514523000 | \"2026-04-30T10:02:03+08:00\""

  /// The domain's own text, where it can be read back.
  private static func parsed<V: NumberValue>(_ text: String) -> V? {
    if let digits = V.self as? any DigitCode.Type { return digits.init(text) as? V }
    switch V.self {
    case is BusinessDate.Type: return BusinessDate(text) as? V
    case is Period.Type: return Period(text) as? V
    case is RegistrationNumber.Type: return RegistrationNumber(text) as? V
    case is Timestamp.Type:
      return (UInt64(text).flatMap { Timestamp(number: $0) } ?? Timestamp(iso: text)) as? V
    default: return UInt64(text).flatMap { V(number: $0) }
    }
  }

  mutating func textValue<V: TextValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    v = json.string.flatMap { V(text: $0) }
    if v == nil { throw refused(.badValue, f) }
  }

  mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    v = V.allCases.first { "\($0)" == json.string || Int64($0.rawValue) == json.integer }
    if v == nil { throw refused(.unknownChoice, f) }
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    guard let object = json.object else { throw refused(.badValue, f) }
    var inner = JSONMessageReader(object, path: "\(path)\(f.name).")
    do throws(Malformed) {
      v = try M.fields(&inner, nil)
      try inner.finish()
    } catch {
      wrong = inner.wrong
      throw error
    }
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard let json = try value(f) else { return v = f.presence == .defaulted ? [] : nil }
    guard let items = json.array else { throw refused(.badValue, f) }
    let place = I.field(in: f)
    var made: [I.Value] = []
    for item in items {
      var inner = JSONMessageReader(JSONObject(), element: item, path: path)
      var one: I.Value?
      do throws(Malformed) { try I.code(&inner, place, &one) } catch {
        wrong = inner.wrong
        throw error
      }
      guard let one else { throw refused(.badValue, f) }
      made.append(one)
    }
    v = made
  }
}
