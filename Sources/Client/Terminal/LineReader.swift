import Glibc

/// Lines of a file or of standard input, one after the other, for lists to import.
public final class LineReader {
  /// Bytes of one line.
  public static let lineBytesMax = JSONParser.bytesMax

  private let descriptor: Int32
  private let path: String
  private let limit: Int
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  private var filled = 0
  private var at = 0
  private var isAtEnd = false

  /// The number of the line last returned, from 1.
  public private(set) var lineNumber = 0

  /// Opens `path`, or takes standard input for `-`.
  public init(_ path: String, limit: Int = LineReader.lineBytesMax) throws(InputFailure) {
    self.path = path
    self.limit = limit
    descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    if descriptor < 0 { throw .file(path: path, errno: errno) }
  }

  /// The next line without its end; nil behind the last. Throws `tooLong` or `file`.
  public func next() throws(InputFailure) -> [UInt8]? {
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
    guard let count = Descriptor.read(descriptor, into: &buffer) else {
      throw .file(path: path, errno: errno)
    }
    at = 0
    filled = count
    isAtEnd = count == 0
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }
}
