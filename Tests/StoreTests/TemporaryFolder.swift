import Foundation

/// A folder of its own for one test, removed with it.
final class TemporaryFolder {
  let path: String

  /// - Parameter inMemory: on a file system of memory, where there is one: for the many small files
  ///   of a fault test, whose syncs would otherwise wait for the disk.
  init(inMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let parent =
      inMemory && FileManager.default.isWritableFile(atPath: memory)
      ? memory : FileManager.default.temporaryDirectory.path
    path = "\(parent)/store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(error)") }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}
