/// The longest a file, a function and a line may be (S-102 to S-104).
enum Sizes {
  static let fileLinesMax = 400
  static let functionLinesMax = 60
  static let columnsMax = 100

  static func check(_ file: SourceFile) throws -> [Breach] {
    var breaches: [Breach] = []
    if file.lines.count > fileLinesMax {
      breaches.append(file.breach(file.lines.count, "more than \(fileLinesMax) lines"))
    }
    for (index, line) in file.lines.enumerated()
    where line.utf8.count > columnsMax && line.count > columnsMax {
      breaches.append(file.breach(index + 1, "wider than \(columnsMax) columns"))
    }
    for function in try functions(of: file) where function.count > functionLinesMax {
      breaches.append(
        file.breach(function.lowerBound, "a function of more than \(functionLinesMax) lines"))
    }
    return breaches
  }

  /// Returns the lines of each function, initialiser and subscript with a body, signature included.
  static func functions(of file: SourceFile) throws -> [ClosedRange<Int>] {
    let attributes = #"(?:@\w+(?:\([^()\n]*\))?[ ]+)*(?:[a-z]+(?:\([a-z]+\))?[ ]+)*"#
    let declaration = try Pattern(#"^[ ]*"# + attributes + #"(?:func |init[?]?[(<]|subscript[(<])"#)
    let bytes = Array(file.code.utf8)
    return declaration.matches(in: file.code).compactMap { match in
      guard let open = body(after: match.range.lowerBound, in: bytes) else { return nil }
      let first = file.line(at: match.range.lowerBound)
      return first...max(first, file.line(at: close(of: open, in: bytes)))
    }
  }

  /// Returns the offset of the brace that opens a declaration's body. Nil for a requirement of a
  /// protocol, whose line ends with no bracket open and is not continued by the next.
  private static func body(after start: Int, in bytes: [UInt8]) -> Int? {
    var depth = 0
    for index in start..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{") where depth == 0: return index
      case UInt8(ascii: "}") where depth == 0: return nil
      case UInt8(ascii: "\n") where depth == 0:
        let next = bytes[(index + 1)...].drop { $0 == UInt8(ascii: " ") }
        let goesOn = ["{", "->", "where ", "async", "throws", ">", "<"]
        guard goesOn.contains(where: { next.starts(with: $0.utf8) }) else { return nil }
      default: break
      }
    }
    return nil
  }

  private static func close(of open: Int, in bytes: [UInt8]) -> Int {
    var depth = 0
    for index in open..<bytes.count {
      if bytes[index] == UInt8(ascii: "{") { depth += 1 }
      if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return index }
    }
    return bytes.count - 1
  }
}

extension SourceFile {
  func breach(_ line: Int, _ message: String) -> Breach {
    Breach(path: path, line: line, message: message)
  }
}
