internal import Protocol

extension Hall {
  /// The most orders that wait for the credit of one kind of feed.
  static var backlogMax: Int { 100_000 }

  /// Ends every feed in order, after all that was put on it, and answers those who wait with what
  /// there is: neither would end by itself, and both are asked for again where the next server is.
  mutating func close() {
    isClosing = true
    for ticket in lobby.feeds.byTicket.keys {
      put(ticket, .end(nil), restsOn: state.sequence)
      lobby.feeds.close(ticket)
    }
    for place in parking.takeWaits() { perform(place.incoming, place.found, waited: true) }
  }

  /// Opens a partner's feed and gives it what it has not done yet.
  mutating func open(_ kind: FeedKind, _ ticket: Ticket, _ credit: UInt64) {
    guard !isClosing else { return put(ticket, .end(nil), restsOn: 0) }
    guard lobby.feeds.byTicket.count < Feeds.countMax else {
      return put(ticket, .refusal(Refusal(.exhausted, "订阅过多")), restsOn: 0)
    }
    let first = !lobby.feeds.isOpen(kind)
    lobby.feeds.open(kind, ticket, granted: credit)
    if first { backlog[kind] = unfinished(kind) }
    feed(kind)
  }

  /// Sends an order, or lets it wait for credit.
  mutating func send(_ order: Order) {
    if case .waiting(let bank, let number) = order { return sendLater(number, bank: bank) }
    let kind = Self.kind(order)
    if backlog[kind, default: []].isEmpty, let ticket = lobby.feeds.taker(kind) {
      hand(order, to: ticket)
    } else if lobby.feeds.isOpen(kind), backlog[kind, default: []].count < Self.backlogMax {
      backlog[kind, default: []].append(.order(order))
    }
  }

  /// A debit waits for credit on its bank's feed.
  private mutating func sendLater(_ number: TicketNumber, bank: BankNumber) {
    backlog[.orders(bank), default: []].append(.attempt(number))
  }

  /// Gives a feed what waits for it, as far as its credit goes.
  mutating func feed(_ kind: FeedKind) {
    guard let waiting = backlog[kind], !waiting.isEmpty else { return }
    var taken = 0
    for order in waiting {
      guard let ticket = lobby.feeds.taker(kind) else { break }
      taken += 1
      switch order {
      case .order(let order): hand(order, to: ticket)
      case .attempt(let number): handOut(number, to: ticket)
      }
    }
    backlog[kind]?.removeFirst(taken)
  }

  /// Puts an order on a feed; it leaves once everything so far is durable.
  mutating func hand(_ order: Order, to ticket: Ticket) {
    lobby.feeds.sent(ticket)
    put(ticket, .item(item(order)), restsOn: state.sequence)
  }

  private func item(_ order: Order) -> Reply {
    switch order {
    case .bank(_, let order): .bankOrder(order)
    case .settle(_, let order): .settleOrder(order)
    case .waiting: .empty
    case .message(let order):
      .smsMessage(
        SmsMessage(
          order: order.order, mobile: order.mobile,
          text: SmsCode.fill(order, digests: means.digests)))
    }
  }

  static func kind(_ order: Order) -> FeedKind {
    switch order {
    case .bank(let bank, _): .orders(bank)
    case .settle(let bank, _): .settles(bank)
    case .waiting(let bank, _): .orders(bank)
    case .message: .messages
    }
  }

  /// What a partner that connects has not done yet. Debits handed out are never among it: settle
  /// asks for them.
  private func unfinished(_ kind: FeedKind) -> [Waiting] {
    switch kind {
    case .messages:
      state.messages.values.filter { $0.ends > means.now.real }
        .sorted { $0.ends < $1.ends }.map { .order(.message($0)) }
    case .orders(let bank): requests(bank) + agreements(bank)
    case .settles(let bank): settles(bank)
    }
  }

  private func requests(_ bank: BankNumber) -> [Waiting] {
    attempts(bank).filter { $0.1.status == .requested }.map { .attempt($0.1.number) }
  }

  private func settles(_ bank: BankNumber) -> [Waiting] {
    attempts(bank).filter { $0.1.status == .unknown }.map {
      .order(.settle(bank, PayOrders.settle($0.1)))
    }
  }

  private func attempts(_ bank: BankNumber) -> [(Employer, Attempt)] {
    state.employers.values.flatMap { employer in
      employer.attempts.values.filter { $0.bank == bank }.map { (employer, $0) }
    }
    .sorted { $0.1.number.number < $1.1.number.number }
  }

  private func agreements(_ bank: BankNumber) -> [Waiting] {
    let orders = state.employers.values.flatMap { employer in
      employer.agreements.values.filter { $0.clearingBank == bank }.compactMap {
        AgreementOrders.order($0, of: employer)
      }
    }
    return orders.sorted { $0.reference < $1.reference }.map { .order(.bank(bank, $0)) }
  }
}
