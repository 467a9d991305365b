import Fixtures
import Testing

@testable import Bureau
@testable import Protocol

/// Eviction of employers and persons from memory.
@Suite struct MemoryTests {
  private static let most = SecondChanceRing<Int>.countMax

  /// Makes a ring of `count` keys, used in ascending order in an earlier turn.
  private static func ring(_ count: Int) -> SecondChanceRing<Int> {
    var ring = SecondChanceRing<Int>()
    ring.beginTurn()
    for key in 0..<count { ring.change(key, UInt64(key)) }
    ring.beginTurn()
    return ring
  }

  /// Runs turns, and returns the evicted keys.
  private static func leave(
    _ ring: inout SecondChanceRing<Int>, turns: Int, books: UInt64 = .max, keep: (Int) -> Bool
  ) -> Set<Int> {
    var gone: Set<Int> = []
    for _ in 0..<turns {
      ring.beginTurn()
      gone.formUnion(ring.evict(books: books, unless: keep))
    }
    return gone
  }

  @Test(arguments: [(most, 0), (most + 1, 1), (most + 500, 500)])
  func `as many are evicted as are above the limit`(count: Int, gone: Int) {
    var ring = Self.ring(count)
    #expect(Self.leave(&ring, turns: 60) { _ in false }.count == gone)
    #expect(ring.count == min(count, Self.most))
  }

  @Test func `one turn looks at a thousand keys at most, even if none can be evicted`() {
    var ring = Self.ring(Self.most + 1)
    var looks = 0
    _ = ring.evict(books: 0) { _ in
      looks += 1
      return true
    }
    #expect(looks <= SecondChanceRing<Int>.looksMax)
    #expect(Self.leave(&ring, turns: 60) { _ in true }.isEmpty)
  }

  @Test func `used keys stay, and unused ones are evicted`() {
    var ring = Self.ring(Self.most + 100)
    var gone: Set<Int> = []
    for _ in 0..<60 {
      ring.beginTurn()
      for key in 0..<1_000 { ring.touch(key) }
      gone.formUnion(ring.evict(books: .max) { _ in false })
    }
    #expect(gone.count == 100 && gone.allSatisfy { $0 >= 1_000 })
  }

  @Test func `no key is evicted before the books have its last change`() {
    var ring = Self.ring(Self.most + 100)
    let gone = Self.leave(&ring, turns: 60, books: 49) { _ in false }
    #expect(gone == Set(0...49))
  }

  // MARK: the engine

  /// Makes a rig with one employer above the limit. Only the first can be evicted: the books lack
  /// the others' last changes.
  private static func crowd(_ first: Employer) -> EngineRig {
    let others = (2...UInt64(most + 1)).map { Fixture.employer($0) }
    var rig = EngineRig(of: [first] + others)
    for other in others { rig.engine.eviction.employers.change(other.registration.number, .max) }
    return rig
  }

  /// Whether the first employer is in memory after the hand has gone round a few times.
  private static func stays(_ rig: inout EngineRig) -> Bool {
    for _ in 0..<60 { rig.advance(1) }
    return rig.engine.state.employers[Fixture.registration(1)] != nil
  }

  @Test(arguments: [AgreementStatus.verifying, .ending])
  func `an employer with an unanswered agreement order is not evicted`(status: AgreementStatus) {
    var employer = Fixture.employer(1)
    employer.agreements[Fixture.agreement().number] = Fixture.agreement(status: status)
    var rig = Self.crowd(employer)
    #expect(Self.stays(&rig))
    // Its bank connects, and gets the order again.
    let feed = rig.send(.bank(.orders), as: EngineRig.asBank)
    #expect(rig.items(of: feed).count == 1)
  }

  @Test(arguments: [AgreementStatus.active, .refused, .ended])
  func `an employer whose agreement orders are all answered is evicted`(status: AgreementStatus) {
    var employer = Fixture.employer(1)
    employer.agreements[Fixture.agreement().number] = Fixture.agreement(status: status)
    var rig = Self.crowd(employer)
    #expect(!Self.stays(&rig))
  }

  @Test(arguments: [(AttemptStatus.requested, true), (.handedOut, false)])
  func `a payer stays until the debit is handed out, to be notified if it is cancelled`(
    _ status: AttemptStatus, _ stays: Bool
  ) {
    var state = State()
    state.load(Fixture.payer(status))
    var person = Fixture.person(1)
    for n in 1...UInt64(Self.most + 1) {
      person.resident = Fixture.resident(n)
      state.persons[person.resident] = person
    }
    var rig = EngineRig(state)
    for person in state.persons.keys {
      rig.engine.eviction.persons.change(person, person == Fixture.resident(1) ? 0 : .max)
    }
    for _ in 0..<60 { rig.advance(1) }
    #expect((rig.engine.state.persons[Fixture.resident(1)] != nil) == stays)
    rig.advance(5_000)
    #expect(rig.engine.state.messages.count == (stays ? 1 : 0))
  }

  @Test func `an employer loaded by a waiting request stays until the request has ended`() throws {
    var rig = Self.crowd(Fixture.employer(1))
    let clerk = rig.signIn()
    let ask = Request.pay(.status(PaymentStatusRequest(key: rig.newKey(), wait: true)))
    let waiting = try #require(rig.call(ask, as: clerk).waiting)
    #expect(Self.stays(&rig))
    rig.work([.cancelled(waiting)])
    #expect(!Self.stays(&rig))
  }
}
