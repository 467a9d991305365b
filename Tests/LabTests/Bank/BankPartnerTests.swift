import Protocol
import Store
import Terminal
import Testing

@testable import Lab

@Suite struct BankPartnerTests {
  // R-1302, R-1303
  @Test func `A debit is in the books before its report leaves, and survives a restart`() throws {
    let folder = try TemporaryFolder()
    let bench = try BankBench(folder, balance: 1_000)
    try bench.take(bench.terms.order(amount: 300))
    #expect(bench.heard.map(\.outcome) == [.done])
    #expect(bench.heard.map(\.receipt) == ["102000000000001"])
    let books = try BankBooks(path: bench.path)
    #expect(try books.load(bench.terms.bank) == bench.partner.bank)
    #expect(bench.balance == 700)
    try bench.restart()
    #expect(bench.balance == 700)
    // Nobody had acknowledged it: it is told again, the same.
    #expect(bench.heard.count == 2)
    #expect(bench.heard[0] == bench.heard[1])
  }

  // R-1307
  @Test func `An acknowledged report is told no more; one that the server turns down neither`()
    throws
  {
    let folder = try TemporaryFolder()
    let bench = try BankBench(folder, balance: 1_000)
    try bench.take(bench.terms.order(reference: 1))
    try bench.answer()
    try bench.take(bench.terms.order(reference: 2))
    try bench.answer(.failedPrecondition)
    bench.now += BankPartner.lazyMs
    try bench.turn()
    let sums = try bench.partner.books.sums()
    #expect(sums.owed == 0)
    #expect(sums.turnedDown == 1)
    bench.forget()
    try bench.restart()
    #expect(bench.heard.isEmpty)
  }

  // R-1303
  @Test func `A report that the server could not take is repeated after a pause`() throws {
    let folder = try TemporaryFolder()
    let bench = try BankBench(folder, balance: 1_000)
    try bench.take(bench.terms.order())
    try bench.answer(.unavailable, retry: .after)
    bench.now += Outbox.retryMs - 1
    try bench.turn()
    #expect(bench.heard.count == 1)
    bench.now += 1
    try bench.turn()
    #expect(bench.heard.count == 2)
  }

  @Test func `Debits of one turn share the account's balance, in their order`() throws {
    let folder = try TemporaryFolder()
    let bench = try BankBench(folder, balance: 250)
    try bench.take(
      bench.terms.order(reference: 1), bench.terms.order(reference: 2),
      bench.terms.order(reference: 3))
    #expect(bench.heard.map(\.outcome) == [.done, .done, .refused])
    #expect(bench.heard.map(\.code) == ["", "", "99090"])
    #expect(bench.balance == 50)
    #expect(try bench.partner.books.sums().isBalanced)
  }

  // R-1308
  @Test func `An agreement is verified once and then carries debits`() throws {
    let folder = try TemporaryFolder()
    let bench = try BankBench(folder, balance: 1_000, status: .signed)
    try bench.take(bench.terms.order(reference: 1))
    try bench.take(bench.terms.order(.verify, reference: 2))
    try bench.take(bench.terms.order(.verify, reference: 2))
    try bench.take(bench.terms.order(reference: 3))
    #expect(bench.heardAgreements.map(\.outcome) == [.done, .done])
    #expect(bench.heard.map(\.code) == ["24009", ""])
    try bench.take(bench.terms.order(.end, reference: 4))
    try bench.restart()
    bench.forget()
    try bench.take(bench.terms.order(reference: 5))
    #expect(bench.heard.last?.code == "24009")
  }

  @Test func `What cannot be read is not taken`() throws {
    let folder = try TemporaryFolder()
    let bench = try BankBench(folder, balance: 1_000)
    bench.partner.item(BankMethods.orders.method, [0xFF, 1, 2])
    try bench.turn()
    #expect(bench.heard.isEmpty)
    try bench.take(bench.terms.settle())
    #expect(bench.heard.map(\.outcome) == [.none])
  }

  // MARK: Bad habits

  struct Habit: CustomTestStringConvertible {
    let spec: String
    /// What is heard at once, and what a settle hears then.
    let first: [DebitOutcome]
    let settled: DebitOutcome
    let moved: Int64
    var testDescription: String { spec }
  }

  @Test(arguments: [
    Habit(spec: "refuse=24006*1", first: [.refused], settled: .refused, moved: 0),
    Habit(spec: "silent*1", first: [], settled: .done, moved: 100),
    Habit(spec: "twice*1", first: [.done, .done], settled: .done, moved: 100),
    Habit(spec: "amount*1", first: [.done], settled: .done, moved: 100),
    Habit(spec: "digest*1", first: [.done], settled: .done, moved: 100),
    Habit(spec: "delay=500*1", first: [], settled: .working, moved: 0),
    Habit(spec: "cut=before-taking*1", first: [], settled: .none, moved: 0),
    Habit(spec: "cut=after-taking*1", first: [.done], settled: .done, moved: 100),
    Habit(spec: "cut=after-doing*1", first: [.done], settled: .done, moved: 100),
  ])
  func `A bad habit shows as it should, and a settle tells the truth`(_ habit: Habit) throws {
    let folder = try TemporaryFolder()
    let bench = try BankBench(folder, balance: 1_000)
    try bench.faults(habit.spec)
    let order = try bench.terms.order()
    try bench.take(order)
    #expect(bench.heard.map(\.outcome) == habit.first)
    #expect(bench.cuts == (habit.spec.hasPrefix("cut") ? 1 : 0))
    switch habit.spec {
    case "amount*1": #expect(bench.heard.first?.amount.fen == 101)
    case "digest*1": #expect(bench.heard.first?.digest != order.digest)
    case "refuse=24006*1": #expect(bench.heard.first?.code == "24006")
    default: break
    }
    try bench.answer()
    bench.forget()
    try bench.take(bench.terms.settle())
    #expect(bench.heard.map(\.outcome) == [habit.settled])
    #expect(bench.heard.first?.digest == order.digest)
    #expect(bench.balance == 1_000 - habit.moved)
  }

  @Test func `A delayed debit is done when its time comes, unless the bank died meanwhile`() throws
  {
    let folder = try TemporaryFolder()
    let bench = try BankBench(folder, balance: 1_000)
    try bench.faults("delay=500*2")
    try bench.take(bench.terms.order(reference: 1))
    bench.now += 500
    try bench.turn()
    #expect(bench.heard.map(\.outcome) == [.done])
    try bench.take(bench.terms.order(reference: 2))
    bench.forget()
    try bench.restart()
    bench.forget()
    try bench.take(bench.terms.settle(reference: 2))
    bench.now += 500
    try bench.turn()
    #expect(bench.heard.map(\.outcome) == [.none])
    #expect(bench.balance == 900)
  }
}
