import Foundation
import Store
import TestFolders
import Testing

@Suite struct DataFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a new folder is its owner's alone`() throws {
    let data = try DataFolder.open(folder.file("data"))
    let mode = try FileManager.default.attributesOfItem(atPath: data.path)[.posixPermissions]
    #expect(mode as? Int == 0o700)
    #expect(try data.freeBytes() > 0)
    #expect(data.path(of: "a") == "\(data.path)/a")
  }

  @Test func `a folder is open once, and again after its owner is gone`() throws {
    let path = folder.file("data")
    do {
      let first = try DataFolder.open(path)
      let failure = #expect(throws: StoreFailure.self) { _ = try DataFolder.open(path) }
      #expect(failure?.kind == .taken)
      try first.sync()
    }
    _ = try DataFolder.open(path)
  }

  @Test func `a folder that others may enter is refused`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("open"), withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o755])
    let failure = #expect(throws: StoreFailure.self) {
      _ = try DataFolder.open(folder.file("open"))
    }
    #expect(failure?.kind == .cannotOpen)
  }

  @Test func `a file in the folder's place is refused`() throws {
    try Data().write(to: URL(fileURLWithPath: folder.file("plain")))
    #expect(throws: StoreFailure.self) { _ = try DataFolder.open(folder.file("plain")) }
  }

  @Test func `a rename replaces the file that had the name`() throws {
    let data = try DataFolder.open(folder.file("data"))
    try Data([1]).write(to: URL(fileURLWithPath: data.path(of: "a")))
    try Data([2, 2]).write(to: URL(fileURLWithPath: data.path(of: "b")))
    try data.rename("b", to: "a")
    #expect(try size(data.path(of: "a")) == 2)
    #expect(throws: StoreFailure.self) { try data.rename("b", to: "a") }
  }

  @Test func `a preallocated file keeps its size and can be overwritten`() throws {
    let file = try PreallocatedFile(path: folder.file("p"), size: 3_000_000)
    #expect(try size(file.path) == 3_000_000)
    try file.write([1, 2, 3])
    #expect(try file.read(4) == [1, 2, 3, 0])
    #expect(try size(file.path) == 3_000_000)
    try file.remove()
    #expect(throws: StoreFailure.self) { try file.write([1]) }
  }

  @Test func `a preallocated file takes its size and no byte more`() throws {
    let file = try PreallocatedFile(path: folder.file("p"), size: 100)
    try file.write([UInt8](repeating: 1, count: 100))
    let failure = #expect(throws: StoreFailure.self) {
      try file.write([UInt8](repeating: 1, count: 101))
    }
    #expect(failure?.kind == .tooLong)
  }

  @Test func `failures are counted over restarts until one succeeds`() throws {
    let path = folder.file("failures")
    #expect(try FailureCount(path: path).count() == 0)
    try FailureCount(path: path).add()
    #expect(try FailureCount(path: path).count() == 1)
    try FailureCount(path: path).add()
    #expect(try FailureCount(path: path).count() == FailureCount.limit)
    try FailureCount(path: path).clear()
    #expect(try FailureCount(path: path).count() == 0)
  }

  @Test func `a damaged count is at its limit`() throws {
    let path = folder.file("failures")
    try FailureCount(path: path).add()
    try PreallocatedFile(path: path, size: 4_096).write(Array("SBFAIL01".utf8) + [9])
    #expect(try FailureCount(path: path).count() == FailureCount.limit)
  }
}
