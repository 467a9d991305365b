import Protocol
import Testing
import Transport

/// Steps of the machine's wall clock under the real server (R22).
@Suite(.serialized) struct ClockStepTests {
  private static let hour: Int64 = 3_600_000
  /// 10 minutes in ms: more than the server follows, less than a session may be idle.
  private static let step: Int64 = 600_000

  @Test(arguments: [step, -step])
  func `a step is not followed until an officer confirms it`(_ step: Int64) async throws {
    try await onThread {
      let interposer = try Interposer()
      let rig = try ServerRig("clock", preload: interposer.environment)
      try withRig(rig) {
        var clerk = try ClerkRig(rig, notices: 2)
        try clerk.worker.work(0..<1)
        let before = try Self.clock(rig)
        #expect(!before.stepped && abs(before.wall.milliseconds(since: before.real)) < 1_000)
        #expect(try Self.command(rig, ["--confirm-step"], 1).contains("没有跳变"))

        try interposer.inject("clock", "\(step)")
        try eventually("the step is seen") { try Self.clock(rig).stepped }
        let stepped = try Self.clock(rig)
        #expect(abs(stepped.wall.milliseconds(since: stepped.real) - step) < 2_000)
        #expect(abs(stepped.real.milliseconds(since: before.real)) < 60_000)
        #expect(rig.log.contains("clock_stepped"))
        try clerk.worker.work(1..<2)

        #expect(try Self.command(rig, []).contains("未跟随"))
        #expect(try Self.command(rig, ["--confirm-step"]).contains("真实时间"))
        let after = try Self.clock(rig)
        #expect(!after.stepped)
        // A step ahead is followed at once. Back, the server's clock slows until the wall has
        // caught up.
        let moved = after.real.milliseconds(since: stepped.real)
        if step > 0 { #expect(abs(moved - step) < 5_000) } else { #expect((0..<5_000) ~= moved) }
        if step < 0 {
          #expect(try Self.command(rig, []).contains("正在跟随"))
        }
        try clerk.worker.finish()
        if step < 0 {
          try Self.restartIsRefused(rig)
          try interposer.clear("clock")
          try rig.startServer()
        }
        try clerk.prove()
      }
      try interposer.remove()
    }
  }

  /// Checks that a start is refused while the wall clock is far behind the last operation.
  private static func restartIsRefused(_ rig: ServerRig) throws {
    #expect(try rig.stopServer() == 0)
    let (code, said) = try rig.failToStart()
    #expect(code == 70)
    #expect(said.contains("clockBehind") && said.contains("next: set the clock, then start again"))
  }

  @Test(arguments: [(Int64(-299_000), true), (-301_000, false)])
  func `a start five minutes behind the last operation is refused`(
    _ off: Int64, _ isServed: Bool
  ) async throws {
    try await onThread {
      let interposer = try Interposer()
      let rig = try ServerRig("behind", preload: interposer.environment, isAlone: true)
      try withRig(rig) {
        try rig.startServer()
        try rig.run(
          "shebao",
          ["officer", "clock", "--advance", "1d", "--server", "unix:\(rig.data)/officer.sock"])
        #expect(try rig.stopServer() == 0)
        try interposer.inject("clock", "\(off)")
        if isServed {
          try rig.startServer()
          #expect(try rig.stopServer() == 0)
        } else {
          let (code, said) = try rig.failToStart()
          #expect(code == 70)
          #expect(said.contains("next: set the clock, then start again"))
        }
      }
      try interposer.remove()
    }
  }

  @Test func `doctor tells how far the machine's own clock is off the server's`() async throws {
    try await onThread {
      let interposer = try Interposer()
      let rig = try ServerRig("skew", isAlone: true)
      try withRig(rig) {
        try rig.startServer()
        #expect(try rig.run("shebao", ["doctor"]).contains("相差不到"))
        try interposer.inject("clock", "\(Self.hour)")
        let said = try rig.run("shebao", ["doctor"], preload: interposer.environment)
        #expect(said.contains("本机时钟快 3600 秒") || said.contains("本机时钟快 3599 秒"))
      }
      try interposer.remove()
    }
  }

  private static func clock(_ rig: ServerRig) throws -> ClockState {
    let channel = try rig.connectOfficer()
    defer { channel.close() }
    guard let state = try channel.ask(.officer(.clockShow)) as? ClockState else {
      throw RigFailure("officer.clock.show")
    }
    return state
  }

  private static func command(
    _ rig: ServerRig, _ options: [String], _ code: Int32 = 0
  ) throws -> String {
    try rig.run(
      "shebao", ["officer", "clock", "--server", "unix:\(rig.data)/officer.sock"] + options,
      expecting: code)
  }
}
