import Foundation

/// Reading and writing of small files.
enum TestFiles {
  /// Returns a file's bytes; none where there is no such file.
  static func bytes(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map { Array($0) } ?? []
  }

  /// Returns a file's text; empty where there is no such file.
  static func read(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Writes a file of mode 0600.
  static func write(_ text: String, to path: String) throws {
    let written = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard written else { throw RigFailure("cannot write \(path)") }
  }

  /// Makes a new folder below /tmp and returns its path.
  static func folder(_ name: String) throws -> String {
    let path = "/tmp/shebao-\(name)-\(UUID().uuidString.prefix(8).lowercased())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  static func remove(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.removeItem(atPath: path)
  }

  /// Returns the names in a folder that have an ending, without it, sorted.
  static func names(in folder: String, ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }
}
