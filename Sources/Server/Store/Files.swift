internal import Glibc

/// Small files that are read and written whole: keys, credentials, the realm's description.
public enum Files {
  /// The largest file read whole.
  public static let sizeMax = 1 << 20

  /// A file's bytes. Throws `StoreFailure` where it cannot be read or is larger than `sizeMax`.
  public static func read(_ path: String) throws(StoreFailure) -> [UInt8] {
    let file = try Descriptor.again("open \(path)") {
      unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    }
    defer { _ = close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = try Descriptor.again("read \(path)") {
        unsafe Int32(truncatingIfNeeded: Glibc.read(file, &chunk, chunk.count))
      }
      guard count > 0 else { return bytes }
      bytes += chunk[..<Int(count)]
      guard bytes.count <= sizeMax else {
        throw StoreFailure(call: "read \(path)", error: EFBIG)
      }
    }
  }

  /// Whether something is at a path.
  public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Writes a file that only its owner may read, in place of any before it, and makes it durable:
  /// a new file beside it, fsync, rename, fsync of the folder.
  public static func write(_ bytes: [UInt8], to path: String) throws(StoreFailure) {
    let fresh = "\(path).new"
    let file = try Descriptor.again("create \(path)") {
      unsafe Glibc.open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    }
    defer { _ = close(file) }
    var written = 0
    while written < bytes.count {
      let rest = Array(bytes[written...])
      let count = try Descriptor.again("write \(path)") {
        unsafe Int32(truncatingIfNeeded: Glibc.write(file, rest, rest.count))
      }
      written += Int(count)
    }
    try Descriptor.again("fsync \(path)") { fsync(file) }
    try Descriptor.again("rename \(path)") { unsafe rename(fresh, path) }
    try DataFolder.sync(folderOf: path)
  }

  /// From now on this process makes files and folders that no one but its owner may read, write or
  /// enter (umask(2)), those of SQLite too.
  public static func keepPrivate() { _ = umask(0o077) }

  /// Writes a line to standard error, whole; a line that cannot be written is lost.
  public static func complain(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = unsafe Glibc.write(2, bytes, bytes.count)
  }

  /// Writes text to standard output.
  public static func say(_ text: String) {
    var bytes = Array(text.utf8)
    while !bytes.isEmpty {
      let count = unsafe Glibc.write(1, bytes, bytes.count)
      guard count > 0 else { return }
      bytes.removeFirst(count)
    }
  }
}

extension Files {
  /// Removes a file; one that is not there is no failure.
  public static func remove(_ path: String) { _ = unsafe unlink(path) }
}
