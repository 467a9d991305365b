import Protocol
import Terminal

extension MessageJSON {
  /// Reads a message in form `answer`, for `rpc call`.
  ///
  /// - Throws: a report with exit 65 that names the missing or wrong member.
  static func make<M: Message>(_ type: M.Type, of json: JSONValue) throws(ErrorReport) -> M {
    guard let object = json.object else { throw invalid("\(M.name)") }
    let message: M
    do throws(JSONFault) {
      message = try read(type, object, .answer, at: "")
    } catch {
      throw invalid(error.place.isEmpty ? error.what : error.place)
    }
    do throws(Malformed) { try check(message) } catch { throw invalid("\(error)") }
    return message
  }

  /// Reads a message of an object. In form `answer` maxima are not checked: `make` does that.
  ///
  /// - Parameter place: the object's own member, such as `notice`, which begins `JSONFault.place`.
  /// - Throws: the first fault.
  static func read<M: Message>(
    _ type: M.Type, _ object: JSONObject, _ form: JSONForm, at place: String
  ) throws(JSONFault) -> M {
    var reader = MessageJSONReader(object, form, at: place)
    do throws(Malformed) {
      return try reader.whole(type)
    } catch {
      throw reader.fault ?? JSONFault(place: "", what: "\(error)")
    }
  }

  private static func invalid(_ place: String) -> ErrorReport {
    ErrorReport(
      .badData, code: "json.invalid",
      what: Phrase("JSON 与消息不符：\(place)", "the JSON does not fit the message: \(place)"),
      next: Phrase(same: "shebao rpc describe METHOD"))
  }
}

private struct MessageJSONReader: Coder {
  /// The object whose members are read; for an element of a list, `element` is read instead.
  private let object: JSONObject
  private let element: JSONValue?
  private let form: JSONForm
  private let place: String
  private var known: Set<String> = []
  /// The first fault; nil until one is found.
  private(set) var fault: JSONFault?

  init(_ object: JSONObject, element: JSONValue? = nil, _ form: JSONForm, at place: String) {
    self.object = object
    self.element = element
    self.form = form
    self.place = place
  }

  /// Reads all fields of a message, and refuses unknown members.
  mutating func whole<M: Message>(_ type: M.Type) throws(Malformed) -> M {
    let message = try M.fields(&self, nil)
    guard let stray = object.members.first(where: { !known.contains($0.key) }) else {
      return message
    }
    fault = JSONFault(place: member(stray.key), what: "没有此字段")
    throw Malformed(.unknownField, offset: 0, path: [])
  }

  private func member(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  private func place(of f: Field) -> String { f.presence == .element ? place : member("\(f.name)") }

  private mutating func wrong(_ f: Field, _ what: String) -> Malformed {
    fault = JSONFault(place: place(of: f), what: what)
    return malformed(.badValue, f)
  }

  /// Returns the field's value; nil where it is absent and may be.
  private mutating func value(_ f: Field) throws(Malformed) -> JSONValue? {
    known.insert("\(f.name)")
    let value = f.presence == .element ? element : object["\(f.name)"]
    if let value, value != .null { return value }
    guard f.presence == .required || f.presence == .element else { return nil }
    throw wrong(f, "缺少")
  }

  /// Returns `value`, or throws that the field should be `wanted`.
  private mutating func taken<V>(_ value: V?, _ f: Field, _ wanted: String) throws(Malformed) -> V {
    guard let value else { throw wrong(f, wanted) }
    return value
  }

  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    guard let json = try value(f) else { return v = f.presence == .defaulted ? 0 : nil }
    switch f.kind {
    case .flag: v = try taken(json.bool, f, "应为 true 或 false") ? 1 : 0
    case .signed, .money:
      let fen = try taken(fen(json, f.kind), f, "应为以元计的金额，如 \"1234.56\"")
      v = UInt64(bitPattern: fen << 1 ^ fen >> 63)
    default: v = try taken(number(json), f, "应为非负整数")
    }
  }

  private func fen(_ json: JSONValue, _ kind: FieldKind) -> Int64? {
    switch form {
    case .answer: (kind == .money ? json["fen"]?.integer : nil) ?? json.integer
    case .file: json.string.flatMap { Money(yuan: $0) }?.fen
    }
  }

  /// Reads a number; in form `answer` also from text, since shells often quote numbers.
  private func number(_ json: JSONValue) -> UInt64? {
    if let number = json.integer { return UInt64(exactly: number) }
    return form == .answer ? json.string.flatMap { UInt64($0) } : nil
  }

  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    let id = json.string.flatMap { Id128(hex: $0.filter { $0 != "-" }) }
    v = try taken(id, f, "应为 32 位十六进制数")
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    guard let json = try value(f) else { return v = f.presence == .defaulted ? "" : nil }
    let text = try taken(json.string, f, "应为字符串")
    guard form == .answer || text.utf8.count <= f.max || f.max == 0 else {
      throw wrong(f, "超过 \(f.max) 字节")
    }
    v = text
  }

  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    guard let json = try value(f) else { return v = f.presence == .defaulted ? [] : nil }
    v = try taken(json.string.flatMap(Hexadecimal.bytes(_:)), f, "应为十六进制数")
  }

  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    let bytes = json.string.flatMap(Hexadecimal.bytes(_:))
    v = try taken(bytes.flatMap { Digest256(bytes: $0) }, f, "应为 64 位十六进制数")
  }

  mutating func numberValue<V: NumberValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    v =
      json.integer.flatMap { UInt64(exactly: $0) }.flatMap { V(number: $0) }
      ?? json.string.flatMap { Self.parsed($0) }
    guard v == nil else { return }
    let error = wrong(f, "不是所要的值")
    if V.self is Timestamp.Type {
      fault = JSONFault(place: "\(place(of: f)) (\(Self.instantForms))", what: "不是时间")
    }
    throw error
  }

  private static let instantForms = "1777514523000 | \"2026-04-30T10:02:03+08:00\""

  /// Reads a value of the domain from its text.
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
    v = try taken(json.string.flatMap { V(text: $0) }, f, "不是所要的值")
  }

  mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    let named = V.allCases.first { "\($0)" == json.string || Int64($0.rawValue) == json.integer }
    v = try taken(named, f, "没有这个值")
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    guard let json = try value(f) else { return v = nil }
    let inside = try taken(json.object, f, "应为对象")
    var inner = MessageJSONReader(inside, form, at: place(of: f))
    do throws(Malformed) { v = try inner.whole(M.self) } catch {
      fault = inner.fault
      throw error
    }
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard let json = try value(f) else { return v = f.presence == .defaulted ? [] : nil }
    let items = try taken(json.array, f, "应为数组")
    guard form == .answer || items.count <= f.max else { throw wrong(f, "超过 \(f.max) 项") }
    let field = I.field(in: f)
    var made: [I.Value] = []
    made.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      let name = form == .answer ? place(of: f) : "\(place(of: f))[\(index + 1)]"
      var inner = MessageJSONReader(JSONObject(), element: item, form, at: name)
      var one: I.Value?
      do throws(Malformed) { try I.code(&inner, field, &one) } catch {
        fault = inner.fault
        throw error
      }
      made.append(try taken(one, f, "缺少"))
    }
    v = made
  }
}
