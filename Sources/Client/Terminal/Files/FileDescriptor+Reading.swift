package import Posix

extension FileDescriptor {
  /// Reads to the end; throws `tooLong` beyond `limit` bytes, or `file`. No buffer keeps a copy.
  func readAll(path: String, limit: Int) throws(InputFailure) -> [UInt8] {
    let result = try naming(path) { () throws(Errno) in try readAll(limit: limit) }
    guard let result else { throw .tooLong(limit: limit) }
    return result
  }

  /// Reads a line without its end, byte by byte, so that the rest is left to the next reader; nil
  /// at the end. Throws `tooLong` beyond `limit` bytes, or `file`.
  func readLine(path: String, limit: Int) throws(InputFailure) -> [UInt8]? {
    var line: [UInt8] = []
    line.reserveCapacity(limit)
    var one: [UInt8] = [0]
    while true {
      let count = try naming(path) { () throws(Errno) in try read(into: &one) }
      if count == 0 { return line.isEmpty ? nil : line }
      if one[0] == 0x0a {
        if line.last == 0x0d { line.removeLast() }
        return line
      }
      guard line.count < limit else {
        wipe(&line)
        throw .tooLong(limit: limit)
      }
      line.append(one[0])
    }
  }

  /// Calls fsync(2), and ignores that a pipe or device has none (EINVAL).
  ///
  /// - Throws: any other error of fsync.
  package func syncIfItCan() throws(Errno) {
    do throws(Errno) {
      try sync()
    } catch {
      guard error == .invalid else { throw error }
    }
  }
}
