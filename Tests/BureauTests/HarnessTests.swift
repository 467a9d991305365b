import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct HarnessTests {
  @Test func `a bench's session calls as the clerk whom it stands for`() {
    var bench = Bench()
    let clerk = bench.signIn()
    #expect(bench.call(.session(.whoami), as: clerk).code != .notSignedIn)
    #expect(bench.call(.session(.whoami)).code == .notSignedIn)
    #expect(bench.hall.state.employers.count == 1)
  }

  @Test func `a bench that cannot read its books refuses`() {
    var bench = Bench()
    let clerk = bench.signIn()
    bench.shelf.isBroken = true
    #expect(bench.call(.session(.whoami), as: clerk).code == .exhausted)
  }

  @Test func `proofs for the stand-in digest have their leading zero bits`() {
    let challenge = [UInt8](repeating: 3, count: 56)
    let proof = StandInDigests().proof(challenge, bits: 12)
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: proof >> (8 * $0)) }
    #expect(StandInDigests().plain(challenge + bytes).word0.leadingZeroBitCount >= 12)
  }
}
