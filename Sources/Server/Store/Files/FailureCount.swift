/// How often a commit failed in a row, kept over restarts in a preallocated file, so that it can be
/// counted on a full disk. A server that sees ``limit`` starts read-only.
///
///     0       8      16      24
///     | "SBFAIL01" | count | ~count |      little-endian
public struct FailureCount: Sendable {
  /// From this many failures on a start is read-only.
  public static let limit: UInt64 = 2
  private static let magic: [UInt8] = Array("SBFAIL01".utf8)

  private let file: PreallocatedFile

  /// Opens or makes the file.
  public init(path: String) throws(StoreFailure) {
    file = try PreallocatedFile(path: path, size: 4_096)
  }

  /// Failures since the last ``clear()``. A file that does not read as one counts as ``limit``:
  /// rather read-only until an operator has looked than a restart for ever.
  public func count() throws(StoreFailure) -> UInt64 {
    let bytes = try file.read(24)
    if bytes.allSatisfy({ $0 == 0 }) { return 0 }
    let count = number(bytes, at: 8)
    guard bytes.count == 24, Array(bytes.prefix(8)) == Self.magic, count == ~number(bytes, at: 16)
    else { return Self.limit }
    return count
  }

  /// Notes one more failure, durably.
  public func add() throws(StoreFailure) {
    let count = try count()
    try write(count == .max ? count : count + 1)
  }

  /// Starts again at none, durably: a commit went through.
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
