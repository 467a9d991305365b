import Protocol
import Store
import Terminal
import TestFolders
import Testing

@testable import Lab

@Suite struct BankPartnerTests {
  @Test
  func `R-1302, R-1303: a debit is in the books before its report leaves, and survives a restart`()
    throws
  {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    try rig.deliver(rig.fixture.order(amount: 300))
    #expect(rig.debitReports.map(\.outcome) == [.done])
    #expect(rig.debitReports.map(\.receipt) == ["102000000000001"])
    let books = try BankBooks(path: rig.path)
    #expect(try books.load(rig.fixture.bank) == rig.partner.bank)
    #expect(try rig.balance == 700)
    try rig.restart()
    #expect(try rig.balance == 700)
    // It was not acknowledged, so it is sent again, unchanged.
    #expect(rig.debitReports.count == 2)
    #expect(rig.debitReports[0] == rig.debitReports[1])
  }

  @Test
  func
    `R-1307: an acknowledged report is sent no more, nor is one that the server refuses for good`()
    throws
  {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    try rig.deliver(rig.fixture.order(reference: 1))
    try rig.answer()
    try rig.deliver(rig.fixture.order(reference: 2))
    try rig.answer(.failedPrecondition)
    rig.now += BankPartner.acknowledgeAfterMs
    try rig.turn()
    let sums = try rig.partner.books.sums()
    #expect(sums.owed == 0)
    #expect(sums.turnedDown == 1)
    rig.forget()
    try rig.restart()
    #expect(rig.debitReports.isEmpty)
  }

  @Test func `R-1303: a report that the server could not take is repeated after a pause`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    try rig.deliver(rig.fixture.order())
    try rig.answer(.unavailable, retry: .after)
    rig.now += Outbox.retryMs - 1
    try rig.turn()
    #expect(rig.debitReports.count == 1)
    rig.now += 1
    try rig.turn()
    #expect(rig.debitReports.count == 2)
  }

  @Test func `debits of one turn share the account's balance, in their order`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 250)
    try rig.deliver(
      rig.fixture.order(reference: 1), rig.fixture.order(reference: 2),
      rig.fixture.order(reference: 3))
    #expect(rig.debitReports.map(\.outcome) == [.done, .done, .refused])
    #expect(rig.debitReports.map(\.code) == ["", "", "99090"])
    #expect(try rig.balance == 50)
    #expect(try rig.partner.books.sums().isBalanced)
  }

  @Test func `R-1308: an agreement is verified once and then carries debits`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000, status: .signed)
    try rig.deliver(rig.fixture.order(reference: 1))
    try rig.deliver(rig.fixture.order(.verify, reference: 2))
    try rig.deliver(rig.fixture.order(.verify, reference: 2))
    try rig.deliver(rig.fixture.order(reference: 3))
    #expect(rig.agreementReports.map(\.outcome) == [.done, .done])
    #expect(rig.debitReports.map(\.code) == ["24009", ""])
    try rig.deliver(rig.fixture.order(.end, reference: 4))
    try rig.restart()
    rig.forget()
    try rig.deliver(rig.fixture.order(reference: 5))
    #expect(rig.debitReports.last?.code == "24009")
  }

  @Test func `an order that cannot be read is not taken`() throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    rig.partner.item(BankMethods.orders.method, [0xFF, 1, 2])
    try rig.turn()
    #expect(rig.debitReports.isEmpty)
    try rig.deliver(rig.fixture.settle())
    #expect(rig.debitReports.map(\.outcome) == [.none])
  }

  // MARK: Faults

  struct FaultCase: CustomTestStringConvertible {
    let spec: String
    /// The outcomes reported at once, and the one that a later settle is answered with.
    let first: [DebitOutcome]
    let settled: DebitOutcome
    let moved: Int64
    var testDescription: String { spec }
  }

  @Test(arguments: [
    FaultCase(spec: "refuse=24006*1", first: [.refused], settled: .refused, moved: 0),
    FaultCase(spec: "silent*1", first: [], settled: .done, moved: 100),
    FaultCase(spec: "twice*1", first: [.done, .done], settled: .done, moved: 100),
    FaultCase(spec: "amount*1", first: [.done], settled: .done, moved: 100),
    FaultCase(spec: "digest*1", first: [.done], settled: .done, moved: 100),
    FaultCase(spec: "delay=500*1", first: [], settled: .working, moved: 0),
    FaultCase(spec: "cut=before-taking*1", first: [], settled: .none, moved: 0),
    FaultCase(spec: "cut=after-taking*1", first: [.done], settled: .done, moved: 100),
    FaultCase(spec: "cut=after-doing*1", first: [.done], settled: .done, moved: 100),
  ])
  func `a fault has its effect, and a later settle gets the debit's true outcome`(
    _ fault: FaultCase
  ) throws {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    try rig.faults(fault.spec)
    let order = try rig.fixture.order()
    try rig.deliver(order)
    #expect(rig.debitReports.map(\.outcome) == fault.first)
    #expect(rig.cuts == (fault.spec.hasPrefix("cut") ? 1 : 0))
    switch fault.spec {
    case "amount*1": #expect(rig.debitReports.first?.amount.fen == 101)
    case "digest*1": #expect(rig.debitReports.first?.digest != order.digest)
    case "refuse=24006*1": #expect(rig.debitReports.first?.code == "24006")
    default: break
    }
    try rig.answer()
    rig.forget()
    try rig.deliver(rig.fixture.settle())
    #expect(rig.debitReports.map(\.outcome) == [fault.settled])
    #expect(rig.debitReports.first?.digest == order.digest)
    #expect(try rig.balance == 1_000 - fault.moved)
  }

  @Test func `a delayed debit is done at its time, unless the bank has restarted meanwhile`() throws
  {
    let folder = try TemporaryFolder(inMemory: true)
    let rig = try BankRig(folder, balance: 1_000)
    try rig.faults("delay=500*2")
    try rig.deliver(rig.fixture.order(reference: 1))
    rig.now += 500
    try rig.turn()
    #expect(rig.debitReports.map(\.outcome) == [.done])
    try rig.deliver(rig.fixture.order(reference: 2))
    rig.forget()
    try rig.restart()
    rig.forget()
    try rig.deliver(rig.fixture.settle(reference: 2))
    rig.now += 500
    try rig.turn()
    #expect(rig.debitReports.map(\.outcome) == [.none])
    #expect(try rig.balance == 900)
  }
}
