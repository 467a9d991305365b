import Protocol

/// Writes records of the officer's file as JSON Lines, the form that `RecordReader` reads: straight
/// to bytes, since a generated file has millions of lines.
struct RecordWriter: Coder {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// One line, `{"notice":{…}}` and LF.
  mutating func line<M: Message>(_ kind: StaticString, _ message: M) {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    name(kind)
    object(message)
    bytes.append(UInt8(ascii: "}"))
    bytes.append(UInt8(ascii: "\n"))
  }

  /// What was written since the last call.
  mutating func drain() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func object<M: Message>(_ message: M) {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    do throws(Malformed) {
      _ = try M.fields(&self, message)
    } catch {
      // A record that was made passes its own check, or the reader of the line says so.
    }
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  private mutating func name(_ name: StaticString) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(name: name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  private mutating func lead(_ f: Field) {
    if f.presence == .element {
      if needsComma { bytes.append(UInt8(ascii: ",")) }
    } else {
      name(f.name)
    }
    needsComma = true
  }

  private mutating func quoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for byte in text.utf8 { escape(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: bytes += [UInt8(ascii: "\\"), byte]
    case 0..<0x20, 0x7F:
      bytes += Array((byte < 16 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
    default: bytes.append(byte)
    }
  }

  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    guard let v, v != 0 || f.presence != .defaulted else { return }
    lead(f)
    switch f.kind {
    case .flag: bytes.append(contentsOf: (v == 1 ? "true" : "false").utf8)
    case .signed, .money: yuan(Int64(bitPattern: v >> 1) ^ -Int64(bitPattern: v & 1))
    default: digits(v)
    }
  }

  private mutating func yuan(_ fen: Int64) {
    bytes.append(UInt8(ascii: "\""))
    if fen < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(fen.magnitude / 100)
    bytes.append(UInt8(ascii: "."))
    let cents = fen.magnitude % 100
    if cents < 10 { bytes.append(UInt8(ascii: "0")) }
    digits(cents)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func digits(_ number: UInt64) {
    if number >= 10 { digits(number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    guard let v, !v.isEmpty || f.presence != .defaulted else { return }
    lead(f)
    quoted(v)
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    guard let message = v else { return }
    lead(f)
    object(message)
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard let values = v, !values.isEmpty || f.presence != .defaulted else { return }
    lead(f)
    bytes.append(UInt8(ascii: "["))
    needsComma = false
    let element = I.field(in: f)
    for value in values {
      var value: I.Value? = value
      try I.code(&self, element, &value)
    }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  // No record has these.
  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {}
  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {}
  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {}
}
