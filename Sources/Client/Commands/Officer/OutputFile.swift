import Glibc
import Terminal

/// A file that is written piece by piece, mode 0600: it holds people's data.
final class OutputFile {
  private let path: String
  private let descriptor: Int32

  /// Makes the file, or empties the one that is there unless it must be new.
  init(_ path: String, mustBeNew: Bool = false) throws(InputFailure) {
    self.path = path
    let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (mustBeNew ? O_EXCL : O_TRUNC)
    descriptor = unsafe open(path, flags, 0o600)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, errno: errno) }
  }

  /// Writes all of `bytes`.
  func write(_ bytes: [UInt8]) throws(InputFailure) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .file(path: path, errno: errno) }
      done += count
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
