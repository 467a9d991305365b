import Foundation

/// Paths of the repository and of the programs under test.
enum TestPaths {
  /// The repository's root, four levels above this file.
  static let repository: String = {
    let here = #filePath.split(separator: "/").dropLast(4)
    return "/" + here.joined(separator: "/")
  }()

  /// The folder of the programs under test, which is the test bundle's.
  static let programs: String = {
    let own = Bundle.main.executablePath ?? CommandLine.arguments.first ?? ""
    return "/" + own.split(separator: "/").dropLast().joined(separator: "/")
  }()
}
