internal import Posix

extension StoreFailure {
  /// Makes a call of the system, whose failure is told with the call's name.
  static func naming<Value: ~Copyable>(
    _ call: String, _ body: () throws(Errno) -> Value
  ) throws(StoreFailure) -> Value {
    do throws(Errno) { return try body() } catch {
      throw StoreFailure(call: call, error: error.number)
    }
  }
}

/// An open file or folder of a server's data.
struct DataFile: ~Copyable {
  private let file: OpenFile

  /// Opens it, never through a symbolic link. What is made is its owner's alone.
  init(_ path: String, _ flags: OpenFlags = .readWrite) throws(StoreFailure) {
    file = try StoreFailure.naming("open \(path)") { () throws(Errno) in
      try OpenFile(path, flags.union(.noFollow), mode: 0o600)
    }
  }

  /// Calls `body` with the descriptor, which is valid until it returns; a failure is told with the
  /// call's name.
  borrowing func with<Value>(
    _ call: String, _ body: (FileDescriptor) throws(Errno) -> Value
  ) throws(StoreFailure) -> Value {
    try file.with { descriptor throws(StoreFailure) in
      try StoreFailure.naming(call) { () throws(Errno) in try body(descriptor) }
    }
  }

  /// fsync(2).
  borrowing func sync() throws(StoreFailure) {
    try with("fsync") { descriptor throws(Errno) in try descriptor.sync() }
  }

  /// The file's length in bytes.
  borrowing func size() throws(StoreFailure) -> Int {
    try with("fstat") { descriptor throws(Errno) in try Int(FileStatus(of: descriptor).size) }
  }

  /// All of `bytes` from `offset` on.
  borrowing func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure) {
    try with("pwrite") { descriptor throws(Errno) in try descriptor.write(bytes, at: offset) }
  }

  /// Up to `count` bytes from the start; fewer at the file's end.
  borrowing func read(_ count: Int) throws(StoreFailure) -> [UInt8] {
    try with("pread") { descriptor throws(Errno) in try descriptor.read(count, at: 0) }
  }

  /// Locks it for this process alone; false where another has the lock.
  borrowing func lock() throws(StoreFailure) -> Bool {
    try with("flock") { descriptor throws(Errno) in try descriptor.lock() }
  }

  /// Gives the lock back.
  borrowing func unlock() { file.with { $0.unlock() } }

  /// Writes zeros over the first `bytes` bytes: written blocks, where fallocate(2) would leave
  /// blocks that the first real write must still convert, at the price of a journal commit.
  borrowing func fill(bytes: Int) throws(StoreFailure) {
    let zeros = [UInt8](repeating: 0, count: min(bytes, 1 << 20))
    var offset = 0
    while offset < bytes {
      let count = min(zeros.count, bytes - offset)
      try write(count == zeros.count ? zeros : Array(zeros.prefix(count)), at: offset)
      offset += count
    }
  }
}
