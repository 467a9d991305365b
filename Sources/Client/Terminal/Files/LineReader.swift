import Posix

/// Reads a file or standard input line by line, for lists of any length.
package final class LineReader {
  /// The most bytes of a line.
  package static let lineBytesMax = JSONParser.bytesMax

  private let file: OpenFile
  private let path: String
  private let limit: Int
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  private var filled = 0
  private var at = 0
  private var isAtEnd = false

  /// The number of the line last returned, from 1.
  package private(set) var lineNumber = 0

  /// Opens `path`; `-` is standard input.
  ///
  /// - Throws: `file` where it cannot be opened.
  package init(_ path: String, limit: Int = LineReader.lineBytesMax) throws(InputFailure) {
    self.path = path
    self.limit = limit
    file = try naming(path) { () throws(Errno) in
      path == "-"
        ? OpenFile(lent: .input) : try OpenFile(path, [.readOnly, .noControllingTerminal])
    }
  }

  /// Reads the next line without its end (LF or CR LF); nil behind the last.
  ///
  /// - Throws: `tooLong` where the line exceeds the limit, or `file`.
  package func next() throws(InputFailure) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if at == filled { try fill() }
      if isAtEnd {
        guard !line.isEmpty else { return nil }
        return finished(line)
      }
      let rest = buffer[at..<filled]
      let end = rest.firstIndex(of: 0x0a)
      guard line.count + (end ?? filled) - at <= limit else { throw .tooLong(limit: limit) }
      line.append(contentsOf: rest[..<(end ?? filled)])
      at = end.map { $0 + 1 } ?? filled
      if end != nil { return finished(line) }
    }
  }

  private func finished(_ line: [UInt8]) -> [UInt8] {
    lineNumber += 1
    return line.last == 0x0d ? Array(line.dropLast()) : line
  }

  private func fill() throws(InputFailure) {
    guard !isAtEnd else { return }
    let count = try naming(path) { () throws(Errno) in
      try file.with { file throws(Errno) in try file.read(into: &buffer) }
    }
    at = 0
    filled = count
    isAtEnd = count == 0
  }
}
