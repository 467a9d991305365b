package import Posix

extension FileDescriptor {
  /// Everything to the end; throws `tooLong` beyond `limit` bytes, or `file`. Nothing of it stays
  /// behind in a buffer.
  func readAll(path: String, limit: Int) throws(InputFailure) -> [UInt8] {
    let result = try naming(path) { () throws(Errno) in try readAll(limit: limit) }
    guard let result else { throw .tooLong(limit: limit) }
    return result
  }

  /// The bytes up to `\n`, one at a time, so that what follows is left for the next reader; nil at
  /// the end.
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

  /// fsync(2) where there is something to it: a pipe or a device has none (EINVAL).
  package func syncIfItCan() throws(Errno) {
    do throws(Errno) {
      try sync()
    } catch {
      guard error == .invalid else { throw error }
    }
  }
}
