internal import Glibc

/// The number of an open file; it does not close it. Each throwing call throws the `Errno` of the
/// system call that it names.
public struct FileDescriptor: Sendable, Equatable {
  /// The descriptor's number.
  public let number: Int32

  /// Wraps a number that the caller knows to be open.
  public init(_ number: Int32) { self.number = number }

  /// Standard input, descriptor 0.
  public static let input = FileDescriptor(STDIN_FILENO)
  /// Standard output, descriptor 1.
  public static let output = FileDescriptor(STDOUT_FILENO)
  /// Standard error, descriptor 2.
  public static let error = FileDescriptor(STDERR_FILENO)

  /// Reads up to `buffer.count` bytes (read(2)), again after a signal; returns 0 at the end.
  public func read(into buffer: inout [UInt8]) throws(Errno) -> Int {
    try Errno.again {
      // Proof: read(2) writes at most the buffer's own count, and keeps no pointer.
      unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, $0.count) }
    }
  }

  /// Writes all of `bytes` (write(2)), again after a signal, and waits where a non-blocking
  /// descriptor is full.
  public func write(_ bytes: [UInt8]) throws(Errno) {
    var done = 0
    while done < bytes.count {
      // Proof: `done` is below the count, so the rest lies in the buffer; write(2) only reads it.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(number, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if count > 0 {
        done += count
        continue
      }
      let failure = count < 0 ? Errno.last : .inputOutput
      if failure == .wouldBlock { waitUntilWritable() }
      guard failure == .interrupted || failure == .wouldBlock else { throw failure }
    }
  }

  /// Reads to the end; nil when there are more than `limit` bytes. For files of secrets: no buffer
  /// keeps a copy, whatever happens.
  public func readAll(limit: Int) throws(Errno) -> [UInt8]? {
    var result: [UInt8] = []
    // Never grows: growing would leave a copy behind.
    result.reserveCapacity(limit)
    var buffer = [UInt8](repeating: 0, count: min(65_536, limit + 1))
    defer { wipe(&buffer) }
    while true {
      let count: Int
      do throws(Errno) { count = try read(into: &buffer) } catch {
        wipe(&result)
        throw error
      }
      if count == 0 { return result }
      guard result.count + count <= limit else {
        wipe(&result)
        return nil
      }
      result.append(contentsOf: buffer[..<count])
    }
  }

  /// Reads up to `count` bytes from `offset` on (pread(2)); fewer at the end of the file.
  public func read(_ count: Int, at offset: Int) throws(Errno) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = try Errno.again {
        // Proof: `done` is below the count, so the rest lies in the buffer, and pread(2) writes at
        // most that.
        unsafe bytes.withUnsafeMutableBytes {
          unsafe pread(number, $0.baseAddress?.advanced(by: done), count - done, offset + done)
        }
      }
      if got == 0 { break }
      done += got
    }
    return Array(bytes.prefix(done))
  }

  /// Writes all of `bytes` from `offset` on (pwrite(2)).
  public func write(_ bytes: [UInt8], at offset: Int) throws(Errno) {
    var done = 0
    while done < bytes.count {
      done += try Errno.again {
        // Proof: as above; pwrite(2) only reads it.
        unsafe bytes.withUnsafeBytes { buffer in
          unsafe pwrite(
            number, buffer.baseAddress?.advanced(by: done), buffer.count - done, offset + done)
        }
      }
    }
  }

  /// Writes the file to the disk (fsync(2)). A failure is final: the system may mark the lost pages
  /// as clean.
  public func sync() throws(Errno) {
    try Errno.again { fsync(number) }
  }

  /// Locks the file (flock(2)) for this open file description, which forked children share, until
  /// ``unlock()`` or its last close; false where another one has the lock.
  public func lock() throws(Errno) -> Bool {
    do throws(Errno) { try Errno.again { flock(number, LOCK_EX | LOCK_NB) } } catch {
      guard error == .wouldBlock else { throw error }
      return false
    }
    return true
  }

  /// Releases the lock (flock(2)), also where a forked child still has the file.
  public func unlock() { _ = flock(number, LOCK_UN) }

  /// Whether input is ready within `milliseconds` (poll(2)); false after a signal.
  public func isReadable(within milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    // Proof: one pollfd is given and one is announced.
    return unsafe poll(&ready, 1, milliseconds) > 0
  }

  private func waitUntilWritable() {
    var ready = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    // Proof: as above. The result does not matter: the next write tells.
    _ = unsafe poll(&ready, 1, -1)
  }
}
