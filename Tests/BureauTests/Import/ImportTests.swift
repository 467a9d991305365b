import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct ImportTests {
  @Test func `a file of every kind is imported whole`() {
    var rig = ImportRig()
    let (state, problems) = rig.file([
      .notice(FileFixture.notice("N1")), .person(FileFixture.person(1)),
      .employer(FileFixture.employer(1)),
    ])
    #expect(state.phase == .applied)
    #expect(state.applied == 3 && state.rejected == 0 && problems.isEmpty)
    let employer = rig.state.employers[Fixture.registration(1)]
    #expect(employer?.registration == Fixture.employer(1).registration)
    #expect(employer?.notices.count == 1)
    #expect(rig.state.persons[Fixture.resident(1)]?.password == nil)
    #expect(rig.base.replayed().employers == rig.state.employers)
    #expect(rig.base.replayed().batches == rig.state.batches)
  }

  @Test func `R-1501: parts resume after the last one received`() {
    var rig = ImportRig()
    let batch = rig.begin(lines: 3, total: 300_000).batch
    let records = (1...3).map { FileLine.notice(FileFixture.notice("N\($0)")).record($0) }
    #expect(rig.part(batch, 1, [records[0]]).code == .importGap)
    #expect(rig.part(batch, 0, [records[0]]).imported?.parts == 1)
    let entryCount = rig.base.entries.count
    #expect(rig.part(batch, 0, [records[0]]).imported?.received == 1)
    #expect(rig.base.entries.count == entryCount)
    #expect(rig.part(batch, 2, [records[2]]).refusal?.text.contains("下一个分片序号是 1") == true)
    #expect(rig.commit(batch).refusal?.text == "申报 3 行，只收到 1 行")
    #expect(rig.part(batch, 1, Array(records[1...])).imported?.sum == 300_000)
    #expect(rig.commit(batch).imported?.phase == .committed)
    #expect(rig.part(batch, 2, [records[2]]).code == .importPhase)
    #expect(rig.part(batch, 1, [records[2]]).imported?.phase == .committed)
  }

  @Test func `R-1501: a part's lines continue the last part's, up to the declared number`() {
    var rig = ImportRig()
    let batch = rig.begin(lines: 3, total: 0).batch
    func employer(_ line: UInt64) -> ImportRecord {
      FileLine.employer(FileFixture.employer(line)).record(line)
    }
    #expect(rig.part(batch, 0, []).code == .limit)
    #expect(rig.part(batch, 0, [employer(2), employer(1)]).code == .limit)
    #expect(rig.part(batch, 0, [employer(2), employer(2)]).code == .limit)
    #expect(rig.part(batch, 0, [FileLine.empty.record(0)]).code == .limit)
    #expect(rig.part(batch, 0, [FileLine.empty.record(10_000_000_000)]).code == .limit)
    #expect(rig.part(batch, 0, (1...4).map { employer($0) }).code == .limit)
    #expect(rig.part(batch, 0, [employer(1), employer(5)]).imported?.received == 2)
    #expect(rig.part(batch, 1, [employer(5)]).code == .limit)
    #expect(rig.part(batch, 1, [employer(6)]).imported?.received == 3)
    #expect(rig.part(batch, 2, [employer(7)]).code == .limit)
  }

  @Test func `R-1501: a part beyond 64 KiB is refused`() {
    var rig = ImportRig()
    let batch = rig.begin(lines: 1, total: 512).batch
    let long = FileFixture.line(
      fen: 1, itemName: String(repeating: "费", count: 40), policy: "")
    let lines = [LineRecord](repeating: long, count: 512)
    let record = FileLine.notice(FileFixture.notice(lines: lines)).record(1)
    #expect(rig.part(batch, 0, [record]).code == .limit)
    #expect(rig.show(batch).parts == 0)
  }

  @Test func `R-1502: one bad line refuses the file and every bad line is listed`() {
    var rig = ImportRig()
    let lines: [FileLine] = [
      .employer(FileFixture.employer(1)), .notice(FileFixture.notice(total: 1)), .empty,
    ]
    let batch = rig.begin(lines: 3, total: 1).batch
    let records = lines.enumerated().map { $0.element.record(UInt64($0.offset + 1)) }
    #expect(rig.part(batch, 0, records).imported?.problems == 2)
    guard case .imports(.importPartTaken(let taken))? = rig.base.lastEvents.last else {
      Issue.record("no part was taken")
      return
    }
    #expect(taken.problems.map(\.line) == [2, 3])
    #expect(taken.problems.map(\.code) == ["SUM", "EMPTY"])
    #expect(rig.commit(batch).code == .importRefused)
    #expect(rig.commit(batch).code == .importRefused)
    #expect(rig.show(batch).phase == .refused)
    #expect(rig.base.slices.isEmpty)
    #expect(rig.state.employers.isEmpty)
    let which = ImportReference(batch: batch, after: 2)
    guard case .query(.problems(batch, after: 2)) = rig.call(.imports(.problems(which))) else {
      Issue.record("the problems are not in the books")
      return
    }
  }

  @Test func `a resident ID with a birthday in the future is refused, one of today is not`() throws
  {
    let today = EngineRig.start.businessDate
    let lines = [today, today.adding(days: 1), try #require(BusinessDate("2099-01-01"))].map {
      FileLine.person(FileFixture.person(1, resident: Fixture.resident(born: $0, 1)))
    }
    var rig = ImportRig()
    let (state, _) = rig.file([lines[0], lines[1], .empty, lines[2]])
    let problems = rig.base.events.flatMap { event -> [ImportProblem] in
      if case .imports(.importPartTaken(let taken)) = event { taken.problems } else { [] }
    }
    #expect(state.phase == .refused && state.problems == 3)
    #expect(problems.map(\.line) == [2, 3, 4])
    #expect(problems.map(\.code) == ["RESIDENT", "EMPTY", "RESIDENT"])
    #expect(problems.first?.reason == "居民身份证号码有误：其中的出生日期在今天之后")
    var again = ImportRig()
    #expect(again.file([lines[0]]).0.phase == .applied)
  }

  @Test func `R-1502: a total other than the declared one is not committed`() {
    var rig = ImportRig()
    let batch = rig.begin(lines: 1, total: 99_999).batch
    _ = rig.part(batch, 0, [FileLine.notice(FileFixture.notice()).record(1)])
    let refusal = rig.commit(batch).refusal
    #expect(refusal?.code == .importIncomplete)
    #expect(refusal?.text == "申报金额 999.99 元，收到的告知单合计 1000.00 元")
    #expect(rig.show(batch).phase == .open)
  }

  @Test func `R-1501: a repeated commit returns the import's progress`() {
    var rig = ImportRig()
    let batch = rig.send([.employer(FileFixture.employer(1))])
    let entryCount = rig.base.entries.count
    #expect(rig.commit(batch).imported?.phase == .committed)
    #expect(rig.base.entries.count == entryCount)
    rig.drain()
    #expect(rig.commit(batch).imported?.phase == .applied)
    #expect(rig.base.slices.count == 2)
  }

  @Test(arguments: [(0, 0), (10_000_001, 0), (1, -1), (1, Int64.max)] as [(UInt64, Int64)])
  func `an import above the bounds is not begun`(_ lines: UInt64, _ total: Int64) {
    var rig = ImportRig()
    let begin = ImportBegin(name: "x", lines: lines, total: total)
    #expect(rig.call(.imports(.begin(begin))).code == .limit)
  }

  @Test(arguments: [1, Imports.linesMax])
  func `an import at the bounds is begun`(lines: UInt64) {
    var rig = ImportRig()
    let begin = ImportBegin(name: "x", lines: lines, total: 0)
    #expect(rig.call(.imports(.begin(begin))).code == nil)
  }

  @Test func `one open import above the limit refuses the oldest`() {
    var rig = ImportRig()
    let first = rig.begin(lines: 1, total: 0).batch
    for _ in 1..<Imports.openMax {
      rig.base.advance(1)
      _ = rig.begin(lines: 1, total: 0)
    }
    #expect(rig.show(first).phase == .open)
    rig.base.advance(1)
    _ = rig.begin(lines: 1, total: 0)
    #expect(rig.show(first).phase == .refused)
    #expect(rig.state.batches.values.count { $0.phase == .open } == Imports.openMax)
  }

  @Test func `an import that is not in memory is looked up`() {
    var rig = ImportRig()
    let batch = rig.begin(lines: 1, total: 0).batch
    rig.base.shelf.batches[batch] = rig.state.batches[batch]
    rig.base.engine.state.batches[batch] = nil
    #expect(rig.show(batch).phase == .open)
    let unknown = ImportReference(batch: Id128(high: 9, low: 9), after: 0)
    #expect(rig.call(.imports(.show(unknown))).code == .importNotFound)
    #expect(rig.call(.imports(.problems(unknown))).code == .importNotFound)
    #expect(rig.call(.imports(.commit(unknown))).code == .importNotFound)
  }

  @Test func `only an officer imports`() {
    var rig = ImportRig()
    let begin = Request.imports(.begin(ImportBegin(name: "x", lines: 1, total: 0)))
    #expect(rig.base.call(begin).code == .wrongRole)
    let bank = Credential.bank(Fixture.bank)
    #expect(rig.base.call(begin, as: .credential(bank)).code == .wrongRole)
  }

  @Test func `lines checked on another thread are not checked again`() {
    var rig = ImportRig()
    let batch = rig.begin(lines: 1, total: 0).batch
    let part = ImportPart(batch: batch, index: 0, records: [FileLine.empty.record(1)])
    let problem = ImportProblem(line: 1, code: "OUTSIDE", reason: "loop")
    let incoming = IncomingRequest(
      address: ReplyAddress(loop: 0, connection: 9, stream: 9), credential: .officer("qingdao"),
      token: nil, key: nil, digest: nil, deadline: rig.base.now.real.adding(milliseconds: 1_000),
      credit: 0, request: .imports(.part(part)),
      checked: CheckedPart(
        body: [1, 2, 3], problems: [problem], sum: 0, isOrdered: true, persons: []))
    rig.base.work([.request(incoming)])
    guard case .imports(.importPartTaken(let taken))? = rig.base.lastEvents.last else {
      Issue.record("no part was taken")
      return
    }
    #expect(taken.problems == [problem])
    #expect(taken.records == [1, 2, 3])
  }

  @Test func `applied imports leave memory once the books have them`() {
    var rig = ImportRig()
    for _ in 0...Engine.doneBatchesMax {
      rig.base.advance(1)
      _ = rig.file([.employer(FileFixture.employer(1))])
    }
    let first = rig.state.batches.values.min { $0.begun < $1.begun }
    rig.base.advance(Timing.sweepEveryMilliseconds)
    #expect(rig.state.batches.count == Engine.doneBatchesMax)
    #expect(first.map { rig.state.batches[$0.batch] == nil } == true)
  }

  @Test(arguments: [
    (1, IdentityKind.legalRepresentative, false), (1, .taxClerk, true), (2, .taxClerk, true),
  ])
  func `a session ends if its person loses the identity it was entered with`(
    employer: UInt64, kind: IdentityKind, isOut: Bool
  ) {
    var base = EngineRig()
    let clerk = base.signIn(1, at: employer, as: kind)
    let session = base.engine.state.sessions.keys.first
    let colleague = base.signIn(2, at: 1)
    var person = Fixture.person(1)
    person.identities = [
      (1, IdentityKind.legalRepresentative), (1, .taxClerk), (2, .taxClerk),
    ].map { Fixture.identity($0.0, as: $0.1) }
    base.shelf.put(person)
    var rig = ImportRig(base)
    let (_, problems) = rig.file([
      .person(FileFixture.person(1, identities: [FileFixture.identity(1, kind: 1)]))
    ])
    #expect(problems.isEmpty)
    #expect((rig.base.call(.session(.whoami), as: clerk).code == .notSignedIn) == isOut)
    #expect(rig.base.call(.session(.whoami), as: colleague).reply != nil)
    #expect(rig.state.sessions.count == (isOut ? 1 : 2))
    var ended: [SessionFinished] = []
    for case .session(.sessionFinished(let event)) in rig.base.events { ended.append(event) }
    #expect(ended.map(\.session) == (isOut ? [session] : []))
    #expect(ended.allSatisfy { $0.why == .forced })
  }
}
