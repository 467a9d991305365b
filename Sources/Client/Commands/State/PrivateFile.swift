import Posix
import Terminal

/// A file with something secret that is longer than a password: a key, a session.
enum PrivateFile {
  /// Its bytes; throws `looseMode` where others can read it.
  static func read(_ path: String, limit: Int) throws(InputFailure) -> [UInt8] {
    let status = try naming(path) { () throws(Errno) in try FileStatus(ofPath: path) }
    guard status.isRegular else { throw .notAFile(path: path) }
    guard status.mode & 0o077 == 0 else { throw .looseMode(path: path, mode: status.mode) }
    return try LocalFile.read(path, limit: limit)
  }
}
