import Fixtures
import Protocol
import Testing

@testable import Bureau

/// New changes wait while the books are too far behind.
@Suite struct LagTests {
  private static let first: UInt64 = 1_000_000
  private static let bank = BankNumber(number: 102_452_000_012)

  /// A bench whose journal is at `first`, with books that lag so many operations, and a clerk of an
  /// employer with notices N1, N2 and so on.
  private static func bench(lag: UInt64, notices: Int = 4) -> (Bench, Bench.From) {
    var state = State()
    state.sequence = first
    var bench = Bench(state)
    bench.shelf.put(
      Fixture.employer(1, notices: (1...notices).map { Fixture.notice("N\($0)") }))
    let clerk = bench.signIn()
    // Loads what the clerk's calls need.
    _ = bench.call(.todo(.list(TodoFilter())), as: clerk)
    bench.books = first - lag
    return (bench, clerk)
  }

  private static func declare(_ number: Int) -> Request {
    .declare(
      .save(
        DeclareSave(
          notice: Fixture.notice("N\(number)").number, version: 1,
          amount: Fixture.notice().amount)))
  }

  @Test func `the change at the bound on lag is taken, the one past it waits for the books`() {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax)
    #expect(bench.call(Self.declare(1), as: clerk).reply != nil)
    #expect(bench.hall.state.sequence - (bench.books ?? 0) == Gate.lagMax + 1)
    let ticket = bench.send(Self.declare(2), as: clerk)
    #expect(bench.outcome(of: ticket).waiting != nil)
    #expect(bench.hall.counters.behind == 1)
    #expect(bench.hall.nextAdmission == nil)
    bench.books = Self.first + 1 - Gate.lagMax
    bench.work([.tick])
    #expect(bench.outcome(of: ticket).reply != nil)
    #expect(bench.hall.counters.behind == 0)
  }

  @Test
  func `those who wait go on in the order in which they came, as far as the books have moved`() {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax + 1)
    let tickets = (1...4).map { bench.send(Self.declare($0), as: clerk) }
    let moved = { (bench: Bench) in tickets.map { bench.outcome(of: $0).reply != nil } }
    #expect(moved(bench) == [false, false, false, false])
    bench.books = Self.first - Gate.lagMax + 1
    bench.work([.tick])
    #expect(moved(bench) == [true, true, false, false])
    bench.books = Self.first
    bench.work([.tick])
    #expect(moved(bench) == [true, true, true, true])
    let declared = bench.events.compactMap { event -> String? in
      guard case .employer(.declared(let e)) = event else { return nil }
      return e.notice.text
    }
    #expect(declared == ["N1", "N2", "N3", "N4"])
  }

  @Test func `a newcomer does not overtake those who wait`() {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax + 1)
    bench.send(Self.declare(1), as: clerk)
    bench.send(Self.declare(2), as: clerk)
    // One may go on; the third comes in the same turn.
    bench.books = Self.first - Gate.lagMax
    let last = bench.send(Self.declare(3), as: clerk)
    #expect(bench.rows.count == 1)
    #expect(bench.outcome(of: last).waiting != nil)
    #expect(bench.hall.counters.behind == 2)
  }

  @Test func `one that waits until its deadline is refused, not started`() {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax + 1)
    let ticket = bench.send(Self.declare(1), as: clerk, within: 5_000)
    bench.advance(5_000 - Parking.marginMilliseconds - 1)
    #expect(bench.outcome(of: ticket).waiting != nil)
    bench.advance(1)
    #expect(bench.outcome(of: ticket).code == .booksBehind)
    bench.books = nil
    bench.work([.tick])
    #expect(bench.rows.isEmpty)
  }

  @Test func `reads and partners' reports go on`() throws {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax + 1)
    #expect(bench.call(.todo(.list(TodoFilter())), as: clerk).reply != nil)
    let bank = try #require(Self.bank)
    let report = DebitReport(
      reference: Id128(high: 0, low: 1), digest: .zero, outcome: .done,
      amount: Fixture.notice().amount, receipt: "R1", code: "", reason: "")
    let answer = bench.call(.bank(.debitReport(report)), as: .credential(.bank(bank)))
    #expect(answer.code == .orderNotFound)
    #expect(bench.hall.counters.behind == 0)
  }

  @Test func `a key whose first call waits is used once`() {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax + 1)
    let key = bench.newKey()
    let first = bench.send(Self.declare(1), as: clerk, key: key)
    let repeated = bench.send(Self.declare(1), as: clerk, key: key)
    bench.books = nil
    bench.work([.tick])
    #expect(bench.outcome(of: first).reply != nil)
    guard case .stored(let bytes) = bench.outcome(of: repeated) else {
      Issue.record("the repeat has no stored reply: \(bench.outcome(of: repeated))")
      return
    }
    #expect(bytes == bench.rows.first?.reply)
    #expect(bench.rows.count == 1)
  }

  @Test func `as many wait as have places, and the one past them is refused`() {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax + 1)
    var last: Ticket?
    for _ in 0..<Parking.behindMax { last = bench.send(Self.declare(1), as: clerk) }
    #expect(bench.hall.counters.behind == Parking.behindMax)
    #expect(last.map { bench.outcome(of: $0).waiting != nil } == true)
    #expect(bench.call(Self.declare(1), as: clerk).code == .exhausted)
    #expect(bench.hall.counters.behind == Parking.behindMax)
  }

  @Test func `one turn admits so many and asks for the next at once`() {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax + 1)
    for _ in 0...Hall.admittedMax { bench.send(Self.declare(1), as: clerk) }
    bench.books = nil
    bench.work([.tick])
    #expect(bench.hall.counters.behind == 1)
    #expect(bench.hall.nextWake == bench.now.real)
    bench.work([])
    #expect(bench.hall.counters.behind == 0)
  }

  @Test func `cancelled ones leave their place`() {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax + 1)
    let first = bench.send(Self.declare(1), as: clerk)
    let second = bench.send(Self.declare(2), as: clerk)
    bench.work([.cancelled(first)])
    #expect(bench.hall.counters.behind == 1)
    bench.books = nil
    bench.work([.tick])
    #expect(bench.outcome(of: second).reply != nil)
    #expect(bench.rows.count == 1)
  }

  @Test func `a gate closed for another cause refuses at once, those who wait too`() {
    var (bench, clerk) = Self.bench(lag: Gate.lagMax + 1)
    let waiting = bench.send(Self.declare(1), as: clerk)
    bench.hall.set(Gate(closed: Refusal(.readOnly, "磁盘空间不足")))
    #expect(bench.call(Self.declare(2), as: clerk).code == .readOnly)
    #expect(bench.outcome(of: waiting).code == .readOnly)
    #expect(bench.rows.isEmpty)
  }
}
