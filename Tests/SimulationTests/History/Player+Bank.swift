import Bureau
import Fixtures
import Protocol

/// The banks' side of a history.
extension Player {
  mutating func bank(_ command: HistoryCommand) throws(Mismatch) {
    switch command {
    case .connect(let place, let credit): try connect(World.banks[place % 2], credit)
    case .disconnect(let place):
      let bank = World.banks[place % 2]
      guard let feed = newestFeed(bank) else { return }
      for address in feeds.keys where address.connection == feed.connection { feeds[address] = nil }
      model.disconnect(bank, feed: feed.connection)
      try work(.gone(loop: 9, connection: feed.connection))
    case .credit(let place, let more):
      let bank = World.banks[place % 2]
      guard let feed = newestFeed(bank), let open = feeds[feed] else { return }
      feeds[feed]?.granted = open.granted + more
      model.grant(bank, feed: feed.connection, total: open.granted + more)
      try work(.credit(feed, open.granted + more))
    case .report(let place, let which, let outcome, let twist):
      try report(World.banks[place % 2], which, outcome, twist)
    case .agreed(let place, let which, let outcome):
      try agreed(World.banks[place % 2], which, outcome)
    default: break
    }
  }

  private func newestFeed(_ bank: BankNumber) -> ReplyAddress? {
    feeds.filter { $0.value.bank == bank && !$0.value.settles }.keys
      .max { $0.connection < $1.connection }
  }

  private mutating func connect(_ bank: BankNumber, _ credit: UInt64) throws(Mismatch) {
    let connection = next()
    let orders = ReplyAddress(loop: 9, connection: connection, stream: 1)
    let settles = ReplyAddress(loop: 9, connection: connection, stream: 3)
    feeds[orders] = OpenFeed(bank: bank, granted: credit, settles: false)
    feeds[settles] = OpenFeed(bank: bank, granted: 1_000, settles: true)
    model.connect(bank, feed: connection, credit: credit)
    try work(.request(incoming(orders, .bank(.orders), credential: .bank(bank), credit: credit)))
    try work(.request(incoming(settles, .bank(.settles), credential: .bank(bank), credit: 1_000)))
  }

  /// An order arrives at a bank.
  mutating func deliver(_ item: any Message, on address: ReplyAddress) throws(Mismatch) {
    guard let feed = feeds[address] else {
      // Its feed was closed before the entry became durable.
      return
    }
    feeds[address]?.delivered += 1
    switch item {
    case let order as BankOrder where order.kind == .debit: try debit(order, feed.bank)
    case let order as BankOrder: try agreementOrder(order, feed.bank)
    case let order as SettleOrder:
      guard let seen = debits.first(where: { $0.reference == order.reference }) else { return }
      guard seen.bank == feed.bank, seen.digest == order.digest else {
        throw Mismatch(description: "a settle order differs from its debit: \(order)")
      }
    default: throw Mismatch(description: "a feed carries \(item)")
    }
  }

  /// Checks that a debit is sent once, to its own bank, and that its rows add up to its amount.
  private mutating func debit(_ order: BankOrder, _ bank: BankNumber) throws(Mismatch) {
    guard !debits.contains(where: { $0.reference == order.reference }) else {
      throw Mismatch(description: "a debit was sent twice: \(order.reference)")
    }
    let rows = order.rows.reduce(0) { $0 + $1.amount.fen }
    guard rows == order.amount.fen, order.rows.count <= 14 else {
      throw Mismatch(description: "a debit's rows come to \(rows), not \(order.amount)")
    }
    let attempt = TicketNumber(number: order.reference.low).flatMap(model.find)
      .map { model.employers[$0.0].attempts[$0.1] }
    guard let attempt, attempt.bank == bank, attempt.terms.total == order.amount.fen,
      attempt.agreement == order.agreement, attempt.status != .requested
    else { throw Mismatch(description: "a debit that no attempt explains: \(order)") }
    debits.append(
      Debit(bank: bank, reference: order.reference, digest: order.digest, amount: order.amount))
  }

  private mutating func agreementOrder(_ order: BankOrder, _ bank: BankNumber) throws(Mismatch) {
    guard !agreements.contains(where: { $0.reference == order.reference }) else { return }
    let owner = model.employers.indices.first {
      model.employers[$0].agreement(order.agreement) != nil
    }
    guard let owner, let place = model.employers[owner].agreement(order.agreement) else {
      throw Mismatch(description: "an order about no agreement: \(order)")
    }
    let agreement = model.employers[owner].agreements[place]
    // An end may have been requested before the order that it replaces was sent.
    let isLast = (order.kind == .end) == agreement.isEnd
    agreements.append(
      AgreementSeen(
        bank: bank, reference: order.reference, digest: order.digest, employer: owner,
        agreement: order.agreement,
        generation: isLast ? agreement.generation : agreement.generation - 1))
  }

  // MARK: reports

  private mutating func report(
    _ bank: BankNumber, _ which: Int, _ outcome: DebitOutcome, _ twist: HistoryCommand.ReportTwist
  ) throws(Mismatch) {
    let seen = debits.filter { $0.bank == bank }
    let attempts = model.employers.flatMap(\.attempts)
    if twist == .early, let attempt = attempts.last,
      !debits.contains(where: {
        $0.reference.low == attempt.number.number
      })
    {
      // A bank that guesses a reference cannot guess its digest.
      let reference = Id128(high: 0, low: attempt.number.number)
      let guess = Debit(bank: bank, reference: reference, digest: .zero, amount: .zero)
      return try report(guess, outcome, .digest, by: attempt.bank)
    }
    let open = seen.filter { debit in
      TicketNumber(number: debit.reference.low).flatMap(model.find)
        .map { model.employers[$0.0].attempts[$0.1].isLive } ?? false
    }
    let pool = which < HistoryCommand.aimedDebits && !open.isEmpty ? open : seen
    guard !pool.isEmpty else { return }
    try report(pool[which % pool.count], outcome, twist, by: bank)
  }

  private mutating func report(
    _ debit: Debit, _ outcome: DebitOutcome, _ twist: HistoryCommand.ReportTwist,
    by bank: BankNumber
  ) throws(Mismatch) {
    let bank = twist == .bank ? World.banks.first { $0 != bank } ?? bank : bank
    let reference = twist == .unknown ? Id128(high: 1, low: 5) : debit.reference
    var fen = outcome == .done ? debit.amount.fen : 0
    if twist == .amount { fen += 1 }
    let report = DebitReport(
      reference: reference, digest: twist == .digest ? Digest256(9, 9, 9, 9) : debit.digest,
      outcome: outcome, amount: Fixture.money(fen),
      receipt: outcome == .done && twist != .receipt ? "R\(debit.reference.low)" : "",
      code: "", reason: "")
    let number = reference.high == 0 ? TicketNumber(number: reference.low) : nil
    if let place = number.flatMap(model.find), twist == .none {
      tally.count(outcome, at: model.employers[place.0].attempts[place.1].status)
    }
    let prediction = model.report(
      report, of: number, isGenuine: twist != .digest, by: bank)
    try tell(.bank(.debitReport(report)), prediction, by: bank)
  }

  private mutating func agreed(
    _ bank: BankNumber, _ which: Int, _ outcome: AgreementOutcome
  ) throws(Mismatch) {
    let seen = agreements.filter { $0.bank == bank }
    guard !seen.isEmpty else { return }
    let order = seen[which % seen.count]
    let prediction = model.report(
      outcome, on: order.agreement, of: order.employer, generation: order.generation)
    let report = AgreementReport(
      reference: order.reference, digest: order.digest, outcome: outcome, code: "", reason: "")
    try tell(.bank(.agreementReport(report)), prediction, by: bank)
  }

  private mutating func tell(
    _ request: Request, _ prediction: Prediction, by bank: BankNumber
  ) throws(Mismatch) {
    let address = ReplyAddress(loop: 0, connection: 2, stream: next())
    expected[address] = Expected(prediction: prediction, request: request, slot: 0)
    if isNoting { notes.append("    → \(request) → \(prediction)") }
    try work(.request(incoming(address, request, credential: .bank(bank))))
  }
}
