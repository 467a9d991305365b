@testable import Bureau
import Fixtures
import Ledger
import Protocol
import Testing

@Suite struct BooksReaderTests {
  private static func books(_ folder: BookFolder, seed: UInt64 = 31) throws -> RandomHistory {
    var history = RandomHistory(seed: seed)
    history.found(employers: 4, notices: 3)
    history.live(300)
    try folder.keep(history.entries)
    return history
  }

  @Test func `every lookup is answered, also with none`() throws {
    let folder = try BookFolder()
    let history = try Self.books(folder)
    let reader = try BooksReader(folder.books)
    var found = LookupResults()
    let strange = Fixture.registration(99)
    for need: Lookup in [
      .employer(strange), .person(Fixture.resident(99)), .user("nobody"),
      .taxpayer(Fixture.sure(TaxpayerID(text: "F79999999"))), .attempt(Fixture.ticket(99_999_999)),
      .order(Fixture.id(1)), .key(Fixture.digest(1), Fixture.id(1)), .batch(Fixture.id(1)),
      .ended(strange, Fixture.ticket(99_999_998)),
    ] { found.add(try reader.find(need)) }
    #expect(found.absentEmployers == [strange])
    #expect(found.absentPersons == [Fixture.resident(99)])
    #expect(found.users == ["nobody": []])
    #expect(found.taxpayers.values.allSatisfy { $0.isEmpty })
    #expect(found.attempts == [Fixture.ticket(99_999_999): nil])
    #expect(found.ended == [Fixture.ticket(99_999_998): nil])
    #expect(found.orders == [Fixture.id(1): nil])
    #expect(found.keys == [Fixture.id(1): nil])
    #expect(found.absentBatches == [Fixture.id(1)])
    #expect(history.state.employers.count == 4)
  }

  @Test func `attempts, orders, keys and imports are found by their numbers`() throws {
    let folder = try BookFolder()
    let history = try Self.books(folder)
    let reader = try BooksReader(folder.books)
    var attempts = 0
    for (number, employer) in history.state.employers {
      for attempt in employer.attempts.values {
        attempts += 1
        #expect(try reader.attemptOwner(attempt.number) == number)
        #expect(try reader.attempt(attempt.number, of: number) == attempt)
        #expect(try reader.attempt(attempt.number, of: Fixture.registration(99)) == nil)
        let entry = try #require(try reader.key(scope: Fixture.digest(7), key: attempt.key))
        #expect(entry.attempt == attempt.number)
        #expect(entry.digest == Fixture.digest(entry.sequence))
        #expect(try reader.key(scope: Fixture.digest(8), key: attempt.key) == nil)
      }
      for agreement in employer.agreements.values {
        let owner = AgreementOwner(number, of: agreement)
        #expect(try reader.orderOwner(agreement.order) == owner)
      }
    }
    #expect(attempts > 10)
    for batch in history.state.batches.values { #expect(try reader.batch(batch.batch) == batch) }
  }

  @Test(arguments: [1, 20_000])
  func `every agreement order is found, a replaced one with its own terms`(
    _ perTransaction: Int
  ) throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 37)
    history.found(employers: 3, notices: 1)
    history.live(400)
    try folder.keep(history.entries, perTransaction: perTransaction, inMemoryMax: 1)
    let reader = try BooksReader(folder.books)
    var orders: [Id128: AgreementOwner] = [:]
    for event in try history.entries.flatMap({ try EventCoding.decode($0.events) }) {
      if case .employer(.agreementAdded(let e)) = event {
        orders[e.agreement.order] = AgreementOwner(e.registration, of: e.agreement)
      }
      if case .employer(.agreementMoved(let e)) = event {
        orders[e.order] = AgreementOwner(
          registration: e.registration, agreement: e.number, bank: Fixture.bank, digest: e.digest)
      }
    }
    #expect(orders.count > history.state.employers.values.reduce(0) { $0 + $1.agreements.count })
    for (order, owner) in orders { #expect(try reader.orderOwner(order) == owner) }
  }

  @Test func `a login name is a mobile number, a resident ID or a user name`() throws {
    let folder = try BookFolder()
    _ = try Self.books(folder)
    let reader = try BooksReader(folder.books)
    #expect(try reader.residents(user: "13800000003") == [Fixture.resident(3)])
    #expect(try reader.residents(user: "user3") == [Fixture.resident(3)])
    #expect(try reader.residents(user: Fixture.resident(2).text) == [Fixture.resident(2)])
    #expect(try reader.residents(user: "") == [])
    #expect(try reader.residents(user: Fixture.resident(77).text) == [])
  }

  @Test func `L4: cross-region subjects share their employer's taxpayer code`() throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 1)
    for serial in [502, 2, 1] as [UInt64] {
      history.operate([.employer(.employerFiled(RandomHistory.employer(serial).filed))])
    }
    try folder.keep(history.entries)
    let code = Fixture.taxpayer(2)
    #expect(
      try BooksReader(folder.books).employers(taxpayer: code)
        == [Fixture.registration(2), Fixture.registration(502)])
  }

  @Test func `the newest fifty attempts are loaded, and older ones only where they are not final`()
    throws
  {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 41)
    history.found(employers: 1, notices: 70)
    let number = Fixture.registration(1)
    for place in 0..<70 {
      history.declare(number)
      history.pay(number)
      // The oldest attempt is not final.
      if place > 0 { history.succeed(number) }
    }
    try folder.keep(history.entries, perTransaction: 50, inMemoryMax: 0)
    let loaded = try #require(try BooksReader(folder.books).employer(number))
    let all = try #require(history.state.employers[number])
    #expect(all.attempts.count == 70)
    for attempt in all.attempts.values where AttemptTable.holds(attempt.status) {
      #expect(loaded.attempts[attempt.number] == attempt)
    }
    let newest = all.attempts.values.sorted { $0.requested > $1.requested }.prefix(50)
    for attempt in newest { #expect(loaded.attempts[attempt.number] == attempt) }
    let live = all.attempts.values.filter { AttemptTable.holds($0.status) }
    #expect(Set(loaded.attempts.keys) == Set(newest.map(\.number) + live.map(\.number)))
    #expect(loaded.attempts.count == 51)
  }

  @Test
  func `a payment contradicted long after its end is on the officer's list, and loaded again`()
    throws
  {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 47)
    history.found(employers: 1, notices: 60)
    let number = Fixture.registration(1)
    for _ in 0..<60 { history.settle(number) }
    try folder.keep(history.entries)
    let reader = try BooksReader(folder.books)
    let loaded = try #require(try reader.employer(number))
    let all = try #require(history.state.employers[number]?.attempts)
    let old = try #require(
      all.values.filter { loaded.attempts[$0.number] == nil }.min { $0.number < $1.number })
    history.operate([
      .employer(
        .attemptDisputed(
          AttemptDisputed(registration: number, number: old.number, what: "银行又报告未扣款")))
    ])
    try folder.keep(Array(history.entries.suffix(1)))
    let disputed = try #require(history.state.employers[number]?.attempts[old.number])
    #expect(disputed.dispute == "银行又报告未扣款" && disputed.status == old.status)
    #expect(try reader.attempt(old.number, of: number) == disputed)
    #expect(try reader.employer(number)?.attempts[old.number] == disputed)
    let query = BooksQuery.officerAttempts(before: .earliest)
    guard let list = try reader.answer(query).message(OfficerAttempts.self) else {
      Issue.record("no list")
      return
    }
    #expect(list.cases.map(\.payment.number) == [old.number])
    let journal = try folder.journal(history.entries)
    #expect(try Verify.run(journal, books: folder.books).found.isEmpty)
  }

  @Test func `a start loads the payer of a requested debit, to be notified`() throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 43)
    history.found(employers: 2, notices: 2)
    let number = Fixture.registration(1)
    history.declare(number)
    history.pay(number)
    try folder.keep(history.entries)
    let reader = try BooksReader(folder.books)
    let attempt = try #require(history.state.employers[number]?.attempts.values.first)
    let start = try reader.startState()
    #expect(attempt.status == .requested)
    #expect(start.persons == history.state.persons.filter { $0.key == attempt.person })
    #expect(start.persons.count == 1)
  }

  @Test(arguments: [(1, 5), (3, 100), (2, 256), (2, 257)] as [(UInt64, UInt64)])
  func `slices have every valid line once, in order`(
    parts: UInt64, lines: UInt64
  ) throws {
    let folder = try BookFolder()
    var history = RandomHistory(seed: 51)
    let batch = history.importFile(parts: parts, lines: lines)
    try folder.keep(history.entries)
    let reader = try BooksReader(folder.books)
    var seen: [SliceRow] = []
    while true {
      let slice = try reader.slice(batch: batch, after: seen.last?.sortKey ?? "")
      #expect(slice.rows.count <= Slice.rowsMax)
      #expect(slice.mark == (try reader.mark()).sequence)
      #expect(Set(slice.notices.keys) == SliceNeeds.names(slice.rows))
      for (name, notice) in slice.notices { #expect(try reader.notice(name) == notice) }
      if slice.rows.isEmpty { break }
      seen += slice.rows
    }
    #expect(seen.count == history.imported[batch])
    #expect(seen.map(\.sortKey) == seen.map(\.sortKey).sorted())
    #expect(Set(seen.map(\.record.line)).count == seen.count)
    #expect(!seen.contains { $0.record.line == 1 })
    let persons = seen.drop { $0.record.person == nil }
    #expect(persons.allSatisfy { $0.record.person != nil })
    let employers = seen.prefix(seen.count - persons.count).map {
      $0.record.notice?.registration ?? $0.record.withdraw?.registration ?? ""
    }
    #expect(employers == employers.sorted())
  }
}
