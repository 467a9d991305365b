import Foundation
import Testing

@testable import Posix

/// A folder of one test, removed with its contents at the end.
struct Scratch: ~Copyable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "posix-\(UUID().uuidString)"
    try FileNames.makeFolder(path, mode: 0o700)
  }

  func file(_ name: String) -> String { path + "/" + name }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { return }
  }
}
