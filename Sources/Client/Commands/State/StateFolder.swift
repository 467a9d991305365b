import Posix
import Terminal

/// A folder of mode 0700 with small files of mode 0600, each written atomically and durably.
struct StateFolder {
  let path: String

  /// Creates the folder and those above it, where they are missing.
  init(making path: String) throws(InputFailure) {
    self.path = path
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      do throws(Errno) {
        try FileNames.makeFolder(made, mode: 0o700)
      } catch {
        // A folder above may exist on a file system that is read-only.
        guard error == .exists || StateFolder.exists(made) else {
          throw .cannotCreate(path: made, errno: error.number)
        }
      }
    }
  }

  static func exists(_ path: String) -> Bool { FileNames.exists(path) }

  /// Creates or replaces a file, atomically even across a power cut. Deletes stale files too.
  func write(_ name: String, _ bytes: [UInt8]) throws(InputFailure) {
    try LocalFile.write(path + "/" + name, bytes, mode: 0o600)
    try sync()
    sweep()
  }

  /// Reads a file; nil where there is none.
  func read(_ name: String, limit: Int) throws(InputFailure) -> [UInt8]? {
    let file = path + "/" + name
    do throws(InputFailure) {
      return try PrivateFile.read(file, limit: limit)
    } catch {
      // Another client may delete it at any time.
      guard error == Errno.noSuchFile.of(file) else { throw error }
      return nil
    }
  }

  /// Deletes a file, if there is one. Deletes stale files too.
  func remove(_ name: String) throws(InputFailure) {
    let file = path + "/" + name
    do throws(Errno) {
      try FileNames.remove(file)
    } catch {
      guard error == .noSuchFile else { throw error.of(file) }
    }
    sweep()
  }

  /// Returns the names for which `isWanted` is true, sorted. Their number has no limit: a payment
  /// in flight that was not found would be paid twice.
  func names(where isWanted: (String) -> Bool) throws(InputFailure) -> [String] {
    try naming(path) { () throws(Errno) in
      try FolderListing.names(in: path, where: isWanted).sorted()
    }
  }

  private func sync() throws(InputFailure) {
    try naming(path) { () throws(Errno) in
      try OpenFile(path, [.readOnly, .folder]).with { folder throws(Errno) in
        try folder.syncIfItCan()
      }
    }
  }
}
