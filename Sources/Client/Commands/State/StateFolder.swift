import Posix
import Terminal

/// A folder of small files that only their owner reads, each written whole and durably.
struct StateFolder {
  let path: String

  /// Makes the folder and those above it, mode 0700.
  init(making path: String) throws(InputFailure) {
    self.path = path
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      do throws(Errno) {
        try FileNames.makeFolder(made, mode: 0o700)
      } catch {
        // A folder above may be on a file system that can't be written; it only has to be there.
        guard error == .exists || StateFolder.exists(made) else {
          throw .cannotCreate(path: made, errno: error.number)
        }
      }
    }
  }

  static func exists(_ path: String) -> Bool { FileNames.exists(path) }

  /// Writes a file that is there whole, also after a power cut, or not at all.
  func write(_ name: String, _ bytes: [UInt8]) throws(InputFailure) {
    try LocalFile.write(path + "/" + name, bytes, mode: 0o600)
    try sync()
    sweep()
  }

  /// The file's bytes; nil where there is none.
  func read(_ name: String, limit: Int) throws(InputFailure) -> [UInt8]? {
    let file = path + "/" + name
    do throws(InputFailure) {
      return try PrivateFile.read(file, limit: limit)
    } catch {
      // Another client may take it away at any time.
      guard error == Errno.noSuchFile.of(file) else { throw error }
      return nil
    }
  }

  /// Takes the file away; nothing happens where there is none.
  func remove(_ name: String) throws(InputFailure) {
    let file = path + "/" + name
    do throws(Errno) {
      try FileNames.remove(file)
    } catch {
      guard error == .noSuchFile else { throw error.of(file) }
    }
    sweep()
  }

  /// The names of the files that are wanted, sorted. There is no limit: one that is not found is
  /// taken for one that is not there.
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
