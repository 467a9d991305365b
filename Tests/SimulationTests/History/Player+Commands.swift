@testable import Bureau
import Fixtures
import Protocol

extension Player {
  mutating func carryOut(_ command: HistoryCommand) throws(Mismatch) {
    switch command {
    case .declare(let slot, let notice, let twist): try declare(slot, notice, twist)
    case .void(let slot, let notice):
      let (slot, notice) = pick(slot, notice)
      try ask(
        .declare(.void(DeclareVoid(notice: notice.number, version: notice.version))), slot: slot)
    case .preview(let slot, let notice, let ticks):
      let (slot, notice) = pick(slot, notice)
      try ask(.pay(.preview(look(notice, ticks))), slot: slot)
    case .pay(let slot, let notice, let ticks, let fresh, let twist, let password, let choice):
      try pay(slot, notice, ticks, fresh, twist, password, choice)
    case .use(let slot, let on, let password):
      let slot = self.slot(slot)
      let entered = password == .wrong ? "999999" : model.employers[employer(slot)].password
      let use = PaymentPasswordUse(on: on, password: password == .none ? nil : entered)
      try ask(.paymentPassword(.use(use)), slot: slot)
    case .status, .todos, .again, .reuse, .badKey: try askMore(command)
    case .add, .delete, .autopay: try agree(command)
    case .connect, .disconnect, .credit, .report, .agreed: try bank(command)
    case .pass(let milliseconds): try pass(milliseconds)
    case .days(let days): try advance(days: days)
    case .restart, .agency, .lag, .commit, .crash: try machine(command)
    }
  }

  /// Returns the slot that a number selects: below `HistoryCommand.aimedSlots` one that is signed
  /// in and may pay, if there is one.
  func slot(_ wanted: Int) -> Int {
    let count = model.sessions.count
    guard wanted < HistoryCommand.aimedSlots else { return wanted % count }
    let live = (0..<count).map { ($0 + wanted) % count }.first { slot in
      slot % World.slotsOfEmployer != 3 && model.sessions[slot]?.isLive(at: model.real) == true
    }
    return live ?? wanted % count
  }

  /// The kind of notice that a number selects.
  enum Aim { case any, undeclared, payable }
  func employer(_ slot: Int) -> Int { slot / World.slotsOfEmployer }

  /// Returns a slot and one of its employer's notices: below `HistoryCommand.aimedNotices` one that
  /// fits the aim, if there is one.
  func pick(_ wanted: Int, _ notice: Int, _ aim: Aim = .any) -> (Int, ModelNotice) {
    let slot = slot(wanted)
    let notices = model.employers[employer(slot)].notices
    let fitting = notices.filter { candidate in
      switch aim {
      case .any: true
      case .undeclared: candidate.lines.contains { $0.status == .undeclared }
      case .payable:
        candidate.lines.contains { $0.status == .declared } && !candidate.special
          && !candidate.isHeld
      }
    }
    guard notice < HistoryCommand.aimedNotices, !fitting.isEmpty else {
      return (slot, notices[notice % notices.count])
    }
    return (slot, fitting[notice % fitting.count])
  }

  /// Makes a preview request that ticks deferrable lines by the bits of `ticks`.
  func look(_ notice: ModelNotice, _ ticks: UInt8) -> PreviewRequest {
    let ticked = notice.lines.filter { line in
      line.deferredUntil != nil && ticks >> UInt8(line.number.number - 1) & 1 == 1
        && line.isDeferrable(on: model.today)
    }
    return PreviewRequest(notice: notice.number, deferrable: ticked.map(\.number))
  }

  /// Returns a notice of another employer, or one that does not exist.
  func foreign(_ slot: Int) -> NoticeNumber {
    let others = model.employers.indices.filter { $0 != employer(slot) }
    return others.first.map { model.employers[$0].notices[0].number }
      ?? Fixture.sure(NoticeNumber(text: "NONE"))
  }

  private mutating func declare(
    _ slot: Int, _ notice: Int, _ twist: HistoryCommand.DeclareTwist
  ) throws(Mismatch) {
    let (slot, notice) = pick(slot, notice, .undeclared)
    let save = DeclareSave(
      notice: twist == .foreign ? foreign(slot) : notice.number,
      version: twist == .version ? notice.version + 1 : notice.version,
      amount: Fixture.money(notice.amount + (twist == .amount ? 1 : 0)))
    try ask(.declare(.save(save)), slot: slot)
  }

  // MARK: paying

  private mutating func pay(
    _ slot: Int, _ notice: Int, _ ticks: UInt8, _ fresh: Bool, _ twist: HistoryCommand.PayTwist,
    _ password: HistoryCommand.Password, _ choice: HistoryCommand.Pick
  ) throws(Mismatch) {
    let aimed = notice < HistoryCommand.aimedNotices
    var (slot, notice) = pick(slot, notice, .payable)
    if aimed, notice.declaredOn == nil {
      // The notice has to be declared first.
      let save = DeclareSave(
        notice: notice.number, version: notice.version, amount: Fixture.money(notice.amount))
      try ask(.declare(.save(save)), slot: slot)
      notice = model.employers[employer(slot)].notices.first { $0.number == save.notice } ?? notice
    }
    let look = look(notice, ticks)
    if fresh { try ask(.pay(.preview(look)), slot: slot) }
    let employer = model.employers[employer(slot)]
    let shown = lastShown[notice.number]
    let digest =
      twist == .digest || twist == .both ? Digest256(1, 2, 3, 4) : shown?.digest ?? .zero
    let wrongTotal: Int64 = twist == .total || twist == .both ? 1 : 0
    let pay = PayByAgreement(
      notice: twist == .foreign ? foreign(slot) : notice.number,
      version: twist == .version ? notice.version + 1 : notice.version,
      deferrable: look.deferrable
        + (twist == .oddTick ? [Fixture.sure(LineNumber(number: 9))] : []),
      deferralConfirmed: twist != .unconfirmed,
      total: Fixture.money((shown?.terms.total ?? 0) + wrongTotal), digest: digest,
      agreement: agreement(choice, notice, employer),
      password: self.password(password, employer), withoutPassword: password == .right)
    try ask(.pay(.agreement(pay)), slot: slot)
  }

  private func password(_ password: HistoryCommand.Password, _ employer: ModelEmployer) -> String? {
    switch password {
    case .right: employer.passwordOff ? nil : employer.password
    case .wrong: "999999"
    case .none: nil
    }
  }

  private func agreement(
    _ choice: HistoryCommand.Pick, _ notice: ModelNotice, _ employer: ModelEmployer
  ) -> AgreementNumber? {
    switch choice {
    case .none: nil
    case .fitting:
      employer.agreements.first { $0.status == .active && $0.office == notice.office }?.number
    case .any(let place): World.agreement(0, place)
    }
  }

  // MARK: status, keys

  private mutating func askMore(_ command: HistoryCommand) throws(Mismatch) {
    switch command {
    case .status(let wanted, let attempt):
      let slot = slot(wanted)
      let attempts = model.employers[employer(slot)].attempts
      let known = attempts.isEmpty ? nil : attempts[attempt % attempts.count].name.key
      let which = PaymentStatusRequest(key: known ?? Id128(high: 1, low: 1), wait: false)
      try ask(.pay(.status(which)), slot: slot)
    case .todos(let wanted): try ask(.todo(.list(TodoFilter())), slot: slot(wanted))
    case .again(let wanted):
      let slot = slot(wanted)
      guard let last = lastKeyed[owner(slot)] else { return }
      try ask(last.request, slot: slot, key: last.key)
    case .reuse(let wanted, let notice):
      let (slot, notice) = pick(wanted, notice)
      guard let last = lastKeyed[owner(slot)] else { return }
      let void = DeclareVoid(notice: notice.number, version: notice.version)
      try ask(.declare(.void(void)), slot: slot, key: last.key)
    case .badKey(let wanted, let notice, let twist):
      let (slot, notice) = pick(wanted, notice)
      let void = DeclareVoid(notice: notice.number, version: notice.version)
      try ask(.declare(.void(void)), slot: slot, exactKey: badKey(twist))
    default: break
    }
  }

  private mutating func badKey(_ twist: HistoryCommand.KeyTwist) -> Id128? {
    switch twist {
    case .missing: nil
    case .malformed: Id128(high: 4, low: next())
    case .future:
      Id128(millis: model.real.milliseconds + 300_001, randomA: 1, randomB: next())
    }
  }

  // MARK: agreements

  private mutating func agree(_ command: HistoryCommand) throws(Mismatch) {
    switch command {
    case .add(let wanted, let agreement, let office, let bank):
      let slot = slot(wanted)
      let offices = World.offices + [Fixture.sure(TaxOfficeCode(number: 13_702_030_000))]
      let bank = World.banks[bank % World.banks.count]
      let add = AgreementAdd(
        number: World.agreement(employer(slot), agreement), office: offices[office % 3],
        clearingBank: bank, openingBank: bank, account: World.account, accountName: "青岛有限公司",
        accountKind: .corporate, signing: agreement % 2 == 0 ? .signedAtBank : .notSigned,
        phone: "0532")
      try ask(.agreement(.add(add)), slot: slot)
    case .delete(let wanted, let agreement):
      let slot = slot(wanted)
      let which = AgreementReference(
        number: World.agreement(employer(slot), agreement), wait: false)
      try ask(.agreement(.delete(which)), slot: slot)
    case .autopay(let wanted, let agreement, let on):
      let slot = slot(wanted)
      let number = World.agreement(employer(slot), agreement)
      try ask(.agreement(.autopay(AutoPayment(number: number, on: on))), slot: slot)
    default: break
    }
  }

  // MARK: time and the machine

  private mutating func pass(_ milliseconds: Int64) throws(Mismatch) {
    model.real = model.real.adding(milliseconds: milliseconds)
    try timeHasPassed()
  }

  /// Advances the sandbox's business clock as an officer; real time stays.
  private mutating func advance(days: Int) throws(Mismatch) {
    let step = Int64(days) * 86_400_000
    model.ahead += step
    let request = Request.officer(.clockAdvance(ClockAdvance(milliseconds: UInt64(step))))
    let address = ReplyAddress(loop: 0, connection: 3, stream: next())
    expected[address] = Expected(
      prediction: .clock(model.business), request: request, slot: 0)
    try work(.request(incoming(address, request, credential: .officer("王"))))
  }

  private mutating func timeHasPassed() throws(Mismatch) {
    model.timePasses()
    try work(.tick)
  }

  private mutating func machine(_ command: HistoryCommand) throws(Mismatch) {
    switch command {
    case .lag: if saved == nil { saved = model }
    case .commit:
      saved = nil
      try commit()
    case .crash:
      if let saved { loseAll(since: saved) }
      try restart(signIn: true)
    case .restart(let signIn):
      saved = nil
      try commit()
      try restart(signIn: signIn)
    case .agency(let employer, let notice, let withdraw):
      saved = nil
      try commit()
      agency(employer % model.employers.count, notice, withdraw)
      try restart(signIn: false)
    default: break
    }
  }

  /// Crashes: drops all entries that are not durable, and the outputs that rest on them.
  private mutating func loseAll(since saved: Model) {
    var before = saved
    before.real = model.real
    before.shown = model.shown
    model = before
    pending = []
    expected = [:]
    self.saved = nil
  }

  /// Starts a new engine on the journal's state; slots without a session sign in again if `signIn`.
  private mutating func restart(signIn: Bool) throws(Mismatch) {
    feeds = [:]
    restarts += 1
    if signIn { signInAgain() }
    model.restart()
    watch.restart(durable)
    engine = Engine(state: durable, context: Self.context(model, restarts: restarts))
    try timeHasPassed()
  }

  private mutating func signInAgain() {
    for slot in model.sessions.indices where model.sessions[slot]?.isLive(at: model.real) != true {
      let person = World.personOfSlot[slot % World.slotsOfEmployer]
      // T13: no login while the lock lasts.
      let until = model.employers[employer(slot)].locks[person]?.until
      if let until, until > model.real { continue }
      model.sessions[slot] = ModelSession(
        employer: employer(slot), person: person, lastUsed: model.real,
        ends: model.real.adding(milliseconds: 12 * 3_600_000))
      turns[slot] = next()
      fileRow([World.signIn(slot, turns[slot], model)])
    }
  }

  /// Changes a notice as an agency's file does, applied before the restart.
  private mutating func agency(_ employer: Int, _ notice: Int, _ withdraw: Bool) {
    let place = notice % model.employers[employer].notices.count
    let registration = model.employers[employer].registration
    guard withdraw ? model.withdraw(employer, place) : model.replace(employer, place) else {
      return
    }
    let now = model.employers[employer].notices[place]
    fileRow([
      withdraw
        ? .employer(
          .noticeWithdrawn(NoticeWithdrawn(registration: registration, notice: now.number)))
        : .employer(
          .noticeFiled(NoticeFiled(registration: registration, notice: World.notice(now))))
    ])
  }

  private mutating func fileRow(_ events: [Event]) {
    durable.apply(events, sequence: durable.sequence + 1)
  }
}
