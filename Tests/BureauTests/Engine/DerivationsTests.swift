import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct DerivationsTests {
  private static func pending(_ resident: UInt64?) -> PendingDerivation {
    PendingDerivation(
      incoming: IncomingRequest(
        address: ReplyAddress(loop: 0, connection: 1, stream: 1), credential: .none, token: nil,
        key: nil, digest: nil, deadline: .latest, credit: 0, request: .login(.slider)),
      found: LookupResults(), counted: EngineRig.start,
      resident: resident.map { Fixture.resident($0) })
  }

  @Test(arguments: [(Derivations.countMax - 1, false), (Derivations.countMax, true)])
  func `so many derivations run at once and no more`(count: Int, isFull: Bool) {
    var derivations = Derivations()
    for number in 0..<count { derivations.add(Self.pending(nil), waiter: UInt64(number)) }
    #expect(derivations.isFull == isFull)
  }

  @Test func `a person stays in memory while a derivation of its password runs`() {
    var derivations = Derivations()
    derivations.add(Self.pending(1), waiter: 1)
    derivations.add(Self.pending(nil), waiter: 2)
    #expect(derivations.residents == [Fixture.resident(1)])
    #expect(derivations.end(waiter: 1)?.resident == Fixture.resident(1))
    #expect(derivations.end(waiter: 1) == nil)
    #expect(derivations.residents.isEmpty && !derivations.isEmpty)
  }
}
