internal import Glibc
internal import Posix

/// A file whose blocks are written when it is made, so that it can be overwritten on a full disk.
///
/// A large one is ballast: removing it gives its room back to an operator whose disk is full.
public struct PreallocatedFile: Sendable {
  /// Where it is.
  public let path: String
  /// Its length in bytes.
  public let size: Int

  /// Opens the file, or makes it with zeros and puts it and its name on the disk.
  ///
  /// - Throws: `.diskFull` when there is no room; what was made is removed then.
  public init(path: String, size: Int) throws(StoreFailure) {
    self.path = path
    self.size = size
    let file = try DataFile(path, [.readWrite, .create])
    guard try file.size() < size else { return }
    do throws(StoreFailure) {
      try file.fill(bytes: size)
      try file.sync()
    } catch {
      Files.remove(path)
      throw error
    }
    try DataFolder.sync(folderOf: path)
  }

  /// The first bytes of the file.
  public func read(_ count: Int) throws(StoreFailure) -> [UInt8] {
    try DataFile(path).read(min(count, size))
  }

  /// Overwrites the start of the file and waits for the disk.
  ///
  /// - Throws: `.tooLong` for more than the file holds.
  public func write(_ bytes: [UInt8]) throws(StoreFailure) {
    guard bytes.count <= size else {
      throw StoreFailure(
        kind: .tooLong, code: EFBIG, extended: EFBIG,
        message: "\(bytes.count) bytes into a preallocated file of \(size)")
    }
    let file = try DataFile(path)
    try file.write(bytes, at: 0)
    try file.sync()
  }

  /// Removes the file and gives its room back.
  public func remove() throws(StoreFailure) {
    try StoreFailure.naming("unlink \(path)") { () throws(Errno) in try FileNames.remove(path) }
    try DataFolder.sync(folderOf: path)
  }
}
