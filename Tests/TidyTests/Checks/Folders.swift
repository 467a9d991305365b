/// Checks of folders and of the names of files (S-101, S-106).
enum Folders {
  static let filesMax = 15

  /// Finds folders of Sources and Tests with more than `filesMax` Swift files, too many for the
  /// folder's name to describe.
  static func crowded(_ files: [SourceFile]) -> [Breach] {
    let swift = files.filter { $0.path.hasSuffix(".swift") && $0.isUnder(["Sources", "Tests"]) }
    return Dictionary(grouping: swift, by: \.folder)
      .filter { $0.value.count > filesMax }.sorted { $0.key < $1.key }
      .map { folder, inside in
        Breach(
          path: folder, line: 1,
          message: "\(inside.count) Swift files in one folder, not \(filesMax)")
      }
  }

  /// Finds files of extensions of one type only that are not named `Type+Subject.swift`.
  static func extensions(_ file: SourceFile) throws -> [Breach] {
    guard file.isUnder(["Sources", "Tests"]) else { return [] }
    let declarations = try Declaration.all(in: file).filter { $0.depth == 0 }
    let types = Set(declarations.map(\.name))
    guard let type = types.first, types.count == 1, !type.isEmpty,
      declarations.allSatisfy({ $0.kind == "extension" })
    else { return [] }
    let name = file.path.split(separator: "/").last ?? ""
    // An extension of `A.B` may be named after either.
    let good = [type] + type.split(separator: ".").map(String.init)
    return good.contains { name.hasPrefix($0 + "+") }
      ? [] : [file.breach(1, "only extensions of \(type): its name is \(type)+Subject.swift")]
  }
}
