import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct HarnessTests {
  @Test func `a rig's session calls as the clerk whom it stands for`() {
    var rig = EngineRig()
    let clerk = rig.signIn()
    #expect(rig.call(.session(.whoami), as: clerk).code != .notSignedIn)
    #expect(rig.call(.session(.whoami)).code == .notSignedIn)
    #expect(rig.engine.state.employers.count == 1)
  }

  @Test func `a rig that cannot read its books refuses`() {
    var rig = EngineRig()
    let clerk = rig.signIn()
    rig.shelf.isBroken = true
    #expect(rig.call(.session(.whoami), as: clerk).code == .exhausted)
  }

  @Test func `proofs for the stand-in digest have their leading zero bits`() {
    let challenge = [UInt8](repeating: 3, count: 56)
    let proof = StandInDigests().proof(challenge, bits: 12)
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: proof >> (8 * $0)) }
    #expect(StandInDigests().plain(challenge + bytes).word0.leadingZeroBitCount >= 12)
  }
}
