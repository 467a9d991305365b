import Posix
import Terminal

/// A file that is written piece by piece, mode 0600: it holds people's data.
final class OutputFile {
  private let path: String
  private let file: OpenFile

  /// Makes the file, or empties the one that is there unless it must be new.
  init(_ path: String, mustBeNew: Bool = false) throws(InputFailure) {
    self.path = path
    do throws(Errno) {
      file = try OpenFile(
        path, [.writeOnly, .create, .noFollow, mustBeNew ? .exclusive : .truncate], mode: 0o600)
    } catch {
      throw .cannotCreate(path: path, errno: error.number)
    }
  }

  /// Writes all of `bytes`.
  func write(_ bytes: [UInt8]) throws(InputFailure) {
    try naming(path) { () throws(Errno) in
      try file.with { file throws(Errno) in try file.write(bytes) }
    }
  }
}
