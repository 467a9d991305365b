/// The number of times in a row that the disk failed a commit or a start, kept over restarts in a
/// preallocated file, so that it can be written on a full disk. At ``limit`` a server starts
/// read-only.
///
///     0       8      16      24
///     | "SBFAIL01" | count | ~count |      little-endian
public struct FailureCount: Sendable {
  /// The count from which on a start is read-only.
  public static let limit: UInt64 = 2
  private static let magic: [UInt8] = Array("SBFAIL01".utf8)

  private let file: PreallocatedFile

  /// Opens the file, or creates it with zeros, which count as 0.
  ///
  /// - Throws: `.diskFull` where there is no room to create it; `.cannotOpen`, `.io`.
  public init(path: String) throws(StoreFailure) {
    file = try PreallocatedFile(path: path, size: 4_096)
  }

  /// Returns the failures since the last ``clear()``. A damaged file counts as ``limit``: read-only
  /// until an operator acts is better than endless restarts.
  ///
  /// - Throws: `.io` or `.cannotOpen` where the file cannot be read.
  public func count() throws(StoreFailure) -> UInt64 {
    let bytes = try file.read(24)
    if bytes.allSatisfy({ $0 == 0 }) { return 0 }
    let count = number(bytes, at: 8)
    guard bytes.count == 24, Array(bytes.prefix(8)) == Self.magic, count == ~number(bytes, at: 16)
    else { return Self.limit }
    return count
  }

  /// Adds one failure, durably.
  ///
  /// - Throws: `.io` or `.cannotOpen`; the count may be unchanged then.
  public func add() throws(StoreFailure) {
    let count = try count()
    try write(count == .max ? count : count + 1)
  }

  /// Resets the count to 0, durably, after a commit that succeeded.
  ///
  /// - Throws: `.io` or `.cannotOpen`.
  public func clear() throws(StoreFailure) { try write(0) }

  private func write(_ count: UInt64) throws(StoreFailure) {
    var bytes = Self.magic
    for value in [count, ~count] {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    try file.write(bytes)
  }

  private func number(_ bytes: [UInt8], at offset: Int) -> UInt64 {
    bytes.dropFirst(offset).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
