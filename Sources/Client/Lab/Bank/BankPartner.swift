internal import Protocol
internal import Store
internal import Terminal

/// A bank of the sandbox: executes everything that arrived in a turn as one transaction, then
/// reports.
///
/// A report leaves after the commit of its debit. Orders that a fault delays are kept in memory
/// only: after a crash a settle finds no record and writes a tombstone, so a delayed order that was
/// lost can never move money later.
final class BankPartner: PartnerWork {
  /// An order that arrived and waits for the turn's transaction.
  enum IncomingOrder {
    case order(BankOrder)
    case settle(SettleOrder)
  }

  /// An order that a fault delays until `due` (monotonic ms); nil: until the next connection.
  struct DelayedOrder {
    let order: BankOrder
    var due: UInt64?
  }

  /// Acknowledged reports are marked in the books with the next transaction, or on their own once
  /// this many wait, or the oldest has waited ``acknowledgeAfterMs``.
  static let acknowledgementsMax = 512
  static let acknowledgeAfterMs: UInt64 = 100

  var bank: SandboxBank
  let books: BankBooks
  var plan: FaultPlan
  var outbox = Outbox()
  private let clock: () -> UInt64
  private var arrivals: [IncomingOrder] = []
  private var delayed: [Id128: DelayedOrder] = [:]
  /// Delayed orders that are due; they meet no second fault.
  private var ready: [BankOrder] = []
  private var commands: [(JSONValue, CommandID)] = []
  private var answeredCalls: [(UInt64, InboundResponse)] = []
  private var acknowledgeAt: UInt64?
  private var hasMoreOwed = true

  /// Loads the bank from its books, and queues the reports that are still owed.
  ///
  /// - Parameter clock: UTC ms, for the dates in the books.
  init(
    books: BankBooks, number: BankNumber, rules: [FaultRule], seed: UInt64,
    clock: @escaping () -> UInt64
  ) throws(StoreFailure) {
    self.books = books
    bank = try books.load(number)
    plan = FaultPlan(rules, bank: number, seed: seed)
    self.clock = clock
    try refill()
  }

  var feeds: [Protocol.Method] { [BankMethods.orders.method, BankMethods.settles.method] }
  var hasRoom: Bool { outbox.hasRoom }

  func connected() {
    for reference in delayed.keys where delayed[reference]?.due == nil {
      delayed[reference]?.due = 0
    }
    outbox.resendAll()
  }

  func disconnected() {
    answeredCalls = []
    outbox.forgetUnkept()
  }

  func item(_ feed: Protocol.Method, _ body: [UInt8]) {
    do throws(Malformed) {
      switch try feed.reply(body) {
      case let order as BankOrder: arrivals.append(.order(order))
      case let order as SettleOrder: arrivals.append(.settle(order))
      default: break
      }
    } catch {
      // An unreadable order leaves no record: a settle will answer it with a tombstone.
    }
  }

  func answered(_ tag: UInt64, _ response: InboundResponse) {
    answeredCalls.append((tag, response))
  }
  func command(_ command: JSONValue, _ id: CommandID) { commands.append((command, id)) }
  func forget(_ id: CommandID) {}

  func turn(now: UInt64) throws(StoreFailure) -> PartnerTurn {
    var turn = PartnerTurn()
    for (tag, response) in answeredCalls { outbox.answered(tag, response, now: now) }
    answeredCalls = []
    takeDue(now)
    if isWorkDue(now) { try work(&turn, now) }
    if !outbox.acknowledged.isEmpty, acknowledgeAt == nil {
      acknowledgeAt = now + Self.acknowledgeAfterMs
    }
    if hasMoreOwed, outbox.owed.isEmpty, outbox.acknowledged.isEmpty { try refill() }
    turn.calls = outbox.dueCalls(now: now)
    for moment in [acknowledgeAt, outbox.retryAt] { moment.map { turn.wake(at: $0) } }
    for one in delayed.values { one.due.map { turn.wake(at: $0) } }
    if turn.calls.isEmpty { try books.tidy() }
    return turn
  }

  private func isWorkDue(_ now: UInt64) -> Bool {
    !arrivals.isEmpty || !commands.isEmpty || !ready.isEmpty
      || outbox.acknowledged.count >= Self.acknowledgementsMax
      || acknowledgeAt.map { $0 <= now } == true
  }

  private func takeDue(_ now: UInt64) {
    guard !delayed.isEmpty else { return }
    let due = delayed.values.filter { $0.due.map { $0 <= now } == true }
    for one in due.sorted(by: { $0.order.reference < $1.order.reference }) {
      delayed[one.order.reference] = nil
      ready.append(one.order)
    }
  }

  private func work(_ turn: inout PartnerTurn, _ now: UInt64) throws(StoreFailure) {
    var turned = turn
    let at = clock()
    try books.commit { () throws(StoreFailure) in
      for order in ready { try carryOut(order, nil, try books.debit(order.reference), at) }
      for arrival in arrivals { try receive(arrival, &turned, now, at) }
      for (command, id) in commands {
        turned.answers.append((id, try BankControl.answer(command, self)))
      }
      try closeReports()
    }
    ready = []
    arrivals = []
    commands = []
    acknowledgeAt = nil
    turn = turned
  }

  private func closeReports() throws(StoreFailure) {
    for (report, isRefused) in outbox.drainAcknowledged() {
      switch report.body {
      case .debit: try books.close(debit: report.reference, isRefused: isRefused)
      case .agreement: try books.close(order: report.reference, isRefused: isRefused)
      }
    }
  }

  private func receive(
    _ arrival: IncomingOrder, _ turn: inout PartnerTurn, _ now: UInt64, _ at: UInt64
  ) throws(StoreFailure) {
    switch arrival {
    case .settle(let order): try settle(order, at)
    case .order(let order):
      switch order.kind {
      case .verify, .create, .end: try agree(order, at)
      case .debit:
        guard delayed[order.reference] == nil else { return }
        let known = try books.debit(order.reference)
        let fault = known == nil ? plan.draw() : nil
        try debit(order, fault, known, &turn, now, at)
      }
    }
  }

  // MARK: Debits

  private func debit(
    _ order: BankOrder, _ fault: BankFault?, _ known: DebitRecord?, _ turn: inout PartnerTurn,
    _ now: UInt64, _ at: UInt64
  ) throws(StoreFailure) {
    switch fault {
    case .delay(let milliseconds):
      delayed[order.reference] = DelayedOrder(order: order, due: now + milliseconds)
    case .cut(.beforeTaking): turn.isCut = true
    case .cut(.afterTaking):
      delayed[order.reference] = DelayedOrder(order: order, due: nil)
      turn.isCut = true
    case .cut(.afterDoing):
      try carryOut(order, nil, known, at)
      turn.isCut = true
    case .refuse, .silent, .twice, .amount, .digest, nil:
      try carryOut(order, fault, known, at)
    }
  }

  private func carryOut(
    _ order: BankOrder, _ fault: BankFault?, _ known: DebitRecord?, _ at: UInt64
  ) throws(StoreFailure) {
    var forced: BankRefusal?
    if case .refuse(let code) = fault { forced = BankRefusal(code: code, reason: "银行拒绝扣款") }
    let ruling = bank.debit(order, known: known, receipt: receipt(), forced: forced)
    switch ruling {
    case .answer(let report): outbox.add(OwedReport(body: .debit(report), isKept: false))
    case .keep(let record, let balance):
      let isSilent = fault == .silent
      try books.keep(record, balance: balance, at: at, isOwed: !isSilent)
      if let balance, let account = bank.accounts[order.account] {
        bank.accounts[order.account] = account.with(balance: balance)
      }
      guard !isSilent else { return }
      report(record.report, fault)
    }
  }

  /// Returns the next receipt number: the bank's institution code and the serial of the debit, of
  /// 12 digits at least.
  private func receipt() -> String {
    let serial = String(books.nextSerial)
    let zeros = String(repeating: "0", count: max(0, 12 - serial.count))
    return "\(bank.number.institution)\(zeros)\(serial)"
  }

  private func report(_ report: DebitReport, _ fault: BankFault?) {
    switch fault {
    case .twice: outbox.add(OwedReport(body: .debit(report), isKept: false))
    case .amount: return send(report, amount: Money(fen: report.amount.fen + 1) ?? report.amount)
    case .digest: return send(report, digest: report.digest.altered)
    case .refuse, .silent, .delay, .cut, nil: break
    }
    send(report)
  }

  private func send(_ report: DebitReport, amount: Money? = nil, digest: Digest256? = nil) {
    let told = DebitReport(
      reference: report.reference, digest: digest ?? report.digest, outcome: report.outcome,
      amount: amount ?? report.amount, receipt: report.receipt, code: report.code,
      reason: report.reason)
    outbox.add(OwedReport(body: .debit(told), isKept: true))
  }

  // MARK: Settles and agreements

  private func settle(_ order: SettleOrder, _ at: UInt64) throws(StoreFailure) {
    guard delayed[order.reference] == nil else {
      return outbox.add(OwedReport(body: .debit(SandboxBank.working(order)), isKept: false))
    }
    switch bank.settle(order, known: try books.debit(order.reference)) {
    case .answer(let report): outbox.add(OwedReport(body: .debit(report), isKept: false))
    case .keep(let record, _):
      try books.keep(record, balance: nil, at: at, isOwed: true)
      send(record.report)
    }
  }

  private func agree(_ order: BankOrder, _ at: UInt64) throws(StoreFailure) {
    switch bank.agree(order, known: try books.order(order.reference)) {
    case .answer(let report): outbox.add(OwedReport(body: .agreement(report), isKept: false))
    case .keep(let record, let agreement):
      try books.keep(record, at: at)
      if let agreement {
        try books.put(agreement)
        bank.agreements[agreement.number] = agreement
      }
      outbox.add(OwedReport(body: .agreement(record.report), isKept: true))
    }
  }

  /// Queues reports that the books have as owed, `Outbox.roomMax` of each kind at most; called
  /// again once these are acknowledged.
  private func refill() throws(StoreFailure) {
    let debits = try books.owedDebits(limit: Outbox.roomMax)
    let orders = try books.owedOrders(limit: Outbox.roomMax)
    for record in debits { outbox.add(OwedReport(body: .debit(record.report), isKept: true)) }
    for record in orders { outbox.add(OwedReport(body: .agreement(record.report), isKept: true)) }
    hasMoreOwed = debits.count == Outbox.roomMax || orders.count == Outbox.roomMax
  }
}

extension Digest256 {
  /// A digest that differs in one bit, for fault `digest`.
  var altered: Digest256 { Digest256(word0 ^ 1, word1, word2, word3) }
}
