import Foundation

/// Where things are.
enum TestPaths {
  /// The repository.
  static let repository: String = {
    let here = #filePath.split(separator: "/").dropLast(4)
    return "/" + here.joined(separator: "/")
  }()

  /// The programs under test, beside the test bundle.
  static let programs: String = {
    let own = Bundle.main.executablePath ?? CommandLine.arguments.first ?? ""
    return "/" + own.split(separator: "/").dropLast().joined(separator: "/")
  }()
}
