import Protocol
import Testing
import Transport

/// A disk without room, with the real server on a real file system (R6).
@Suite(.serialized, .enabled(if: SmallDisk.isPossible, "only root can mount")) struct FullDiskTests
{
  /// Above the reserve of 512 MiB with room to spare.
  static let plentyMiB = 700
  /// Half of the reserve.
  static let littleBytes = 256 << 20

  /// A house whose data lie on a small disk, and its street.
  private static func with(
    _ name: String, notices: Int, _ body: (House, inout Street, String) throws -> Void
  ) throws {
    let house = try House(name, disk: { try SmallDisk.mount($0, mebibytes: plentyMiB) })
    let disk = house.folder + "/disk"
    do {
      var street = try Street(house, notices: notices)
      try body(house, &street, disk)
      try street.worker.finish()
      try street.prove()
      try SmallDisk.unmount(disk)
      try house.close()
    } catch {
      let log = house.log.suffix(3_000)
      try SmallDisk.unmount(disk)
      try house.close()
      throw Stumble("\(error)\n\(log)")
    }
  }

  @Test func `below the reserve changes are refused, partners' reports are taken, reads go on`()
    async throws
  {
    try await onThread {
      try Self.with("reserve", notices: 3) { house, street, disk in
        // A debit is on its way when the room goes.
        try house.lab(["sandbox", "faults", "set", "delay=3000*1"])
        try street.worker.work(0..<1)
        try SmallDisk.leave(Self.littleBytes, on: disk)
        try eventually("the gate closes") { try Self.note(house).contains("磁盘空间不足") }
        let refusal = try #require(try street.refusal(ofDeclaring: 1))
        #expect(refusal.reason == "READ_ONLY")
        #expect(refusal.outcome == .notStarted)
        #expect(refusal.retry == .after)
        #expect(try street.todo(1) != nil)
        // The report comes after the gate has closed, and the notice is paid.
        try eventually("the bank's report is taken") { try street.todo(0) == nil }
        #expect(try street.refusal(ofDeclaring: 1)?.reason == "READ_ONLY")

        try SmallDisk.leave(Self.plentyMiB << 20, on: disk)
        try eventually("the gate opens") { try Self.note(house).isEmpty }
        try street.worker.work(1..<3)
      }
    }
  }

  @Test func `with no room at all nothing is said that is not so, and all goes on with room`()
    async throws
  {
    try await onThread {
      try Self.with("full", notices: 3) { house, street, disk in
        try house.lab(["sandbox", "faults", "set", "delay=2500*1"])
        try street.worker.work(0..<1)
        // What the file system rounds up is too little for the books, whose log grows.
        try SmallDisk.leave(0, on: disk)
        try eventually("the gate closes") { try Self.note(house).contains("磁盘空间不足") }
        #expect(try street.refusal(ofDeclaring: 1)?.reason == "READ_ONLY")
        // The journal's log was made long at the start: the report still finds room in it.
        try eventually("the bank's report is taken") { try street.todo(0) == nil }
        #expect(try street.todo(1) != nil)

        // Killed so, it cannot bring its books on; with a little room it starts to read.
        house.killServer()
        let (code, said) = try house.failToStart()
        #expect(code == 70)
        #expect(said.contains("next: make room, then start again"))
        try SmallDisk.leave(Self.littleBytes, on: disk)
        try house.startServer()
        #expect(house.log.contains("read_only failed=0"))
        #expect(try street.todo(0) == nil)
        #expect(try street.todo(1) != nil)
        #expect(try street.refusal(ofDeclaring: 1)?.reason == "READ_ONLY")
        #expect(try house.stopServer() == 0)

        try SmallDisk.leave(Self.plentyMiB << 20, on: disk)
        try house.startServer()
        #expect(try Self.note(house).isEmpty)
        try street.worker.work(1..<3)
      }
    }
  }

  /// Why the server takes no changes; empty where it does.
  static func note(_ house: House) throws -> String {
    let channel = try house.connectOfficer()
    defer { channel.close() }
    guard let health = try channel.ask(.system(.health)) as? HealthReply else {
      throw Stumble("health")
    }
    return health.note
  }
}
