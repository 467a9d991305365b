import Posix

extension Secret {
  /// Copies `bytes` without one line end (LF or CR LF), then wipes them; throws `tooLong`.
  convenience init(taking bytes: inout [UInt8]) throws(InputFailure) {
    defer { Posix.wipe(&bytes) }
    var end = bytes.count
    if end > 0 && bytes[end - 1] == 0x0a { end -= 1 }
    if end > 0 && bytes[end - 1] == 0x0d { end -= 1 }
    guard end <= Secret.bytesMax else { throw .tooLong(limit: Secret.bytesMax) }
    self.init(Array(bytes[..<end]))
  }
}
