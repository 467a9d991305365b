/// Tells code from comments and strings, so that the checks see code only.
///
/// It knows nested comments, raw and multi-line strings, interpolation and backtick names; not
/// regex literals, which the sources do without.
struct Scanner {
  private enum Scope {
    /// Code, and how many of its parentheses are open; above the first, an interpolation.
    case code(open: Int)
    case string(hashes: Int, multiline: Bool)
  }

  private(set) var code: [UInt8]
  private(set) var comments: [Comment] = []
  private let bytes: [UInt8]
  private var scopes: [Scope] = [.code(open: 0)]
  private var index = 0
  private var line = 1

  init(_ text: String) {
    bytes = Array(text.utf8)
    code = bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }
  }

  mutating func run() {
    while index < bytes.count {
      switch scopes.last ?? .code(open: 0) {
      case .code(let open): scanCode(open: open)
      case .string(let hashes, let multiline): scanString(hashes: hashes, multiline: multiline)
      }
    }
  }

  private mutating func scanCode(open: Int) {
    if at("//") { return lineComment() }
    if at("/*") { return blockComment() }
    if let hashes = hashesBeforeQuote() { return openString(hashes: hashes) }
    switch bytes[index] {
    case UInt8(ascii: "`"): return backtickName()
    case UInt8(ascii: "("): scopes[scopes.count - 1] = .code(open: open + 1)
    case UInt8(ascii: ")"):
      if open == 0, scopes.count > 1 {
        scopes.removeLast()
      } else {
        scopes[scopes.count - 1] = .code(open: max(0, open - 1))
      }
    default: break
    }
    keep(1)
  }

  private mutating func scanString(hashes: Int, multiline: Bool) {
    let fence = String(repeating: "#", count: hashes)
    if at("\\" + fence) {
      if at("\\" + fence + "(") {
        keep(hashes + 2)
        scopes.append(.code(open: 0))
      } else {
        blank(hashes + 2)
      }
    } else if at((multiline ? "\"\"\"" : "\"") + fence) {
      keep((multiline ? 3 : 1) + hashes)
      scopes.removeLast()
    } else {
      // A string that its line does not close is an error of the compiler's, not ours.
      if !multiline, bytes[index] == UInt8(ascii: "\n") { scopes.removeLast() }
      blank(1)
    }
  }

  private mutating func openString(hashes: Int) {
    keep(hashes)
    let multiline = at("\"\"\"")
    keep(multiline ? 3 : 1)
    scopes.append(.string(hashes: hashes, multiline: multiline))
  }

  private mutating func backtickName() {
    keep(1)
    while index < bytes.count, bytes[index] != UInt8(ascii: "`"), bytes[index] != 0x0A { blank(1) }
    if index < bytes.count { keep(1) }
  }

  private mutating func lineComment() {
    let (start, startLine) = (index, line)
    while index < bytes.count, bytes[index] != 0x0A { blank(1) }
    record(from: start, line: startLine)
  }

  private mutating func blockComment() {
    let (start, startLine) = (index, line)
    var depth = 0
    repeat {
      if at("/*") {
        depth += 1
        blank(2)
      } else if at("*/") {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && index < bytes.count
    record(from: start, line: startLine)
  }

  private mutating func record(from start: Int, line: Int) {
    comments.append(
      Comment(line: line, text: String(decoding: bytes[start..<index], as: UTF8.self)))
  }

  private func hashesBeforeQuote() -> Int? {
    var hashes = 0
    while index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "#") { hashes += 1 }
    guard index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "\"") else {
      return nil
    }
    return hashes
  }

  private func at(_ text: String) -> Bool {
    bytes[index...].starts(with: text.utf8)
  }

  private mutating func keep(_ count: Int) {
    for _ in 0..<count where index < bytes.count {
      if bytes[index] == 0x0A { line += 1 }
      index += 1
    }
  }

  private mutating func blank(_ count: Int) {
    for _ in 0..<count where index < bytes.count {
      if bytes[index] == 0x0A { line += 1 } else { code[index] = UInt8(ascii: " ") }
      index += 1
    }
  }
}
