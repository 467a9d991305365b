import Protocol
import Terminal

/// A message as JSON, made by its own `fields`: every field by its name, absent ones null, money as
/// fen and yuan, instants and numbers of the domain as their text. Secrets are `***`.
///
/// It is the contract of `--output json`: members are only ever added.
enum MessageJSON {
  static func of<M: Message>(_ message: M) -> JSONValue {
    var writer = MessageJSONWriter()
    do throws(Malformed) {
      _ = try M.fields(&writer, message)
    } catch {
      return .null
    }
    return .object(JSONObject(writer.members))
  }
}

private struct MessageJSONWriter: Coder {
  private(set) var members: [JSONMember] = []

  private mutating func put(_ f: Field, _ value: JSONValue) {
    members.append(JSONMember("\(f.name)", f.isSecret ? "***" : value))
  }

  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    guard let v else { return put(f, .null) }
    switch f.kind {
    case .flag: put(f, .bool(v == 1))
    case .signed: put(f, .integer(Self.signed(v)))
    case .money: put(f, .money(fen: Self.signed(v)))
    default: put(f, .integer(Int64(clamping: v)))
    }
  }

  /// Zigzag, as the wire has it.
  private static func signed(_ raw: UInt64) -> Int64 {
    Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
  }

  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    put(f, v.map { .string($0.description) } ?? .null)
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    put(f, v.map { .string($0) } ?? .null)
  }

  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    put(f, v.map { .string(Hexadecimal.text($0)) } ?? .null)
  }

  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    put(f, v.map { .string($0.hex) } ?? .null)
  }

  mutating func numberValue<V: NumberValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard let v else { return put(f, .null) }
    switch v {
    case let line as LineNumber: put(f, .integer(Int64(clamping: line.number)))
    default: put(f, .string("\(v)"))
    }
  }

  mutating func textValue<V: TextValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    put(f, v.map { .string("\($0)") } ?? .null)
  }

  mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed) {
    put(f, v.map { .string("\($0)") } ?? .null)
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    put(f, v.map(MessageJSON.of) ?? .null)
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard let values = v else { return put(f, .null) }
    let element = I.field(in: f)
    var inner = MessageJSONWriter()
    for value in values {
      var value: I.Value? = value
      try I.code(&inner, element, &value)
    }
    put(f, .array(inner.members.map(\.value)))
  }
}
