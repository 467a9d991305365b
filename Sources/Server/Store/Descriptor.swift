internal import Glibc

/// One open file of the system, closed when it goes. EINTR and short writes end here.
struct Descriptor: ~Copyable {
  let number: Int32

  deinit { _ = close(number) }

  /// open(2), never inherited by a child.
  static func open(
    _ path: String, create: Bool, folder: Bool = false
  ) throws(StoreFailure) -> Descriptor {
    let flags = folder ? O_RDONLY | O_DIRECTORY : (O_RDWR | (create ? O_CREAT : 0))
    let number = try again("open \(path)") {
      unsafe Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
    }
    return Descriptor(number: number)
  }

  /// Calls until it is not interrupted by a signal.
  @discardableResult
  static func again(_ call: String, _ body: () -> Int32) throws(StoreFailure) -> Int32 {
    while true {
      let result = body()
      if result >= 0 { return result }
      guard errno == EINTR else { throw StoreFailure(call: call, error: errno) }
    }
  }

  /// fsync(2). A failure is final: the system may call the lost pages clean afterwards.
  borrowing func sync() throws(StoreFailure) {
    let number = number
    try Self.again("fsync") { fsync(number) }
  }

  /// The file's length in bytes.
  borrowing func size() throws(StoreFailure) -> Int {
    var status = stat()
    let number = number
    try Self.again("fstat") { unsafe fstat(number, &status) }
    return Int(status.st_size)
  }

  /// pwrite(2) of the whole array.
  borrowing func write(_ bytes: [UInt8], at offset: Int) throws(StoreFailure) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          number, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done, offset + done)
      }
      if written < 0 {
        guard errno == EINTR else { throw StoreFailure(call: "pwrite", error: errno) }
        continue
      }
      done += written
    }
  }

  /// pread(2) of up to `count` bytes; fewer at the file's end.
  borrowing func read(_ count: Int, at offset: Int) throws(StoreFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          number, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done, offset + done)
      }
      if got < 0 {
        guard errno == EINTR else { throw StoreFailure(call: "pread", error: errno) }
        continue
      }
      if got == 0 { break }
      done += got
    }
    return Array(bytes.prefix(done))
  }

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
