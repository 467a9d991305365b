import Fixtures
import Protocol
import Testing

@testable import Bureau

/// A realm that was restored from a backup.
@Suite struct RecoveringTests {
  private static let now = Moment(real: EngineRig.start, business: EngineRig.start)
  private static let month = EngineRig.start.businessDate.period

  /// The state after a restore, from its operations alone.
  private static func restored(_ backup: State, restores: UInt32 = 1) -> (State, [JournalEntry]) {
    let entries = Recovering.begin(
      backup, since: EngineRig.start.adding(milliseconds: -1_000), restores: restores, now: now)
    var state = backup
    for entry in entries { state.apply(EngineRig.events(of: entry), sequence: entry.sequence) }
    return (state, entries)
  }

  private static func state(_ employers: [Employer], serial: UInt32 = 7) -> State {
    var state = State()
    state.sequence = 40
    for employer in employers { state.load(employer) }
    state.serials[month] = serial
    return state
  }

  @Test(
    arguments: [
      (.requested, .unknown), (.handedOut, .unknown), (.unknown, .unknown), (.officer, .officer),
      (.succeeded, .succeeded), (.failed, .failed), (.cancelled, .cancelled),
    ] as [(AttemptStatus, AttemptStatus)])
  func `an attempt open in the backup is unknown until its bank or an officer ends it`(
    before: AttemptStatus, after: AttemptStatus
  ) {
    let (state, _) = Self.restored(Self.state([Fixture.payer(before)]))
    var rig = EngineRig(state)
    #expect(rig.status() == after)
    rig.advance(86_400_000)
    let feed = rig.send(.bank(.orders), as: EngineRig.asBank)
    let settles = rig.send(.bank(.settles), as: EngineRig.asBank)
    #expect(rig.items(of: feed).isEmpty)
    let isOpen = after == .unknown || after == .officer
    #expect(rig.items(of: settles).count == (isOpen ? 1 : 0))
    #expect(rig.status() == (isOpen ? .officer : after))
  }

  @Test func `the lines of a debit that the bank never had are free again`() {
    let (state, _) = Self.restored(Self.state([Fixture.payer(.requested)]))
    var rig = EngineRig(state)
    guard
      let order = rig.items(
        of: rig.send(.bank(.settles), as: EngineRig.asBank)
      ).first as? SettleOrder
    else { return }
    let none = DebitReport(
      reference: order.reference, digest: order.digest, outcome: .none, amount: .zero,
      receipt: "", code: "", reason: "")
    #expect(rig.call(.bank(.debitReport(none)), as: EngineRig.asBank).reply != nil)
    #expect(rig.status() == .failed)
  }

  @Test func `a second restore of a backup skips the serials of the first`() {
    let backup = Self.state([])
    var starts: [UInt32] = []
    for restores in 1...3 as ClosedRange<UInt32> {
      let (state, _) = Self.restored(backup, restores: restores)
      starts.append(state.serials[Self.month] ?? 0)
      #expect(state.serials[Self.month.next] == Recovering.serialsSkipped * restores)
    }
    #expect(starts == [5_000_007, 10_000_007, 15_000_007])
  }

  @Test func `serials above the maximum are used up, not issued again`() {
    let (state, _) = Self.restored(Self.state([], serial: 96_000_000))
    #expect(state.serials[Self.month] == TicketNumber.serialMax)
  }

  @Test(arguments: [(1_000, 2), (1_001, 3)])
  func `one operation makes a thousand debits unknown; the first begins the recovery`(
    count: Int, entryCount: Int
  ) {
    let payers = (1...UInt64(count)).map {
      Fixture.payer(.handedOut, number: UInt32($0), of: $0)
    }
    let (state, all) = Self.restored(Self.state(payers))
    #expect(all.count == entryCount && all.map(\.sequence) == Array(41...40 + UInt64(entryCount)))
    #expect(all.allSatisfy { $0.events.count <= JournalEntry.eventsBytesMax })
    #expect(Recovering.open(state).count == count)
  }

  @Test func `recovery refuses clerks' changes until an officer ends it; reports and reads go on`()
    throws
  {
    let (state, _) = Self.restored(Self.state([Fixture.payer(.handedOut)]))
    var rig = EngineRig(state)
    let clerk = rig.signIn()
    let void = Request.declare(.void(DeclareVoid(notice: Fixture.notice().number, version: 1)))
    #expect(rig.call(void, as: clerk).code == .readOnly)
    #expect(rig.call(.todo(.list(TodoFilter())), as: clerk).reply != nil)
    // Clerks sign in and out, and officers resolve what the bank does not report.
    let login = LoginReference(login: Id128(high: 1, low: 1))
    #expect(rig.call(.login(.codeSend(login))).code == .loginExpired)
    let resolve = OfficerResolve(
      number: Fixture.ticket(1), succeeded: false, receipt: "", reason: "银行查无此笔")
    #expect(rig.call(.officer(.resolve(resolve)), as: ImportRig.officer).code == .notForOfficer)
    #expect(throws: RecoveryProblem.otherNumber(open: 1)) {
      try Recovering.end(state, officer: "o", open: 0, now: Self.now)
    }
    for name in ["", String(repeating: "税", count: 21) + "ab"] {
      #expect(throws: RecoveryProblem.name(bytesMax: 64)) {
        try Recovering.end(state, officer: name, open: 1, now: Self.now)
      }
    }
    let longest = String(repeating: "税", count: 21) + "a"
    #expect(throws: Never.self) {
      let entry = try Recovering.end(state, officer: longest, open: 1, now: Self.now)
      _ = try EventCoding.decode(entry.events)
    }
    let entry = try Recovering.end(state, officer: "o", open: 1, now: Self.now)
    var ended = state
    ended.apply(EngineRig.events(of: entry), sequence: entry.sequence)
    guard case .realm(.recoveryEnded(let event)) = EngineRig.events(of: entry).first else { return }
    #expect(event.first == [Fixture.ticket(1)] && event.officer == "o")
    var after = EngineRig(ended)
    let again = after.signIn()
    #expect(after.call(void, as: again).code == .linesHeld)
    #expect(throws: RecoveryProblem.notInRecovery) {
      try Recovering.end(ended, officer: "o", open: 1, now: Self.now)
    }
  }
}
