import Glibc
import Terminal
import TestFolders
import Testing

extension TemporaryFolder {
  /// Writes a file of this mode; returns its path.
  func file(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws -> String {
    let file = file(name)
    try LocalFile.write(file, bytes)
    try #require(unsafe chmod(file, mode) == 0)
    return file
  }
}
