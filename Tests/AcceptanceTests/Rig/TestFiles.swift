import Foundation

/// Small files.
enum TestFiles {
  /// A file's bytes; none where there is no such file.
  static func bytes(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: path).map { Array($0) } ?? []
  }

  /// A file's text; empty where there is no such file.
  static func read(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  /// Writes a private file.
  static func write(_ text: String, to path: String) throws {
    let written = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard written else { throw RigFailure("cannot write \(path)") }
  }

  /// A new folder of one's own.
  static func folder(_ name: String) throws -> String {
    let path = "/tmp/shebao-\(name)-\(UUID().uuidString.prefix(8).lowercased())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  static func remove(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.removeItem(atPath: path)
  }

  /// The files' names in a folder that end so, without the ending; sorted.
  static func names(in folder: String, ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }
}
