internal import Posix

extension StoreFailure {
  /// Makes a system call; its failure carries the call's name.
  static func naming<Value: ~Copyable>(
    _ call: String, _ body: () throws(Errno) -> Value
  ) throws(StoreFailure) -> Value {
    do throws(Errno) { return try body() } catch {
      throw StoreFailure(call: call, error: error.number)
    }
  }
}

/// An open file or folder in the data folder; every failure carries the name of its system call.
struct DataFile: ~Copyable {
  private let file: OpenFile

  /// Opens the path, never through a symbolic link. A file created by it has mode 0600.
  init(_ path: String, _ flags: OpenFlags = .readWrite) throws(StoreFailure) {
    file = try StoreFailure.naming("open \(path)") { () throws(Errno) in
      try OpenFile(path, flags.union(.noFollow), mode: 0o600)
    }
  }

  /// Calls `body` with the descriptor, which is valid until it returns. `call` names the system
  /// call in a failure.
  borrowing func with<Value>(
    _ call: String, _ body: (FileDescriptor) throws(Errno) -> Value
  ) throws(StoreFailure) -> Value {
    try file.with { descriptor throws(StoreFailure) in
      try StoreFailure.naming(call) { () throws(Errno) in try body(descriptor) }
    }
  }

  /// Waits until the file is on the disk (fsync(2)).
  borrowing func sync() throws(StoreFailure) {
    try with("fsync") { descriptor throws(Errno) in try descriptor.sync() }
  }

  /// Returns the file's length in bytes.
  borrowing func size() throws(StoreFailure) -> Int {
    try with("fstat") { descriptor throws(Errno) in try Int(FileStatus(of: descriptor).size) }
  }

  /// Writes all of `bytes` from `offset` on.
  borrowing func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure) {
    try with("pwrite") { descriptor throws(Errno) in try descriptor.write(bytes, at: offset) }
  }

  /// Reads up to `count` bytes from the start; fewer at the file's end.
  borrowing func read(_ count: Int) throws(StoreFailure) -> [UInt8] {
    try with("pread") { descriptor throws(Errno) in try descriptor.read(count, at: 0) }
  }

  /// Takes the exclusive lock (flock(2)); false where another open file has it.
  borrowing func lock() throws(StoreFailure) -> Bool {
    try with("flock") { descriptor throws(Errno) in try descriptor.lock() }
  }

  /// Releases the lock.
  borrowing func unlock() { file.with { $0.unlock() } }

  /// Writes zeros over the first `bytes` bytes. Not fallocate(2): its blocks would still be
  /// converted by their first write, which costs a commit of the file system's journal.
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
