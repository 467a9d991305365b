/// Checks of what tests expect (S-707).
enum Expectations {
  /// Finds expectations of `a ?? true`, which hold without `a`; `try #require(a)` fails there.
  static func defaults(_ file: SourceFile) throws -> [Breach] {
    guard file.isUnder(["Tests"]) else { return [] }
    let fallback = try Pattern(#"\?\?\s*(?:true|false|0|\[\])(?![\w.])"#)
    let bytes = Array(file.code.utf8)
    return try Pattern(#"#expect\("#).matches(in: file.code).compactMap { match in
      let end = close(of: match.range.upperBound - 1, in: bytes)
      let text = String(decoding: bytes[match.range.lowerBound..<end], as: UTF8.self)
      return fallback.isFound(in: text)
        ? file.breach(
          file.line(at: match.range.lowerBound), "an expectation with a value for what is absent")
        : nil
    }
  }

  private static func close(of open: Int, in code: [UInt8]) -> Int {
    var depth = 0
    for index in open..<code.count {
      if code[index] == UInt8(ascii: "(") { depth += 1 }
      if code[index] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return index }
    }
    return code.count
  }
}
