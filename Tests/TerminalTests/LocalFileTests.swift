import Glibc
import Terminal
import Testing

/// A folder of one test's own.
struct Folder: ~Copyable {
  let path: String

  init() throws {
    var template = Array("/tmp/shebao-terminal-XXXXXX".utf8CString)
    try #require(unsafe mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func file(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o600) throws -> String {
    let file = path + "/" + name
    try LocalFile.write(file, bytes)
    try #require(unsafe chmod(file, mode) == 0)
    return file
  }

  deinit {
    if let directory = unsafe opendir(path) {
      while let entry = unsafe readdir(directory) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
          unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        unsafe unlink(path + "/" + name)
      }
      unsafe closedir(directory)
    }
    unsafe rmdir(path)
  }
}

@Suite struct LocalFileTests {
  @Test(arguments: [
    ("pin", "pin"), ("pin\n", "pin"), ("pin\r\n", "pin"), ("a\nb\n\n", "a\nb\n"), ("", ""),
  ])
  func `a secret file gives its bytes without one line end`(text: String, secret: String) throws {
    let folder = try Folder()
    let path = try folder.file("pin", Array(text.utf8))
    #expect(try LocalFile.secret(path).withBytes { $0 } == Array(secret.utf8))
  }

  @Test(arguments: [(0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o610, false)])
  func `a secret file that others can reach is refused`(mode: mode_t, isTaken: Bool) throws {
    let folder = try Folder()
    let path = try folder.file("pin", [1], mode: mode)
    if isTaken {
      #expect(try LocalFile.secret(path).count == 1)
    } else {
      let failure = InputFailure.looseMode(path: path, mode: mode)
      #expect(throws: failure) { try LocalFile.secret(path) }
      #expect(failure.report.next?.en == "chmod 600 " + path)
    }
  }

  @Test func `a secret's length is limited`() throws {
    let folder = try Folder()
    let most = [UInt8](repeating: 0x61, count: Secret.bytesMax)
    let longest = try folder.file("a", most + [0x0a])
    #expect(try LocalFile.secret(longest).count == Secret.bytesMax)
    let over = try folder.file("b", most + [0x61])
    #expect(throws: InputFailure.tooLong(limit: Secret.bytesMax)) { try LocalFile.secret(over) }
    let far = try folder.file("c", most + most)
    #expect(throws: InputFailure.self) { try LocalFile.secret(far) }
  }

  @Test func `folders and missing files are no secrets`() throws {
    let folder = try Folder()
    #expect(throws: InputFailure.notAFile(path: folder.path)) { try LocalFile.secret(folder.path) }
    let missing = folder.path + "/none"
    #expect(throws: InputFailure.file(path: missing, errno: ENOENT)) {
      try LocalFile.secret(missing)
    }
  }

  @Test func `files are written whole and read up to a limit`() throws {
    let folder = try Folder()
    let path = try folder.file("a", [1, 2, 3])
    try LocalFile.write(path, [4, 5, 6, 7])
    #expect(try LocalFile.read(path, limit: 4) == [4, 5, 6, 7])
    #expect(throws: InputFailure.tooLong(limit: 3)) { try LocalFile.read(path, limit: 3) }
    let nowhere = folder.path + "/none/a"
    #expect(throws: InputFailure.cannotCreate(path: nowhere, errno: ENOENT)) {
      try LocalFile.write(nowhere, [])
    }
  }

  @Test func `what a killed client of the same number left does not stand in the way`() throws {
    let folder = try Folder()
    _ = try folder.file("a.\(getpid()).new", [1])
    try LocalFile.write(folder.path + "/a", [2])
    #expect(try LocalFile.read(folder.path + "/a", limit: 1) == [2])
  }

  @Test func `a full disk is reported`() {
    #expect(throws: InputFailure.self) { try LocalFile.write("/dev/full/x", [1]) }
  }
}

@Suite struct LineReaderTests {
  private func lines(_ bytes: [UInt8], limit: Int = 10) throws -> [String] {
    let folder = try Folder()
    let reader = try LineReader(try folder.file("a", bytes), limit: limit)
    var result: [String] = []
    while let line = try reader.next() { result.append(String(decoding: line, as: UTF8.self)) }
    #expect(reader.lineNumber == result.count)
    #expect(try reader.next() == nil)
    return result
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\nb\n\nc", ["a", "b", "", "c"]),
    ("0123456789\n", ["0123456789"]),
  ])
  func `lines end at line feeds`(text: String, expected: [String]) throws {
    #expect(try lines(Array(text.utf8)) == expected)
  }

  @Test func `a line's length is limited`() {
    #expect(throws: InputFailure.tooLong(limit: 10)) { try lines(Array("01234567890\n".utf8)) }
    #expect(throws: InputFailure.tooLong(limit: 10)) { try lines(Array("01234567890".utf8)) }
  }

  @Test func `lines go over the edge of the buffer`() throws {
    let line = String(repeating: "a", count: 40_000)
    let text = [line, line, line].joined(separator: "\n")
    #expect(try lines(Array(text.utf8), limit: 40_000) == [line, line, line])
    #expect(throws: InputFailure.self) { try lines(Array(text.utf8), limit: 39_999) }
  }
}
