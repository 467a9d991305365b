import Fixtures
import Foundation
import Protocol
import Testing
import Transport

/// SIGTERM: running calls finish; feeds and waits are ended (R32, R-620, R-624).
@Suite(.serialized) struct StopTests {
  /// The longest stop without running calls, in ms; well below the 10 s of grace.
  static let promptMs: UInt64 = 4_000

  @Test func `feeds, waits and idle clients do not hold a stop up, and the partners come back`()
    async throws
  {
    let took = try await onThread {
      let rig = try ServerRig("drain")
      return try withRig(rig) {
        let clerk = try ClerkRig(rig, notices: 1)
        let idle = try (0..<20).map { _ in try rig.connect() }
        let waiting = try rig.connect()
        let answer = PendingAnswer.asked(waiting, clerk)
        try eventually("the wait is parked") { try ServerCounters.read(rig)["parked"] == 1 }
        #expect(try ServerCounters.read(rig)["feeds"] == 5)

        let begun = MonotonicTime.now()
        #expect(try rig.stopServer() == 0)
        let took = MonotonicTime.now() - begun
        #expect(try answer.wait() == "PAYMENT_NOT_FOUND")
        #expect(!rig.log.contains("drain_cut"))
        for channel in idle + [waiting] { channel.close() }

        try rig.startServer()
        try rig.lab(["sandbox", "status", "--wait", "30"])
        #expect(try ServerCounters.read(rig)["feeds"] == 5)
        return took
      }
    }
    #expect(took < Self.promptMs)
  }

  @Test func `a call that runs when the signal comes is answered`() async throws {
    try await onThread {
      let rig = try ServerRig("drain-call", scrypt: 65_536)
      try withRig(rig) {
        let channel = try rig.connect()
        guard let slider = try channel.ask(.login(.slider)) as? Slider else {
          throw RigFailure("slider")
        }
        let login = PasswordLogin(
          taxpayer: Fixture.taxpayer(1), user: "nobody", password: "wrong wrong wrong",
          challenge: slider.challenge, position: slider.width, proof: sliderProof(slider))
        let answer = PendingAnswer.of { _ = try channel.ask(.login(.password(login))) }
        try eventually("scrypt is asked") { try ServerCounters.read(rig)["parked"] == 1 }
        #expect(try rig.stopServer() == 0)
        #expect(try answer.wait() == "LOGIN_REFUSED")
        channel.close()
      }
    }
  }
}
