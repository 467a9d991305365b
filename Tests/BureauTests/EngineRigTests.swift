import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct EngineRigTests {
  @Test func `a token that a rig has signed in is that clerk's session`() {
    var rig = EngineRig()
    let clerk = rig.signIn()
    #expect(rig.call(.session(.whoami), as: clerk).code != .notSignedIn)
    #expect(rig.call(.session(.whoami)).code == .notSignedIn)
    #expect(rig.engine.state.employers.count == 1)
  }

  @Test func `a call whose lookup fails is refused`() {
    var rig = EngineRig()
    let clerk = rig.signIn()
    rig.shelf.isBroken = true
    #expect(rig.call(.session(.whoami), as: clerk).code == .exhausted)
  }

  @Test func `slider proofs under the stand-in digest have the required zero bits`() {
    let challenge = [UInt8](repeating: 3, count: 56)
    let proof = StandInDigests().proof(challenge, bits: 12)
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: proof >> (8 * $0)) }
    #expect(StandInDigests().plain(challenge + bytes).word0.leadingZeroBitCount >= 12)
  }
}
