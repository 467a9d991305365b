import Glibc
import Terminal
import TestFolders
import Testing

@Suite struct LocalFileTests {
  @Test(arguments: [
    ("pin", "pin"), ("pin\n", "pin"), ("pin\r\n", "pin"), ("a\nb\n\n", "a\nb\n"), ("", ""),
  ])
  func `a secret file gives its bytes without one line end`(text: String, secret: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("pin", Array(text.utf8))
    #expect(try LocalFile.secret(path).withBytes { $0 } == Array(secret.utf8))
  }

  @Test(arguments: [(0o600, true), (0o400, true), (0o640, false), (0o604, false), (0o610, false)])
  func `a secret file that others can reach is refused`(mode: mode_t, isTaken: Bool) throws {
    let folder = try TemporaryFolder()
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
    let folder = try TemporaryFolder()
    let most = [UInt8](repeating: 0x61, count: Secret.bytesMax)
    let longest = try folder.file("a", most + [0x0a])
    #expect(try LocalFile.secret(longest).count == Secret.bytesMax)
    let over = try folder.file("b", most + [0x61])
    #expect(throws: InputFailure.tooLong(limit: Secret.bytesMax)) { try LocalFile.secret(over) }
    let far = try folder.file("c", most + most)
    #expect(throws: InputFailure.self) { try LocalFile.secret(far) }
  }

  @Test func `folders and missing files are no secrets`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: InputFailure.notAFile(path: folder.path)) { try LocalFile.secret(folder.path) }
    let missing = folder.path + "/none"
    #expect(throws: InputFailure.file(path: missing, errno: ENOENT)) {
      try LocalFile.secret(missing)
    }
  }

  @Test func `files are written whole and read up to a limit`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", [1, 2, 3])
    try LocalFile.write(path, [4, 5, 6, 7])
    #expect(try LocalFile.read(path, limit: 4) == [4, 5, 6, 7])
    #expect(throws: InputFailure.tooLong(limit: 3)) { try LocalFile.read(path, limit: 3) }
    let nowhere = folder.path + "/none/a"
    #expect(throws: InputFailure.cannotCreate(path: nowhere, errno: ENOENT)) {
      try LocalFile.write(nowhere, [])
    }
  }

  @Test func `a file left by a killed client of the same process number is replaced`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file("a.\(getpid()).new", [1])
    try LocalFile.write(folder.path + "/a", [2])
    #expect(try LocalFile.read(folder.path + "/a", limit: 1) == [2])
  }

  @Test func `a full disk is reported`() {
    #expect(throws: InputFailure.self) { try LocalFile.write("/dev/full/x", [1]) }
  }
}
