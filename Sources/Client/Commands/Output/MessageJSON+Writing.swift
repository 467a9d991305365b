import Protocol
import Terminal

extension MessageJSON {
  /// Returns a message as JSON.
  static func of<M: Message>(_ message: M, _ form: JSONForm = .answer) -> JSONValue {
    var writer = MessageJSONWriter(form)
    do throws(Malformed) {
      _ = try M.fields(&writer, message)
    } catch {
      return .null
    }
    return .object(JSONObject(writer.members))
  }
}

private struct MessageJSONWriter: Coder {
  private let form: JSONForm
  private(set) var members: [JSONMember] = []

  init(_ form: JSONForm) { self.form = form }

  /// Writes a field's value; nil: the field is absent.
  private mutating func put(_ f: Field, _ value: JSONValue?) {
    let name = f.name.description
    switch form {
    case .answer: members.append(JSONMember(name, f.isSecret ? "***" : value ?? .null))
    case .file: if let value { members.append(JSONMember(name, value)) }
    }
  }

  /// Writes a value; form `file` leaves it out where it is the field's default.
  private mutating func put(_ f: Field, _ value: JSONValue?, isDefault: Bool) {
    put(f, form == .file && isDefault && f.presence == .defaulted ? nil : value)
  }

  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    put(f, v.map { json(f.kind, $0) }, isDefault: v == 0)
  }

  private func json(_ kind: FieldKind, _ raw: UInt64) -> JSONValue {
    // Zigzag, as on the wire.
    let signed = Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    return switch (kind, form) {
    case (.flag, _): .bool(raw == 1)
    case (.signed, .file), (.money, .file): .string(YuanText.text(fen: signed))
    case (.signed, .answer): .integer(signed)
    case (.money, .answer): .money(fen: signed)
    default: .integer(Int64(clamping: raw))
    }
  }

  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    put(f, v.map { .string($0.description) })
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    put(f, v.map { .string($0) }, isDefault: v == "")
  }

  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    put(f, v.map { .string(Hexadecimal.text($0)) }, isDefault: v == [])
  }

  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    put(f, v.map { .string($0.hex) })
  }

  mutating func numberValue<V: NumberValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard let v else { return put(f, nil) }
    switch v {
    case let line as LineNumber: put(f, .integer(Int64(clamping: line.number)))
    default: put(f, .string("\(v)"))
    }
  }

  mutating func textValue<V: TextValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    put(f, v.map { .string("\($0)") })
  }

  mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed) {
    put(f, v.map { .string("\($0)") })
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    put(f, v.map { MessageJSON.of($0, form) })
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard let values = v else { return put(f, nil) }
    let element = I.field(in: f)
    var inner = MessageJSONWriter(form)
    for value in values {
      var value: I.Value? = value
      try I.code(&inner, element, &value)
    }
    put(f, .array(inner.members.map(\.value)), isDefault: values.isEmpty)
  }
}
