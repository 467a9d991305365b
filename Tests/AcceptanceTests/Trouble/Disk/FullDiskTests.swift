import Protocol
import Testing
import Transport

/// A full disk under the real server, on a tmpfs of limited size (R6).
@Suite(.serialized, .enabled(if: SmallDisk.isPossible, "only root can mount")) struct FullDiskTests
{
  /// Free space well above the server's reserve of 512 MiB.
  static let plentyMiB = 700
  /// Half of the reserve.
  static let littleBytes = 256 << 20

  /// Runs a test on a server whose data are on a small disk; then journal, books and bank must
  /// agree.
  private static func with(
    _ name: String, notices: Int, _ body: (ServerRig, inout ClerkRig, String) throws -> Void
  ) throws {
    let rig = try ServerRig(name, disk: { try SmallDisk.mount($0, mebibytes: plentyMiB) })
    let disk = rig.folder + "/disk"
    do {
      var clerk = try ClerkRig(rig, notices: notices)
      try body(rig, &clerk, disk)
      try clerk.worker.finish()
      try clerk.prove()
      try SmallDisk.unmount(disk)
      try rig.close()
    } catch {
      let log = rig.log.suffix(3_000)
      try SmallDisk.unmount(disk)
      try rig.close()
      throw RigFailure("\(error)\n\(log)")
    }
  }

  @Test func `below the reserve changes are refused, partners' reports are taken, reads go on`()
    async throws
  {
    try await onThread {
      try Self.with("reserve", notices: 3) { rig, clerk, disk in
        // A debit is at the bank when the disk fills.
        try rig.lab(["sandbox", "faults", "set", "delay=3000*1"])
        try clerk.worker.work(0..<1)
        try SmallDisk.leave(Self.littleBytes, on: disk)
        try eventually("the gate closes") { try Self.healthNote(rig).contains("磁盘空间不足") }
        let refusal = try #require(try clerk.refusal(ofDeclaring: 1))
        #expect(refusal.reason == "READ_ONLY")
        #expect(refusal.outcome == .notStarted)
        #expect(refusal.retry == .after)
        #expect(try clerk.todo(1) != nil)
        // The report arrives while changes are refused, and the notice is paid.
        try eventually("the bank's report is taken") { try clerk.todo(0) == nil }
        #expect(try clerk.refusal(ofDeclaring: 1)?.reason == "READ_ONLY")

        try SmallDisk.leave(Self.plentyMiB << 20, on: disk)
        try eventually("the gate opens") { try Self.healthNote(rig).isEmpty }
        try clerk.worker.work(1..<3)
      }
    }
  }

  @Test func `with no room at all every answer is true, and work goes on with room`()
    async throws
  {
    try await onThread {
      try Self.with("full", notices: 3) { rig, clerk, disk in
        try rig.lab(["sandbox", "faults", "set", "delay=2500*1"])
        try clerk.worker.work(0..<1)
        // The rest that rounding leaves free is too little for the books, whose log grows.
        try SmallDisk.leave(0, on: disk)
        try eventually("the gate closes") { try Self.healthNote(rig).contains("磁盘空间不足") }
        #expect(try clerk.refusal(ofDeclaring: 1)?.reason == "READ_ONLY")
        // The journal's log was grown at the start, so the report fits into it.
        try eventually("the bank's report is taken") { try clerk.todo(0) == nil }
        #expect(try clerk.todo(1) != nil)

        // Killed now, a start cannot bring the books up to date; with a little room it serves
        // read-only.
        rig.killServer()
        let (code, said) = try rig.failToStart()
        #expect(code == 70)
        #expect(said.contains("next: make room, then start again"))
        try SmallDisk.leave(Self.littleBytes, on: disk)
        try rig.startServer()
        #expect(rig.log.contains("read_only failed=0"))
        #expect(try clerk.todo(0) == nil)
        #expect(try clerk.todo(1) != nil)
        #expect(try clerk.refusal(ofDeclaring: 1)?.reason == "READ_ONLY")
        #expect(try rig.stopServer() == 0)

        try SmallDisk.leave(Self.plentyMiB << 20, on: disk)
        try rig.startServer()
        #expect(try Self.healthNote(rig).isEmpty)
        try clerk.worker.work(1..<3)
      }
    }
  }

  /// Returns the reason why the server refuses changes, in words; empty where it does not.
  static func healthNote(_ rig: ServerRig) throws -> String {
    let channel = try rig.connectOfficer()
    defer { channel.close() }
    guard let health = try channel.ask(.system(.health)) as? HealthReply else {
      throw RigFailure("health")
    }
    return health.note
  }
}
