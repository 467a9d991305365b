import Foundation

/// The repository that these tests were built from.
enum Repository {
  static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/")
  }()

  /// Every Swift file and every text that people read, in order of path.
  static let files: Result<[SourceFile], any Error> = Result {
    try paths().map { path in
      SourceFile(path: path, text: try String(contentsOfFile: root + "/" + path, encoding: .utf8))
    }
  }

  static func swift() throws -> [SourceFile] {
    try files.get().filter { $0.path.hasSuffix(".swift") }
  }

  private static let endings = [".swift", ".md", ".sql", ".txt", ".sh", ".c", ".h", ".modulemap"]

  private static func paths() throws -> [String] {
    let top = try FileManager.default.contentsOfDirectory(atPath: root)
    var paths = top.filter { $0 == "dev" || isText($0) } + [".ci/run"]
    for folder in ["Sources", "Tests", "schema", "tour", "docs"] where top.contains(folder) {
      for inside in try FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder)
      where isText(inside) {
        paths.append(folder + "/" + inside)
      }
    }
    return paths.sorted()
  }

  private static func isText(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return !name.hasPrefix(".") && endings.contains { name.hasSuffix($0) }
  }
}
