import Glibc

/// What the C library calls an error number.
enum SystemError {
  static func text(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "errno \(number)" }
    return unsafe String(cString: text)
  }
}

/// Files of the user's: secrets, lists to import, pictures and documents to save.
public enum LocalFile {
  /// A secret from a file that only its owner can read (mode 0600 or tighter).
  ///
  /// One line end at the end is not part of it. Throws `looseMode`, `notAFile`, `tooLong` beyond
  /// `Secret.bytesMax`, or `file`.
  public static func secret(_ path: String) throws(InputFailure) -> Secret {
    let descriptor = try open(path)
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .file(path: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    let mode = status.st_mode & 0o7777
    guard mode & 0o077 == 0 else { throw .looseMode(path: path, mode: mode) }
    // Two bytes more, for the line end.
    var bytes = try Descriptor.readAll(descriptor, path: path, limit: Secret.bytesMax + 2)
    return try Descriptor.secret(&bytes)
  }

  /// The whole of a file, up to `limit` bytes; throws `tooLong` beyond, or `file`.
  public static func read(_ path: String, limit: Int) throws(InputFailure) -> [UInt8] {
    let descriptor = try open(path)
    defer { close(descriptor) }
    return try Descriptor.readAll(descriptor, path: path, limit: limit)
  }

  /// Writes a file anew, with `mode` if it is made by this.
  ///
  /// The bytes go to a file beside it which then takes its name, so that it is never half there.
  public static func write(
    _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600
  ) throws(InputFailure) {
    let beside = path + ".\(getpid()).new"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe Glibc.open(beside, flags, mode)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, errno: errno) }
    var failed = Descriptor.writeAll(descriptor, bytes)
    if failed == 0 && fsync(descriptor) != 0 && errno != EINVAL { failed = errno }
    close(descriptor)
    if failed == 0 {
      failed = unsafe rename(beside, path) == 0 ? 0 : errno
    }
    guard failed == 0 else {
      unsafe unlink(beside)
      throw .file(path: path, errno: failed)
    }
  }

  private static func open(_ path: String) throws(InputFailure) -> Int32 {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .file(path: path, errno: errno) }
    return descriptor
  }
}

/// Whole reads and writes on a descriptor.
enum Descriptor {
  static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN {
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&wait, 1, -1)
        continue
      }
      guard count > 0 else { return count < 0 ? errno : EIO }
      done += count
    }
    return 0
  }

  /// Up to `count` bytes; 0 at the end, nil with `errno` set on failure.
  static func read(_ descriptor: Int32, into buffer: inout [UInt8]) -> Int? {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 { return count }
      if errno != EINTR { return nil }
    }
  }

  static func readAll(
    _ descriptor: Int32, path: String, limit: Int
  ) throws(InputFailure) -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    defer { Secret.wipe(&buffer) }
    while true {
      guard let count = read(descriptor, into: &buffer) else {
        throw .file(path: path, errno: errno)
      }
      if count == 0 { return result }
      guard result.count + count <= limit else {
        Secret.wipe(&result)
        throw .tooLong(limit: limit)
      }
      result.append(contentsOf: buffer[..<count])
    }
  }

  /// The bytes up to `\n`, one at a time, so that what follows is left for the next reader; nil at
  /// the end.
  static func readLine(
    _ descriptor: Int32, path: String, limit: Int
  ) throws(InputFailure) -> [UInt8]? {
    var line: [UInt8] = []
    line.reserveCapacity(limit)
    var one: [UInt8] = [0]
    while true {
      guard let count = read(descriptor, into: &one) else {
        throw .file(path: path, errno: errno)
      }
      if count == 0 { return line.isEmpty ? nil : line }
      if one[0] == 0x0a {
        if line.last == 0x0d { line.removeLast() }
        return line
      }
      guard line.count < limit else {
        Secret.wipe(&line)
        throw .tooLong(limit: limit)
      }
      line.append(one[0])
    }
  }

  /// Moves `bytes`, without one line end, into a secret and wipes them.
  static func secret(_ bytes: inout [UInt8]) throws(InputFailure) -> Secret {
    defer { Secret.wipe(&bytes) }
    var end = bytes.count
    if end > 0 && bytes[end - 1] == 0x0a { end -= 1 }
    if end > 0 && bytes[end - 1] == 0x0d { end -= 1 }
    guard end <= Secret.bytesMax else { throw .tooLong(limit: Secret.bytesMax) }
    return Secret(Array(bytes[..<end]))
  }
}
