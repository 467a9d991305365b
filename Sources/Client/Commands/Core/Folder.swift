import Glibc
import Terminal

/// A folder of small files that only their owner reads, each written whole and durably.
struct Folder {
  let path: String

  /// Makes the folder and those above it, mode 0700.
  init(making path: String) throws(InputFailure) {
    self.path = path
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      guard unsafe mkdir(made, 0o700) != 0, errno != EEXIST else { continue }
      // A folder above may be on a file system that can't be written; it only has to be there.
      guard !Folder.exists(made) else { continue }
      throw .cannotCreate(path: made, errno: errno)
    }
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Writes a file that is there whole, also after a power cut, or not at all.
  func write(_ name: String, _ bytes: [UInt8]) throws(InputFailure) {
    try LocalFile.write(path + "/" + name, bytes, mode: 0o600)
    try sync()
  }

  /// The file's bytes; nil where there is none.
  func read(_ name: String, limit: Int) throws(InputFailure) -> [UInt8]? {
    let file = path + "/" + name
    guard Self.exists(file) else { return nil }
    return try PrivateFile.read(file, limit: limit)
  }

  /// Takes the file away; nothing happens where there is none.
  func remove(_ name: String) throws(InputFailure) {
    let file = path + "/" + name
    guard unsafe unlink(file) == 0 || errno == ENOENT else {
      throw .file(path: file, errno: errno)
    }
  }

  /// The names of the files that are wanted, sorted. There is no limit: one that is not found is
  /// taken for one that is not there.
  func names(where isWanted: (String) -> Bool) throws(InputFailure) -> [String] {
    guard let directory = unsafe opendir(path) else { throw .file(path: path, errno: errno) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      // readdir(3): d_name ends with a zero within its 256 bytes.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if isWanted(name) { names.append(name) }
    }
    return names.sorted()
  }

  private func sync() throws(InputFailure) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path: path, errno: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw .file(path: path, errno: errno)
    }
  }
}

/// A file with something secret that is longer than a password: a key, a session.
enum PrivateFile {
  /// Its bytes; throws `looseMode` where others can read it.
  static func read(_ path: String, limit: Int) throws(InputFailure) -> [UInt8] {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw .file(path: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    let mode = status.st_mode & 0o7777
    guard mode & 0o077 == 0 else { throw .looseMode(path: path, mode: mode) }
    return try LocalFile.read(path, limit: limit)
  }
}
