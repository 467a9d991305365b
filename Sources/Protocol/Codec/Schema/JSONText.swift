/// A JSON value with one written form (member order as given, two spaces, LF, integers only), so
/// that equal values give equal files.
public indirect enum JSONText: Hashable, Sendable {
  /// A string.
  case string(String)
  /// An integer.
  case integer(Int)
  /// A Boolean.
  case flag(Bool)
  /// An array, one element per line.
  case array([JSONText])
  /// An object, one member per line.
  case object([Member])
  /// An object on one line.
  case row([Member])

  /// A member of an object.
  public struct Member: Hashable, Sendable {
    /// The member's name.
    public let name: String
    /// The member's value.
    public let value: JSONText

    /// Creates a member.
    public init(_ name: String, _ value: JSONText) {
      self.name = name
      self.value = value
    }
  }

  /// The text, with a final LF.
  public var document: String {
    var out = ""
    write(to: &out, depth: 0)
    return out + "\n"
  }

  private func write(to out: inout String, depth: Int) {
    switch self {
    case .string(let text): out += JSONText.quoted(text)
    case .integer(let number): out += String(number)
    case .flag(let value): out += value ? "true" : "false"
    case .array(let items):
      JSONText.block(&out, depth, "[", "]", items.count) { index, out in
        items[index].write(to: &out, depth: depth + 1)
      }
    case .object(let members):
      JSONText.block(&out, depth, "{", "}", members.count) { index, out in
        out += JSONText.quoted(members[index].name) + ": "
        members[index].value.write(to: &out, depth: depth + 1)
      }
    case .row(let members):
      out += "{"
      for (index, member) in members.enumerated() {
        out += index == 0 ? "" : ", "
        out += JSONText.quoted(member.name) + ": "
        member.value.write(to: &out, depth: depth + 1)
      }
      out += "}"
    }
  }

  private static func block(
    _ out: inout String, _ depth: Int, _ open: String, _ close: String, _ count: Int,
    _ each: (Int, inout String) -> Void
  ) {
    out += open
    for index in 0..<count {
      out += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: depth + 1)
      each(index, &out)
    }
    if count > 0 { out += "\n" + String(repeating: "  ", count: depth) }
    out += close
  }

  /// Writes a JSON string (RFC 8259 §7). C0, DEL, C1, line separators and characters that change
  /// the direction of text are escaped too, so that it is safe on a terminal.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: out += "\\\""
      case 0x5C: out += "\\\\"
      case 0x0A: out += "\\n"
      case 0x09: out += "\\t"
      case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
