/// Returns `message` as text, with exactly the fields that its encoding has. `masked` shows `***`
/// for every secret; `indented` puts each field on a line of its own. Control characters are
/// escaped, so the text is safe on a terminal.
public func text<M: Message>(
  of message: M, masked: Bool = true, indented: Bool = true
) -> String {
  var dumper = Dumper(masked: masked, indented: indented)
  do throws(Malformed) {
    _ = try dumper.whole(message)
  } catch {
    // Only decoders and fillers throw, and a message that exists is whole.
    preconditionFailure("\(M.name) cannot be dumped: \(error)")
  }
  return dumper.text
}

/// Writes a message as text, for people, golden vectors and `rpc decode`.
struct Dumper: Coder {
  private(set) var text = ""
  private let masked: Bool
  private let indented: Bool
  private var depth = 0
  private var isFirst = true

  init(masked: Bool, indented: Bool) {
    self.masked = masked
    self.indented = indented
  }

  mutating func whole<M: Message>(_ message: M) throws(Malformed) {
    text += "\(M.name) "
    open("{")
    _ = try M.fields(&self, message)
    close("}")
  }

  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    guard let v, v != 0 || f.presence != .defaulted else { return }
    switch f.kind {
    case .flag: put(f, v == 1 ? "true" : "false")
    case .signed: put(f, String(unzigzag(v)))
    case .money: put(f, Dumper.yuan(unzigzag(v)))
    default: put(f, String(v))
    }
  }

  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    guard let v else { return }
    put(f, v.description)
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    guard let v, !v.isEmpty || f.presence != .defaulted else { return }
    put(f, JSONText.quoted(v))
  }

  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    guard let v, !v.isEmpty || f.presence != .defaulted else { return }
    put(f, "0x" + hexadecimal(v))
  }

  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    guard let v else { return }
    put(f, v.hex)
  }

  mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed) {
    guard let v else { return }
    put(f, "\(v)")
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    guard let message = v else { return }
    lead(f)
    try whole(message)
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard let items = v, !items.isEmpty || f.presence != .defaulted else { return }
    lead(f)
    open("[")
    let element = I.field(in: f)
    for item in items {
      var item: I.Value? = item
      try I.code(&self, element, &item)
    }
    close("]")
  }

  private mutating func put(_ f: Field, _ value: String) {
    lead(f)
    text += masked && f.isSecret ? "***" : value
  }

  private mutating func lead(_ f: Field) {
    if indented { newLine() } else if !isFirst { text += ", " }
    isFirst = false
    if f.presence != .element { text += "\(f.name): " }
  }

  private mutating func open(_ bracket: String) {
    text += bracket
    depth += 1
    isFirst = true
  }

  private mutating func close(_ bracket: String) {
    depth -= 1
    if indented && !isFirst { newLine() }
    text += bracket
    isFirst = false
  }

  private mutating func newLine() {
    text += "\n" + String(repeating: "  ", count: depth)
  }

  /// Formats an amount in yuan with two decimals, by integers only.
  private static func yuan(_ fen: Int64) -> String {
    let cents = fen.magnitude % 100
    return "\(fen < 0 ? "-" : "")\(fen.magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}

/// Returns two lower-case digits for each byte.
func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count * 2)
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
