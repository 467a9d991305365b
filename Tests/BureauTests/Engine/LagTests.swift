import Fixtures
import Protocol
import Testing

@testable import Bureau

/// New changes wait while the books lag too far behind the journal.
@Suite struct LagTests {
  private static let first: UInt64 = 1_000_000
  private static let bank = BankNumber(number: 102_452_000_012)

  /// Makes a rig whose journal is at `first` and whose books lag by `lag` operations, with a clerk
  /// of an employer with notices N1, N2 and so on.
  private static func rig(lag: UInt64, notices: Int = 4) -> (EngineRig, EngineRig.From) {
    var state = State()
    state.sequence = first
    var rig = EngineRig(state)
    rig.shelf.put(
      Fixture.employer(1, notices: (1...notices).map { Fixture.notice("N\($0)") }))
    let clerk = rig.signIn()
    // Loads the employer and the person.
    _ = rig.call(.todo(.list(TodoFilter())), as: clerk)
    rig.books = first - lag
    return (rig, clerk)
  }

  private static func declare(_ number: Int) -> Request {
    .declare(
      .save(
        DeclareSave(
          notice: Fixture.notice("N\(number)").number, version: 1,
          amount: Fixture.notice().amount)))
  }

  @Test func `the change at the limit of the lag is accepted, the next waits for the books`() throws
  {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax)
    #expect(rig.call(Self.declare(1), as: clerk).reply != nil)
    let books = try #require(rig.books)
    #expect(rig.engine.state.sequence - books == Gate.lagMax + 1)
    let address = rig.send(Self.declare(2), as: clerk)
    #expect(rig.outcome(of: address).waiting != nil)
    #expect(rig.engine.counters.behind == 1)
    #expect(rig.engine.nextAdmission == nil)
    rig.books = Self.first + 1 - Gate.lagMax
    rig.work([.tick])
    #expect(rig.outcome(of: address).reply != nil)
    #expect(rig.engine.counters.behind == 0)
  }

  @Test
  func `waiting changes are admitted in order of arrival as the books catch up`() {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax + 1)
    let addresses = (1...4).map { rig.send(Self.declare($0), as: clerk) }
    let moved = { (rig: EngineRig) in addresses.map { rig.outcome(of: $0).reply != nil } }
    #expect(moved(rig) == [false, false, false, false])
    rig.books = Self.first - Gate.lagMax + 1
    rig.work([.tick])
    #expect(moved(rig) == [true, true, false, false])
    rig.books = Self.first
    rig.work([.tick])
    #expect(moved(rig) == [true, true, true, true])
    let declared = rig.events.compactMap { event -> String? in
      guard case .employer(.declared(let e)) = event else { return nil }
      return e.notice.text
    }
    #expect(declared == ["N1", "N2", "N3", "N4"])
  }

  @Test func `a new change does not overtake waiting ones`() {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax + 1)
    rig.send(Self.declare(1), as: clerk)
    rig.send(Self.declare(2), as: clerk)
    // One change is admitted; the third request arrives in the same turn.
    rig.books = Self.first - Gate.lagMax
    let last = rig.send(Self.declare(3), as: clerk)
    #expect(rig.entries.count == 1)
    #expect(rig.outcome(of: last).waiting != nil)
    #expect(rig.engine.counters.behind == 2)
  }

  @Test func `a change that waits until its deadline is refused as not started`() {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax + 1)
    let address = rig.send(Self.declare(1), as: clerk, within: 5_000)
    rig.advance(5_000 - WaitList.marginMilliseconds - 1)
    #expect(rig.outcome(of: address).waiting != nil)
    rig.advance(1)
    #expect(rig.outcome(of: address).code == .booksBehind)
    rig.books = nil
    rig.work([.tick])
    #expect(rig.entries.isEmpty)
  }

  @Test func `reads and partners' reports do not wait`() throws {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax + 1)
    #expect(rig.call(.todo(.list(TodoFilter())), as: clerk).reply != nil)
    let bank = try #require(Self.bank)
    let report = DebitReport(
      reference: Id128(high: 0, low: 1), digest: .zero, outcome: .done,
      amount: Fixture.notice().amount, receipt: "R1", code: "", reason: "")
    let answer = rig.call(.bank(.debitReport(report)), as: .credential(.bank(bank)))
    #expect(answer.code == .orderNotFound)
    #expect(rig.engine.counters.behind == 0)
  }

  @Test func `R-1204: a repeat of a waiting change's key gets the stored reply of the first`() {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax + 1)
    let key = rig.newKey()
    let first = rig.send(Self.declare(1), as: clerk, key: key)
    let repeated = rig.send(Self.declare(1), as: clerk, key: key)
    rig.books = nil
    rig.work([.tick])
    #expect(rig.outcome(of: first).reply != nil)
    guard case .stored(let bytes) = rig.outcome(of: repeated) else {
      Issue.record("the repeat has no stored reply: \(rig.outcome(of: repeated))")
      return
    }
    #expect(bytes == rig.entries.first?.reply)
    #expect(rig.entries.count == 1)
  }

  @Test func `one waiting change above the limit is refused`() {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax + 1)
    var last: ReplyAddress?
    for _ in 0..<WaitList.behindMax { last = rig.send(Self.declare(1), as: clerk) }
    #expect(rig.engine.counters.behind == WaitList.behindMax)
    #expect(last.map { rig.outcome(of: $0).waiting != nil } == true)
    #expect(rig.call(Self.declare(1), as: clerk).code == .exhausted)
    #expect(rig.engine.counters.behind == WaitList.behindMax)
  }

  @Test func `one turn admits at most admittedMax and asks for the next at once`() {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax + 1)
    for _ in 0...ChangeAdmission.admittedMax { rig.send(Self.declare(1), as: clerk) }
    rig.books = nil
    rig.work([.tick])
    #expect(rig.engine.counters.behind == 1)
    #expect(rig.engine.nextWake == rig.now.real)
    rig.work([])
    #expect(rig.engine.counters.behind == 0)
  }

  @Test func `a cancelled change leaves the wait list`() {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax + 1)
    let first = rig.send(Self.declare(1), as: clerk)
    let second = rig.send(Self.declare(2), as: clerk)
    rig.work([.cancelled(first)])
    #expect(rig.engine.counters.behind == 1)
    rig.books = nil
    rig.work([.tick])
    #expect(rig.outcome(of: second).reply != nil)
    #expect(rig.entries.count == 1)
  }

  @Test func `a gate closed for another cause refuses new and waiting changes at once`() {
    var (rig, clerk) = Self.rig(lag: Gate.lagMax + 1)
    let waiting = rig.send(Self.declare(1), as: clerk)
    rig.engine.set(Gate(closed: Refusal(.readOnly, "磁盘空间不足")))
    #expect(rig.call(Self.declare(2), as: clerk).code == .readOnly)
    #expect(rig.outcome(of: waiting).code == .readOnly)
    #expect(rig.entries.isEmpty)
  }
}
