import Posix
import Terminal

/// A file of mode 0600 that is written piece by piece: it holds personal data.
final class OutputFile {
  private let path: String
  private let file: OpenFile

  /// Creates the file, or truncates an existing one.
  ///
  /// - Parameter mustBeNew: whether an existing file is an error.
  init(_ path: String, mustBeNew: Bool = false) throws(InputFailure) {
    self.path = path
    do throws(Errno) {
      file = try OpenFile(
        path, [.writeOnly, .create, .noFollow, mustBeNew ? .exclusive : .truncate], mode: 0o600)
    } catch {
      throw .cannotCreate(path: path, errno: error.number)
    }
  }

  func write(_ bytes: [UInt8]) throws(InputFailure) {
    try naming(path) { () throws(Errno) in
      try file.with { file throws(Errno) in try file.write(bytes) }
    }
  }
}
