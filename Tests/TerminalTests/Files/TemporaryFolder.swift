import Glibc
import Terminal
import Testing

/// A folder for one test, deleted with its value.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    var template = Array("/tmp/shebao-terminal-XXXXXX".utf8CString)
    try #require(unsafe mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func file(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws -> String {
    let file = path + "/" + name
    try LocalFile.write(file, bytes)
    try #require(unsafe chmod(file, mode) == 0)
    return file
  }

  deinit {
    if let directory = unsafe opendir(path) {
      while let entry = unsafe readdir(directory) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
          unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        unsafe unlink(path + "/" + name)
      }
      unsafe closedir(directory)
    }
    unsafe rmdir(path)
  }
}
