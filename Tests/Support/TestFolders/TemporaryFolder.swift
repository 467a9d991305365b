internal import Foundation

/// A private folder (0700) of one test, removed when the last reference goes.
package final class TemporaryFolder {
  package let path: String

  /// Makes the folder, or throws the file manager's error.
  ///
  /// - Parameter inMemory: in /dev/shm (tmpfs) where that can be written: for tests with many small
  ///   commits, whose syncs would otherwise wait for the disk.
  package init(inMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let parent =
      inMemory && FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.path
    path = "\(parent)/shebao-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(error)") }
  }

  /// Returns the path of a file in the folder; it is not made.
  package func file(_ name: String) -> String { "\(path)/\(name)" }
}
