internal import Glibc
internal import Posix

/// A file whose blocks are written when it is created, so that it can be overwritten on a full
/// disk.
///
/// A large one is ballast: an operator whose disk is full removes it.
public struct PreallocatedFile: Sendable {
  /// The file's path.
  public let path: String
  /// The file's length in bytes.
  public let size: Int

  /// Opens the file, or creates it with `size` zero bytes, durably.
  ///
  /// - Throws: `.diskFull` when there is no room, with the file removed again; `.cannotOpen`,
  ///   `.io`.
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

  /// Returns the first `count` bytes, at most ``size``.
  ///
  /// - Throws: `.cannotOpen` where the file is missing; `.io`.
  public func read(_ count: Int) throws(StoreFailure) -> [UInt8] {
    try DataFile(path).read(min(count, size))
  }

  /// Overwrites the start of the file, durably.
  ///
  /// - Throws: `.tooLong` for more than ``size`` bytes; `.cannotOpen`, `.io`.
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

  /// Removes the file, durably, and so frees its blocks.
  ///
  /// - Throws: `.cannotOpen` where the file is missing; `.io`.
  public func remove() throws(StoreFailure) {
    try StoreFailure.naming("unlink \(path)") { () throws(Errno) in try FileNames.remove(path) }
    try DataFolder.sync(folderOf: path)
  }
}
