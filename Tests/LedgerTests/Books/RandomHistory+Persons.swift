@testable import Bureau
import Fixtures
import Protocol

extension RandomHistory {
  var time: Timestamp { entries.last?.at ?? Self.start }

  /// Adds a login, its proof, its end, or a login that replaces another in the same operation.
  mutating func signIn(_ registration: RegistrationNumber) {
    let live = state.sessions.keys.sorted().randomElement(using: &random)
    let number = fresh()
    let session = Fixture.session(
      Fixture.id(5_000_000 + number), token: Fixture.digest(number), of: Fixture.resident(1),
      at: registration, as: .taxClerk, opened: time, proved: false)
    let begun = Event.session(.sessionBegun(SessionBegun(session: session)))
    guard let live else { return operate([begun]) }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: operate([.session(.sessionProved(SessionProved(session: live)))])
    case 1: operate([.session(.sessionFinished(SessionFinished(session: live, why: .logout)))])
    case 2:
      operate([.session(.sessionFinished(SessionFinished(session: live, why: .replaced))), begun])
    default: operate([begun])
    }
  }

  mutating func person() {
    guard
      let resident = state.persons.keys.sorted(by: { $0.text < $1.text })
        .randomElement(using: &random)
    else { return }
    let way = UInt32.random(in: 1...4, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0:
      let password = PasswordHash(
        salt: [1, 2], hash: [UInt8](repeating: UInt8(way), count: 32), n: 16_384, r: 8, p: 1)
      operate([.person(.passwordSet(PasswordSet(resident: resident, password: password)))])
    case 1, 2:
      let failures = WayFailures(way: way, times: [time, time], lockedUntil: way == 1 ? time : nil)
      operate([.person(.loginFailed(LoginFailed(resident: resident, failures: failures)))])
    case 3: operate([.person(.loginPassed(LoginPassed(resident: resident, way: way)))])
    case 4: operate([.person(.loginUnlocked(LoginUnlocked(resident: resident)))])
    case 5:
      let consent = ConsentGiven(
        document: way % 2 + 1, version: 1, hash: Fixture.digest(fresh()), at: time)
      operate([.person(.consentAccepted(ConsentAccepted(resident: resident, consent: consent)))])
    default:
      guard let held = state.persons[resident]?.identities.first else { return }
      operate([
        .person(
          .identityConfirmed(
            IdentityConfirmed(
              resident: resident, registration: held.registration, kind: held.kind))),
        .person(.codeOrdered(CodeOrdered(resident: resident, order: sms(), at: time))),
      ])
    }
  }

  mutating func sms() -> SmsOrder {
    SmsOrder(
      order: Fixture.id(6_000_000 + fresh()), mobile: Fixture.mobile(1),
      purpose: "验证码 {code}", ends: time.adding(milliseconds: 300_000))
  }

  mutating func message() {
    guard let waiting = state.messages.keys.sorted().randomElement(using: &random),
      Bool.random(using: &random)
    else { return operate([.message(.messageOrdered(MessageOrdered(order: sms())))]) }
    operate([.message(.messageTaken(MessageTaken(order: waiting)))])
  }

  mutating func operateRealm() {
    guard Int.random(in: 0..<3, using: &random) == 0 else {
      if state.clockAhead % 3_000 == 2_000 { return recover() }
      return operate([.realm(.clockAdvanced(ClockAdvanced(milliseconds: state.clockAhead + 1_000)))]
      )
    }
    importFile(parts: 2, lines: 5)
  }

  /// Begins a recovery, or ends it.
  private mutating func recover() {
    operate([.realm(.clockAdvanced(ClockAdvanced(milliseconds: state.clockAhead + 1_000)))])
    guard state.recovery == nil else {
      return operate([.realm(.recoveryEnded(RecoveryEnded(officer: "o", open: 0, first: [])))])
    }
    let skip = SerialSkip(
      month: time.businessDate.period, last: (state.serials[time.businessDate.period] ?? 0) + 5)
    operate([.realm(.recoveryBegun(RecoveryBegun(since: time, restored: time, serials: [skip])))])
  }

  /// Adds an import of notices for the existing employers, with one bad line in each part; commits
  /// it and applies its first slice.
  @discardableResult
  mutating func importFile(parts: UInt64, lines: UInt64) -> Id128 {
    let id = Fixture.id(7_000_000 + fresh())
    var batch = ImportBatch(
      batch: id, name: "notices.jsonl", phase: .open, lines: parts * lines, total: 0, received: 0,
      parts: 0, sum: 0, problems: 0, applied: 0, rejected: 0, cursor: "", begun: time)
    operate([.imports(.importBegun(ImportBegun(batch: batch)))])
    for part in 0..<parts {
      let records = (1...lines).map { record(part * lines + $0) }
      batch.parts += 1
      batch.received += lines
      batch.problems += 1
      batch.lastLine = (part + 1) * lines
      let bytes = Protocol.encode(ImportPart(batch: id, index: part, records: records))
      let problem = ImportProblem(line: part * lines + 1, code: "AMOUNT", reason: "合计不符")
      operate([
        .imports(
          .importPartTaken(
            ImportPartTaken(batch: batch, index: part, records: bytes, problems: [problem])))
      ])
      noteImported(id, Int(lines) - 1)
    }
    batch.phase = .committed
    operate([.imports(.importCommitted(ImportCommitted(batch: batch)))])
    batch.phase = .applied
    batch.applied = 1
    let forbidden = ImportProblem(line: 2, code: "PAID", reason: "已缴")
    operate([
      .imports(
        .importSliceApplied(ImportSliceApplied(batch: batch, problems: [forbidden, forbidden])))
    ])
    return id
  }

  private func record(_ line: UInt64) -> ImportRecord {
    if line % 7 == 0 {
      return FileLine.person(FileFixture.person(line, name: "钱", identities: [])).record(line)
    }
    let serial = line % 5 + 1
    if line % 3 == 0 {
      return FileLine.withdraw(FileFixture.withdrawal("G\(line)", of: serial)).record(line)
    }
    let notice = FileFixture.notice("G\(line)", of: serial, sequential: false, lines: [])
    return FileLine.notice(notice).record(line)
  }
}
