import Foundation
import Protocol
import Terminal
import TestFolders
import Testing

@testable import Commands

/// The temporary files that killed clients leave in a state folder.
@Suite struct TemporaryFileTests {
  private static let key = Id128(millis: 1_780_000_000_000, randomA: 0, randomB: 1)
  private static let hour: TimeInterval = 3_600

  private static func inFlight() throws -> InFlightRequest {
    .change(
      InFlightChange(
        key: key,
        request: .declare(
          .save(
            DeclareSave(
              notice: try CommandFixtures.notice(), version: 1, amount: try CommandFixtures.money(1)
            ))),
        owner: CommandRig.session.owner))
  }

  private static func leave(_ path: String, before seconds: TimeInterval) throws {
    try LocalFile.write(path, [1])
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: path)
  }

  private static func names(_ folder: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder))
  }

  @Test func `a half-written request goes with the next change, one under way stays`() throws {
    let rig = try CommandRig()
    try rig.store.keep(try Self.inFlight())
    let folder = rig.folder + "/shebao/default/inflight"
    let old = ["\(Self.key).4711.new", "\(Self.key).0123456789abcdef.new"]
    for name in old { try Self.leave(folder + "/" + name, before: Self.hour) }
    let fresh = "\(Self.key).4712.new"
    try Self.leave(folder + "/" + fresh, before: 60)
    let stray = "a stray file"
    try Self.leave(folder + "/" + stray, before: Self.hour)
    try rig.store.keep(try Self.inFlight())
    #expect(try Self.names(folder) == [Self.key.description, fresh, stray])
  }

  @Test func `signing out leaves no half-written session behind`() throws {
    let rig = try CommandRig()
    let folder = rig.folder + "/shebao/default"
    try Self.leave(folder + "/session.1.new", before: Self.hour)
    try rig.store.dropSession()
    #expect(try Self.names(folder) == [])
  }

  @Test(
    arguments: [
      ("session.1.new", .unfinished), ("a.b.fedcba9876543210.new", .unfinished),
      ("import-1.jsonl", .spool), ("import-fedcba9876543210.jsonl", .spool), ("session", nil),
      ("session.new", nil), ("session..new", nil), ("session.xyz.new", nil),
      ("session.0fedcba9876543210.new", nil), ("018f.1.old", nil), ("import.jsonl", nil),
    ] as [(String, TemporaryFile?)])
  func `a file left behind is known by its name`(name: String, kind: TemporaryFile?) {
    #expect(TemporaryFile(name) == kind)
  }

  @Test(arguments: TemporaryFile.allCases)
  func `a file that may be in use stays, a second later it goes`(kind: TemporaryFile) {
    let now: Int64 = 1_780_000_000
    #expect(!kind.isStale(modified: now - kind.secondsMax, now: now))
    #expect(kind.isStale(modified: now - kind.secondsMax - 1, now: now))
    #expect(!kind.isStale(modified: now + 1, now: now))
  }

  @Test func `an import's spool goes after a day`() throws {
    let rig = try CommandRig()
    let folder = rig.folder + "/shebao/default"
    try Self.leave(folder + "/import-1.jsonl", before: 25 * Self.hour)
    try Self.leave(folder + "/import-2.jsonl", before: 23 * Self.hour)
    try rig.store.dropSession()
    #expect(try Self.names(folder) == ["import-2.jsonl"])
  }

  /// Other clients delete their requests in flight while this one reads the folder.
  @Test func `a request that vanishes while it is read is none`() async throws {
    let folder = try TemporaryFolder()
    let store = StateStore(path: folder.path)
    let request = try Self.inFlight()
    try store.keep(request)
    async let other: Void = Self.keepAndDrop(request, in: store)
    for _ in 0..<20_000 { #expect(try store.inFlight().count <= 1) }
    try await other
  }

  private static func keepAndDrop(_ request: InFlightRequest, in store: StateStore) async throws {
    for _ in 0..<500 {
      try store.keep(request)
      try store.drop(request.key)
    }
  }
}
