import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct ImportSliceTests {
  /// The first employer's only notice, with one line in a status.
  private static func notice(_ status: LineStatus) -> Notice {
    var line = Fixture.line(1, fen: status == .nothingDue ? 0 : 100_000, status: status)
    switch status {
    case .held, .paid, .posted: line.attempt = TicketNumber(number: 437_026_261_100_000_001)
    case .undeclared, .declared, .nothingDue, .withdrawn, .replaced: break
    }
    return Fixture.notice(lines: [line])
  }

  /// Makes a rig whose first employer has that notice.
  private static func rig(_ status: LineStatus) -> ImportRig {
    var rig = EngineRig()
    rig.shelf.put(Fixture.employer(1, notices: [notice(status)]))
    return ImportRig(rig)
  }

  private static func record(_ notice: Notice, version: UInt32, due: String = "2026-11-25")
    -> FileLine
  {
    let lines = notice.lines.map { line in
      FileFixture.line(fen: line.amount.fen, base: line.base.fen)
    }
    return .notice(
      FileFixture.notice(notice.number.text, version: version, due: due, lines: lines))
  }

  @Test(
    arguments: [
      (.undeclared, nil), (.declared, nil), (.held, .noticeBusy), (.paid, .noticeBusy),
      (.posted, .noticeBusy), (.nothingDue, nil), (.withdrawn, nil), (.replaced, nil),
    ] as [(LineStatus, RecordFault?)])
  func `a notice is replaced only while no line is held or paid`(
    _ status: LineStatus, _ fault: RecordFault?
  ) {
    var rig = Self.rig(status)
    let (state, problems) = rig.file([Self.record(Self.notice(status), version: 2)])
    #expect(problems.map(\.code) == [fault].compactMap { $0?.rawValue })
    #expect(state.applied == (fault == nil ? 1 : 0))
    let after = rig.state.employers[Fixture.registration(1)]?.notices.values.first
    #expect(after?.version == (fault == nil ? 2 : 1))
    #expect(after?.lines.first?.status == (fault == nil ? .undeclared : status))
  }

  @Test(
    arguments: [
      (.undeclared, .withdrawn, nil), (.declared, .withdrawn, nil), (.held, .held, .noticeBusy),
      (.paid, .paid, .noticeBusy), (.posted, .posted, .noticeBusy),
      (.nothingDue, .withdrawn, nil), (.withdrawn, .withdrawn, nil), (.replaced, .replaced, nil),
    ] as [(LineStatus, LineStatus, RecordFault?)])
  func `a notice is withdrawn only while no line is held or paid`(
    _ status: LineStatus, _ then: LineStatus, _ fault: RecordFault?
  ) {
    var rig = Self.rig(status)
    let (_, problems) = rig.file([.withdraw(FileFixture.withdrawal())])
    #expect(problems.map(\.code) == [fault].compactMap { $0?.rawValue })
    let after = rig.state.employers[Fixture.registration(1)]?.notices.values.first
    #expect(after?.lines.map(\.status) == [then])
  }

  @Test func `a withdrawal and a new version of one notice are applied in the file's order`() {
    for withdrawsFirst in [true, false] {
      var rig = Self.rig(.undeclared)
      let new = Self.record(Self.notice(.undeclared), version: 2)
      let gone = FileLine.withdraw(FileFixture.withdrawal())
      let (state, problems) = rig.file(withdrawsFirst ? [gone, new] : [new, gone])
      #expect(state.applied == 2 && problems.isEmpty)
      let after = rig.state.employers[Fixture.registration(1)]?.notices.values.first
      let status = withdrawsFirst ? LineStatus.undeclared : .withdrawn
      #expect(after?.version == 2 && after?.lines.allSatisfy { $0.status == status } == true)
    }
  }

  @Test func `a withdrawn notice is accepted again in a higher version only`() {
    var rig = Self.rig(.withdrawn)
    var (state, problems) = rig.file([Self.record(Self.notice(.withdrawn), version: 1)])
    #expect(state.applied == 0 && problems.map(\.code) == ["VERSION_SAME"])
    (state, problems) = rig.file([Self.record(Self.notice(.withdrawn), version: 2)])
    #expect(state.applied == 1 && problems.isEmpty)
  }

  @Test(arguments: [LineStatus.undeclared, .declared, .held, .paid, .posted])
  func `the same version with the same content has no effect`(_ status: LineStatus) {
    var rig = Self.rig(status)
    let before = Fixture.employer(1, notices: [Self.notice(status)])
    let (state, problems) = rig.file([Self.record(Self.notice(status), version: 1)])
    #expect(state.applied == 1 && problems.isEmpty)
    #expect(rig.state.employers[Fixture.registration(1)] == before)
    #expect(
      !rig.base.events.contains { if case .employer(.noticeFiled) = $0 { true } else { false } })
  }

  @Test func `the same version with other content, and a lower one, are listed`() {
    var rig = Self.rig(.undeclared)
    let notice = Self.notice(.undeclared)
    var (_, problems) = rig.file([Self.record(notice, version: 1, due: "2026-12-25")])
    #expect(problems.map(\.code) == ["VERSION_SAME"])
    _ = rig.file([Self.record(notice, version: 3)])
    (_, problems) = rig.file([Self.record(notice, version: 2)])
    #expect(problems.map(\.code) == ["VERSION_OLD"])
  }

  @Test(arguments: [LineStatus.paid, .posted, .withdrawn])
  func `a notice that is not in memory is found in the books`(_ status: LineStatus) {
    var base = EngineRig()
    base.shelf.put(Fixture.employer(1))
    let notice = Self.notice(status)
    let name = NoticeName(registration: Fixture.registration(1), number: notice.number)
    base.shelf.closed[name] = notice
    var rig = ImportRig(base)
    var (state, problems) = rig.file([Self.record(notice, version: 1)])
    #expect(problems.map(\.code) == (status == .withdrawn ? ["VERSION_SAME"] : []))
    #expect(state.applied == (status == .withdrawn ? 0 : 1))
    #expect(rig.state.employers[name.registration]?.notices.isEmpty == true)
    (state, problems) = rig.file([Self.record(notice, version: 2)])
    #expect(problems.map(\.code) == (status == .withdrawn ? [] : ["NOTICE_BUSY"]))
    #expect(state.applied == (status == .withdrawn ? 1 : 0))
  }

  @Test func `a line about an unknown employer or notice is listed as a problem`() {
    var rig = ImportRig()
    let (state, problems) = rig.file([
      .employer(FileFixture.employer(1)), .notice(FileFixture.notice("N1", of: 2)),
      .withdraw(FileFixture.withdrawal("N2", of: 2)), .withdraw(FileFixture.withdrawal("N3")),
      .notice(FileFixture.notice("N4")),
    ])
    #expect(state.phase == .applied && state.applied == 2 && state.rejected == 3)
    #expect(
      problems == [
        RecordProblem(.noticeUnknown, "没有告知单 N3").at(line: 4),
        RecordProblem(.employerUnknown, "没有登记序号为 \(Fixture.registration(2)) 的单位").at(line: 2),
        RecordProblem(.employerUnknown, "没有登记序号为 \(Fixture.registration(2)) 的单位").at(line: 3),
      ])
  }

  @Test func `within one file a notice may be filed, replaced and withdrawn`() {
    var rig = ImportRig(rowsMax: 2)
    let (state, _) = rig.file([
      .notice(FileFixture.notice("N1")), .notice(FileFixture.notice("N1", version: 2)),
      .withdraw(FileFixture.withdrawal("N1")), .employer(FileFixture.employer(1)),
    ])
    #expect(state.applied == 4 && state.rejected == 0)
    let notice = rig.state.employers[Fixture.registration(1)]?.notices.values.first
    #expect(notice?.version == 2)
    #expect(notice?.lines.map(\.status) == [.withdrawn])
  }

  @Test func `a person imported again keeps password, failures and confirmations`() {
    var base = EngineRig()
    var person = Fixture.person(1)
    person.failures = [WayFailures(way: 1, times: [base.now.real])]
    base.shelf.put(person)
    var rig = ImportRig(base)
    let two = [FileFixture.identity(1), FileFixture.identity(2)]
    _ = rig.file([.person(FileFixture.person(1, name: "张新名", identities: two))])
    let after = rig.state.persons[Fixture.resident(1)]
    #expect(after?.name == "张新名" && after?.user == "")
    #expect(after?.password == person.password && after?.failures == person.failures)
    #expect(after?.identities.map(\.confirmed) == [true, false])
  }

  @Test func `an employer filed again keeps what it owes and its agreements`() {
    var rig = Self.rig(.held)
    _ = rig.file([.employer(FileFixture.employer(1, name: "青岛新名有限公司"))])
    let after = rig.state.employers[Fixture.registration(1)]
    #expect(after?.registration.name == "青岛新名有限公司")
    #expect(after?.notices.values.first == Self.notice(.held))
  }

  @Test(arguments: [255, 256, 257, 512, 513])
  func `a file is applied in slices of 256 rows`(_ count: Int) {
    var rig = ImportRig()
    let lines = (1...count).map { FileLine.person(FileFixture.person(UInt64($0 % 900))) }
    let (state, _) = rig.file(lines)
    #expect(state.applied == UInt64(count))
    #expect(rig.base.slices.count == (count + 255) / 256 + 1)
  }

  @Test(arguments: [1, 2, 3, 7, 40, 256])
  func `slices of any size give the same state`(_ rowsMax: Int) {
    let lines = Self.file(seed: 5, count: 60)
    var whole = ImportRig()
    let (state, problems) = whole.file(lines)
    var cut = ImportRig(rowsMax: rowsMax)
    let (cutState, cutProblems) = cut.file(lines)
    #expect(cutState.applied == state.applied && cutState.rejected == state.rejected)
    #expect(cutProblems == problems)
    #expect(Self.sequenceless(cut.state) == Self.sequenceless(whole.state))
    #expect(cut.state.persons == whole.state.persons)
  }

  @Test(arguments: 0..<12)
  func `R-1502: after a crash at any slice nothing is applied twice`(_ slices: Int) {
    let lines = Self.file(seed: 11, count: 40)
    var whole = ImportRig(rowsMax: 4)
    let (state, _) = whole.file(lines)
    var rig = ImportRig(rowsMax: 4)
    let batch = rig.send(lines)
    for _ in 0..<slices {
      guard let slice = rig.nextSlice() else { break }
      rig.base.work([.slice(slice)])
    }
    var again = ImportRig(EngineRig(rig.base.replayed(), seed: 9), rowsMax: 4)
    again.store(batch, lines)
    again.base.work([.tick])
    again.drain()
    let after = again.show(batch)
    #expect(after.phase == .applied)
    #expect(after.applied == state.applied && after.rejected == state.rejected)
    #expect(Self.sequenceless(again.state) == Self.sequenceless(whole.state))
  }

  @Test func `a slice that is repeated, late or of another cursor is ignored`() {
    var rig = ImportRig(rowsMax: 1)
    let batch = rig.send([
      .person(FileFixture.person(1)), .person(FileFixture.person(2)),
    ])
    let first = Fixture.sure(rig.nextSlice())
    rig.base.work([.slice(first), .slice(first)])
    let entryCount = rig.base.entries.count
    rig.base.work([.slice(first)])
    rig.base.work([.slice(Slice(batch: batch, after: "Z", rows: []))])
    rig.base.work([.slice(Slice(batch: Id128(high: 3, low: 3), after: "", rows: []))])
    #expect(rig.base.entries.count == entryCount)
    rig.drain()
    #expect(rig.show(batch).applied == 2)
  }

  @Test func `a slice is applied only after all its lookups`() {
    var rig = ImportRig()
    let batch = rig.send([.person(FileFixture.person(1)), .person(FileFixture.person(2))])
    let slice = Fixture.sure(rig.nextSlice())
    let turn = rig.base.engine.work(
      [.slice(slice)], now: rig.base.now.real, books: rig.state.sequence)
    #expect(turn.entries.isEmpty && turn.jobs.count == 2)
    #expect(rig.show(batch).applied == 0)
    rig.base.work([.lookupResult(.person(Fixture.resident(1), nil))])
    #expect(rig.show(batch).applied == 0)
    rig.base.work([.lookupResult(.person(Fixture.resident(2), nil))])
    #expect(rig.show(batch).applied == 2)
  }

  @Test func `an import goes on by itself after books could not be read`() {
    var rig = ImportRig()
    let batch = rig.send([.employer(FileFixture.employer(1))])
    rig.base.shelf.isBroken = true
    rig.drain()
    #expect(rig.show(batch).phase == .committed)
    rig.base.shelf.isBroken = false
    rig.base.advance(Engine.sliceRetryMilliseconds)
    rig.drain()
    #expect(rig.show(batch).phase == .applied)
  }

  @Test func `a slice that never comes is asked for again`() {
    var rig = ImportRig()
    let batch = rig.send([.employer(FileFixture.employer(1))])
    #expect(rig.nextSlice()?.rows.count == 1)
    rig.base.advance(Engine.sliceLostMilliseconds)
    rig.drain()
    #expect(rig.show(batch).phase == .applied)
    let asked = rig.base.slices.count
    rig.base.advance(10 * Engine.sliceLostMilliseconds)
    #expect(rig.base.slices.count == asked)
  }

  @Test func `a closed gate delays an import`() {
    var rig = ImportRig()
    let batch = rig.send([.employer(FileFixture.employer(1))])
    rig.base.engine.set(Gate(closed: Refusal(.readOnly, "磁盘空间不足")))
    rig.drain()
    #expect(rig.show(batch).applied == 0)
    #expect(rig.commit(batch).code == .readOnly)
    rig.base.engine.set(Gate())
    rig.base.advance(Engine.sliceRetryMilliseconds)
    rig.drain()
    #expect(rig.show(batch).phase == .applied)
  }

  @Test func `an operation's events stay below the limit of a journal entry`() {
    var rig = ImportRig()
    let line = FileFixture.line(fen: 1, itemName: String(repeating: "费", count: 20))
    let many = [LineRecord](repeating: line, count: 400)
    var lines: [FileLine] = [.employer(FileFixture.employer(1))]
    for number in 1...30 {
      lines.append(.notice(FileFixture.notice("N\(number)", lines: many)))
    }
    let batch = rig.begin(lines: lines.count, total: 30 * 400).batch
    rig.store(batch, lines)
    for (place, line) in lines.enumerated() {
      _ = rig.part(batch, UInt64(place), [line.record(UInt64(place + 1))])
    }
    #expect(rig.commit(batch).imported?.phase == .committed)
    rig.drain()
    #expect(rig.show(batch).applied == 31)
    // A slice is cut behind the record that passes the limit; a notice here is below 128 KiB.
    let bytesMax = SliceRules.eventsBytesMax + 128 * 1_024
    #expect(bytesMax < JournalEntry.eventsBytesMax)
    #expect(rig.base.entries.allSatisfy { $0.events.count <= bytesMax })
    #expect(rig.base.slices.count >= 4)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `every line received is applied or listed`(_ seed: UInt64) {
    var rig = ImportRig(rowsMax: 16)
    let lines = Self.file(seed: seed, count: 80)
    let (state, problems) = rig.file(lines)
    #expect(state.phase == .applied)
    #expect(state.applied + state.rejected == UInt64(lines.count))
    #expect(problems.count == Int(state.rejected))
    #expect(Set(problems.map(\.line)).count == problems.count)
    let entryCount = rig.base.entries.count
    let (again, problemsAgain) = rig.file(lines)
    #expect(again.applied + again.rejected == UInt64(lines.count))
    #expect(problemsAgain.count == Int(again.rejected))
    // A repeated file meets its own last versions: lines about notices, and no others, may be
    // listed that were applied before.
    for line in Set(problemsAgain.map(\.line)).subtracting(problems.map(\.line)) {
      let record = lines[Int(line) - 1].record(line)
      #expect(record.employer == nil && record.person == nil, "line \(line)")
    }
    #expect(rig.base.entries.count > entryCount)
    #expect(Self.sequenceless(rig.base.replayed()) == Self.sequenceless(rig.state))
  }

  /// Random lines about few employers and notices, so that they collide. No part of 40 lines has a
  /// repetition, which would refuse the file.
  private static func file(seed: UInt64, count: Int) -> [FileLine] {
    var random = SeededEntropy(seed: seed + 1)
    var lines: [FileLine] = []
    while lines.count < count {
      let start = lines.count / 40 * 40
      var seen = Set(lines[start...].map { ImportOrder.key($0.record(0)) + version($0) })
      let line = line(&random)
      if seen.insert(ImportOrder.key(line.record(0)) + version(line)).inserted {
        lines.append(line)
      }
    }
    return lines
  }

  private static func version(_ line: FileLine) -> String {
    if case .notice(let record) = line { return "v\(record.version)" }
    return ""
  }

  private static func line(_ random: inout SeededEntropy) -> FileLine {
    let number = random.number()
    let employer = number >> 8 % 6 + 1
    let notice = "N\(number >> 16 % 5)"
    switch number % 8 {
    case 0, 1: return .employer(FileFixture.employer(employer))
    case 2: return .withdraw(FileFixture.withdrawal(notice, of: employer))
    case 3: return .person(FileFixture.person(number >> 24 % 40, at: employer))
    default:
      return .notice(
        FileFixture.notice(
          notice, of: employer, version: UInt32(number >> 32 % 3 + 1),
          lines: [FileFixture.line(fen: Int64(number >> 40 % 2 + 1))]))
    }
  }

  /// The employers of a state, without sequence numbers.
  private static func sequenceless(_ state: State) -> [RegistrationNumber: Employer] {
    state.employers.mapValues { employer in
      var employer = employer
      employer.sequence = 0
      return employer
    }
  }
}
