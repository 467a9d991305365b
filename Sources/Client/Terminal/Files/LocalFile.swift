import Posix

/// Reads and writes whole files of the user: secrets, keys, QR codes, state.
package enum LocalFile {
  /// Reads a secret from a file that only its owner can access (mode 0600 or tighter), without one
  /// line end.
  ///
  /// - Throws: `looseMode`, `notAFile`, `tooLong` beyond `Secret.bytesMax`, or `file`.
  package static func secret(_ path: String) throws(InputFailure) -> Secret {
    try open(path).with { file throws(InputFailure) in
      let status = try naming(path) { () throws(Errno) in try FileStatus(of: file) }
      guard status.isRegular else { throw .notAFile(path: path) }
      guard status.mode & 0o077 == 0 else { throw .looseMode(path: path, mode: status.mode) }
      // Two bytes more, for the line end.
      var bytes = try file.readAll(path: path, limit: Secret.bytesMax + 2)
      return try Secret(taking: &bytes)
    }
  }

  /// Reads a whole file.
  ///
  /// - Throws: `tooLong` beyond `limit` bytes, or `file`.
  package static func read(_ path: String, limit: Int) throws(InputFailure) -> [UInt8] {
    try open(path).with { file throws(InputFailure) in
      try file.readAll(path: path, limit: limit)
    }
  }

  /// Reads standard input to its end.
  ///
  /// - Throws: `tooLong` beyond `limit` bytes, or `file`.
  package static func readInput(limit: Int) throws(InputFailure) -> [UInt8] {
    try FileDescriptor.input.readAll(path: "-", limit: limit)
  }

  /// Creates or replaces a file, atomically.
  ///
  /// The bytes go to a temporary file beside it, which is synced and renamed. A killed process
  /// leaves that file behind; `isUnfinished` recognises its name.
  ///
  /// - Throws: `cannotCreate` where the temporary file cannot be made, or `file`.
  package static func write(
    _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600
  ) throws(InputFailure) {
    // Random, since in containers several clients can have one process id.
    let beside = path + ".\(String(UInt64.random(in: .min ... .max), radix: 16)).new"
    let file: OpenFile
    do throws(Errno) {
      file = try OpenFile(beside, [.writeOnly, .create, .exclusive, .noFollow], mode: mode)
    } catch {
      throw .cannotCreate(path: path, errno: error.number)
    }
    do throws(Errno) {
      try file.with { file throws(Errno) in
        try file.write(bytes)
        try file.syncIfItCan()
      }
      try FileNames.rename(beside, to: path)
    } catch {
      // The first failure is the one reported.
      do throws(Errno) { try FileNames.remove(beside) } catch { _ = error }
      throw error.of(path)
    }
  }

  /// Returns whether a name is that of a temporary file of `write`: `….<1 to 16 hex digits>.new`.
  package static func isUnfinished(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, parts.last == "new" else { return false }
    let digits = parts[parts.count - 2]
    return (1...16).contains(digits.utf8.count) && digits.allSatisfy(\.isHexDigit)
  }

  private static func open(_ path: String) throws(InputFailure) -> OpenFile {
    try naming(path) { () throws(Errno) in
      try OpenFile(path, [.readOnly, .noControllingTerminal])
    }
  }
}
