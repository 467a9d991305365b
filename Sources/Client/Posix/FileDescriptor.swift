internal import Glibc

/// The number of a file that somebody holds open; it closes nothing.
public struct FileDescriptor: Sendable, Equatable {
  /// The number itself.
  public let number: Int32

  /// Takes a number that the caller knows to be open.
  public init(_ number: Int32) { self.number = number }

  /// Descriptor 0.
  public static let input = FileDescriptor(STDIN_FILENO)
  /// Descriptor 1.
  public static let output = FileDescriptor(STDOUT_FILENO)
  /// Descriptor 2.
  public static let error = FileDescriptor(STDERR_FILENO)

  /// Up to `buffer.count` bytes into it (read(2)); 0 at the end. A signal does not end it.
  public func read(into buffer: inout [UInt8]) throws(Errno) -> Int {
    try Errno.again {
      // Proof: read(2) writes at most the buffer's own count, and keeps no pointer.
      unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, $0.count) }
    }
  }

  /// Writes all of `bytes` (write(2)), waiting where the descriptor would not block.
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

  /// fsync(2).
  public func sync() throws(Errno) {
    guard fsync(number) == 0 else { throw Errno.last }
  }

  /// Whether there is something to read within so many ms (poll(2)); false when a signal came.
  public func isReadable(within milliseconds: Int32) -> Bool {
    var ready = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    // Proof: one pollfd is given and one is announced.
    return unsafe poll(&ready, 1, milliseconds) > 0
  }

  private func waitUntilWritable() {
    var ready = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    // Proof: as above. What it says does not matter: the next write does.
    _ = unsafe poll(&ready, 1, -1)
  }
}
