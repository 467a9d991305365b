import Posix

/// Files of the user's: secrets, lists to import, pictures and documents to save.
package enum LocalFile {
  /// A secret from a file that only its owner can read (mode 0600 or tighter).
  ///
  /// One line end at the end is not part of it. Throws `looseMode`, `notAFile`, `tooLong` beyond
  /// `Secret.bytesMax`, or `file`.
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

  /// The whole of a file, up to `limit` bytes; throws `tooLong` beyond, or `file`.
  package static func read(_ path: String, limit: Int) throws(InputFailure) -> [UInt8] {
    try open(path).with { file throws(InputFailure) in
      try file.readAll(path: path, limit: limit)
    }
  }

  /// Standard input to its end, up to `limit` bytes; throws like `read`.
  package static func readInput(limit: Int) throws(InputFailure) -> [UInt8] {
    try FileDescriptor.input.readAll(path: "-", limit: limit)
  }

  /// Writes a file anew, with `mode` if it is made by this.
  ///
  /// The bytes go to a file beside it which then takes its name, so that it is never half there. A
  /// process that is killed meanwhile leaves that file, which `isUnfinished` knows by its name.
  package static func write(
    _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600
  ) throws(InputFailure) {
    // Not the process's number: in a container each client may have the same.
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
      // What could not be written is of no use to anyone, and the first failure is the one to tell.
      do throws(Errno) { try FileNames.remove(beside) } catch { _ = error }
      throw error.of(path)
    }
  }

  /// Whether a name is one under which `write` begins a file.
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
