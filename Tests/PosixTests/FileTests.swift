import Foundation
import Testing

@testable import Posix

/// Files and their names, on a real file system.
@Suite struct FileTests {
  private static func written(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600) throws {
    try OpenFile(path, [.writeOnly, .create, .exclusive], mode: mode).with { try $0.write(bytes) }
  }

  private static func read(_ path: String, _ count: Int) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    let got = try OpenFile(path, .readOnly).with { try $0.read(into: &buffer) }
    return Array(buffer[..<got])
  }

  @Test func `written bytes are read, no more than the buffer holds, and none at the end`()
    throws
  {
    let scratch = try Scratch()
    let path = scratch.file("a")
    try Self.written(path, [1, 2, 3])
    #expect(try Self.read(path, 2) == [1, 2])
    #expect(try Self.read(path, 4) == [1, 2, 3])
    #expect(try Self.read(path, 0) == [])
    let file = try OpenFile(path, .readOnly)
    var buffer = [UInt8](repeating: 9, count: 3)
    let counts = try file.with { try [$0.read(into: &buffer), $0.read(into: &buffer)] }
    #expect(counts == [3, 0])
    #expect(buffer == [1, 2, 3])
  }

  @Test func `a file has the mode that its maker asked for`() throws {
    let scratch = try Scratch()
    let path = scratch.file("a")
    try Self.written(path, [], mode: 0o640)
    let status = try FileStatus(ofPath: path)
    #expect(status.isRegular && !status.isFolder)
    #expect(status.owner == getuid() && status.size == 0)
    #expect(status.mode & 0o777 == 0o640)
    let opened = try OpenFile(path, .readOnly).with { try FileStatus(of: $0) }
    #expect(opened == status)
    let folder = try FileStatus(ofPath: scratch.path)
    #expect(folder.isFolder && !folder.isRegular)
  }

  @Test func `no child inherits a file`() throws {
    let scratch = try Scratch()
    let file = try OpenFile(scratch.path, [.readOnly, .folder])
    let text = try file.with {
      try String(contentsOfFile: "/proc/self/fdinfo/\($0.number)", encoding: .utf8)
    }
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("flags:") })
    let digits = try #require(line.split(whereSeparator: { $0 == " " || $0 == "\t" }).last)
    // O_CLOEXEC (open(2)).
    #expect(try #require(Int(digits, radix: 8)) & 0o2000000 != 0)
  }

  @Test func `a file is closed with its owner`() throws {
    let scratch = try Scratch()
    let descriptor = try OpenFile(scratch.path, .readOnly).with { $0 }
    let link = "/proc/self/fd/\(descriptor.number)"
    // Another test may have reused the number, but not for this folder.
    var target = ""
    do { target = try FileManager.default.destinationOfSymbolicLink(atPath: link) } catch {}
    #expect(target != scratch.path)
  }

  @Test func `each refusal has its number`() throws {
    let scratch = try Scratch()
    let path = scratch.file("a")
    try Self.written(path, [1])
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link"), withDestinationPath: path)
    #expect(throws: Errno.exists) { try Self.written(path, []) }
    #expect(throws: Errno.noSuchFile) {
      _ = try OpenFile(scratch.file("none"), .readOnly)
    }
    // ENOTDIR and ELOOP (errno(3)).
    #expect(throws: Errno(20)) { _ = try OpenFile(path, [.readOnly, .folder]) }
    #expect(throws: Errno(40)) {
      _ = try OpenFile(scratch.file("link"), [.readOnly, .noFollow])
    }
    #expect(throws: Errno.noSuchFile) { try FileStatus(ofPath: scratch.file("none")) }
    #expect(throws: Errno.noSuchFile) { try FileNames.remove(scratch.file("none")) }
    #expect(throws: Errno.noSuchFile) {
      try FileNames.rename(scratch.file("none"), to: scratch.file("b"))
    }
    #expect(throws: Errno.exists) { try FileNames.makeFolder(scratch.path, mode: 0o700) }
    #expect(throws: Errno.noSuchFile) {
      try FolderListing.names(in: scratch.file("none")) { _ in true }
    }
    #expect(throws: Errno(20)) { try FolderListing.names(in: path) { _ in true } }
  }

  @Test func `bytes are written and read at their place`() throws {
    let scratch = try Scratch()
    try OpenFile(scratch.file("a"), [.readWrite, .create], mode: 0o600).with { file in
      try file.write([1, 2, 3, 4], at: 0)
      try file.write([9], at: 1)
      try file.write([7], at: 5)
      #expect(try file.read(9, at: 0) == [1, 9, 3, 4, 0, 7])
      #expect(try file.read(2, at: 1) == [9, 3])
      #expect(try file.read(1, at: 6) == [])
      #expect(try FileStatus(of: file).size == 6)
    }
  }

  @Test(arguments: [0, 1, 65_536, 200_000])
  func `a file is read to its end, and one byte too many is too many`(count: Int) throws {
    let scratch = try Scratch()
    let bytes = [UInt8](repeating: 5, count: count)
    try Self.written(scratch.file("a"), bytes)
    let whole = try OpenFile(scratch.file("a"), .readOnly).with { try $0.readAll(limit: count) }
    #expect(whole == bytes)
    let short = try OpenFile(scratch.file("a"), .readOnly).with { try $0.readAll(limit: count - 1) }
    #expect(short == (count == 0 ? [] : nil))
  }

  @Test func `a lock has one owner`() throws {
    let scratch = try Scratch()
    let first = try OpenFile(scratch.file("a"), [.readWrite, .create], mode: 0o600)
    let second = try OpenFile(scratch.file("a"), .readWrite)
    #expect(try first.with { try $0.lock() })
    #expect(try !second.with { try $0.lock() })
    first.with { $0.unlock() }
    #expect(try second.with { try $0.lock() })
  }

  @Test func `a file system has room, and a folder that is not there has none`() throws {
    let scratch = try Scratch()
    #expect(try FileSystem.freeBytes(at: scratch.path) > 0)
    #expect(throws: Errno.noSuchFile) { try FileSystem.freeBytes(at: scratch.file("none")) }
  }

  @Test func `a full device is a failure, not a loop`() throws {
    try OpenFile("/dev/full", .writeOnly).with { full in
      // ENOSPC (errno(3)).
      #expect(throws: Errno(28)) { try full.write([1]) }
      try full.write([])
    }
  }

  @Test func `a pipe has nothing to sync`() throws {
    let pipe = Pipe()
    #expect(throws: Errno.invalid) {
      try FileDescriptor(pipe.fileHandleForWriting.fileDescriptor).sync()
    }
    withExtendedLifetime(pipe) {}
  }

  @Test func `truncating empties, renaming replaces, removing removes`() throws {
    let scratch = try Scratch()
    try Self.written(scratch.file("a"), [1, 2])
    try Self.written(scratch.file("b"), [3])
    try FileNames.rename(scratch.file("a"), to: scratch.file("b"))
    #expect(!FileNames.exists(scratch.file("a")))
    #expect(try Self.read(scratch.file("b"), 9) == [1, 2])
    #expect(FileNames.isReadable(scratch.file("b")))
    try OpenFile(scratch.file("b"), [.writeOnly, .truncate]).with { try $0.sync() }
    #expect(try Self.read(scratch.file("b"), 9) == [])
    try FileNames.remove(scratch.file("b"))
    #expect(!FileNames.exists(scratch.file("b")))
    #expect(!FileNames.isReadable(scratch.file("b")))
  }

  @Test func `a folder's names are all listed, the longest too`() throws {
    let scratch = try Scratch()
    // NAME_MAX (readdir(3)): 255 bytes and the zero fill d_name.
    let longest = String(repeating: "社", count: 85)
    let names = ["a", "b c", longest]
    for name in names { try Self.written(scratch.file(name), []) }
    let all = try FolderListing.names(in: scratch.path) { _ in true }
    #expect(Set(all) == Set(names + [".", ".."]))
    #expect(try FolderListing.names(in: scratch.path) { $0.hasPrefix("b") } == ["b c"])
  }

  @Test func `the time of a change is the file system's`() throws {
    let scratch = try Scratch()
    try Self.written(scratch.file("a"), [])
    let date = Date(timeIntervalSince1970: 1_700_000_000)
    try FileManager.default.setAttributes(
      [.modificationDate: date], ofItemAtPath: scratch.file("a"))
    #expect(try FileStatus(ofPath: scratch.file("a")).modified == 1_700_000_000)
  }
}
