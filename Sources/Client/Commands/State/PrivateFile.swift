import Posix
import Terminal

/// A file with a private key or a session token, which only its owner may access.
enum PrivateFile {
  /// Reads the file; throws `looseMode` where group or others can access it, `notAFile`, `tooLong`
  /// or `file`.
  static func read(_ path: String, limit: Int) throws(InputFailure) -> [UInt8] {
    let status = try naming(path) { () throws(Errno) in try FileStatus(ofPath: path) }
    guard status.isRegular else { throw .notAFile(path: path) }
    guard status.mode & 0o077 == 0 else { throw .looseMode(path: path, mode: status.mode) }
    return try LocalFile.read(path, limit: limit)
  }
}
