internal import Protocol

extension Engine {
  /// Ends every feed in order, after all that was put on it, and answers those who wait with what
  /// there is: neither would end by itself, and both are asked for again where the next server is.
  mutating func close() {
    isClosing = true
    for address in volatile.feeds.byAddress.keys {
      put(address, .end(nil), restsOn: state.sequence)
      volatile.feeds.close(address)
    }
    for waiter in waiting.takeWaits() { perform(waiter.incoming, waiter.found, waited: true) }
  }

  /// Opens a partner's feed and gives it what the partner has not done yet, whatever other feeds it
  /// has: what they were sent may be on its way to a machine that is gone. One feed too many of a
  /// kind ends the oldest, with all that it was sent before.
  mutating func open(_ kind: FeedKind, _ address: ReplyAddress, _ credit: UInt64) {
    guard !isClosing else { return put(address, .end(nil), restsOn: 0) }
    if let surplus = volatile.feeds.surplus(kind) {
      put(surplus, .end(nil), restsOn: state.sequence)
      volatile.feeds.close(surplus)
    }
    guard volatile.feeds.byAddress.count < FeedTable.countMax else {
      return put(address, .refusal(Refusal(.exhausted, "订阅过多")), restsOn: 0)
    }
    volatile.feeds.open(kind, address, granted: credit)
    beginAgain(kind)
  }

  /// Gives the feeds that are still open what those that are gone may have taken with them.
  mutating func goOn(without gone: [Feed]) {
    var kinds: [FeedKind] = []
    for feed in gone where feed.sent > 0 && !kinds.contains(feed.kind) { kinds.append(feed.kind) }
    for kind in kinds where volatile.feeds.isOpen(kind) { beginAgain(kind) }
  }

  /// Lets everything wait anew that is undone. What waited already is among it: a debit that nobody
  /// has taken, or an order that may be repeated.
  private mutating func beginAgain(_ kind: FeedKind) {
    backlog[kind] = Backlog(unfinished(kind))
    feed(kind)
  }

  /// Refuses a decision whose orders would find no room behind those that wait for credit: nothing
  /// that is owed to a partner is dropped. A message has room in the state; a gateway that takes
  /// none must not keep a bank's report out.
  func checkRoom(_ orders: [Order]) throws(Refusal) {
    for order in orders {
      let kind = Self.kind(order)
      guard kind != .messages, volatile.feeds.isOpen(kind), let waiting = backlog[kind] else {
        continue
      }
      guard waiting.count < Backlog.countMax else {
        throw Refusal(.exhausted, "等待发出的指令过多，请求未开始处理", next: "请稍后重试")
      }
    }
  }

  /// Sends an order, or lets it wait for credit.
  mutating func send(_ order: Order) {
    let kind = Self.kind(order)
    if case .waiting(_, let number) = order {
      backlog[kind, default: Backlog()].append(.attempt(number))
    } else if backlog[kind]?.isEmpty ?? true, let address = volatile.feeds.taker(kind) {
      hand(order, to: address)
    } else if volatile.feeds.isOpen(kind), (backlog[kind]?.count ?? 0) < Backlog.countMax {
      backlog[kind, default: Backlog()].append(.order(order))
    }
  }

  /// Gives a feed what waits for it, as far as its credit goes.
  mutating func feed(_ kind: FeedKind) {
    while let address = volatile.feeds.taker(kind), let next = backlog[kind]?.takeFirst() {
      switch next {
      // Not worth sending any more.
      case .order(.message(let message)) where message.ends <= context.now.real: continue
      case .order(let order): hand(order, to: address)
      case .attempt(let number): handOut(number, to: address)
      }
    }
  }

  /// Puts an order on a feed; it leaves once everything so far is durable.
  mutating func hand(_ order: Order, to address: ReplyAddress) {
    volatile.feeds.sent(address)
    put(address, .item(item(order)), restsOn: state.sequence)
  }

  private func item(_ order: Order) -> any Message {
    switch order {
    case .bank(_, let order): order
    case .settle(_, let order): order
    case .waiting: Empty()
    case .message(let order):
      SmsMessage(
        order: order.order, mobile: order.mobile,
        text: SmsCode.fill(order, digests: context.digests))
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

  /// What a partner has not done yet. Debits handed out are never among it: settle
  /// asks for them.
  private mutating func unfinished(_ kind: FeedKind) -> [Backlog.Waiting] {
    switch kind {
    case .messages:
      state.messages.values.filter { $0.ends > context.now.real }
        .sorted { $0.ends < $1.ends }.map { .order(.message($0)) }
    case .orders(let bank): requests(bank) + agreements(bank)
    case .settles(let bank): settles(bank)
    }
  }

  private func requests(_ bank: BankNumber) -> [Backlog.Waiting] {
    open.requested(bank).map { .attempt($0) }
  }

  private func settles(_ bank: BankNumber) -> [Backlog.Waiting] {
    open.doubtful(bank).compactMap { attempt($0) }.map {
      .order(.settle(bank, PayOrders.settle($0.1)))
    }
  }

  private mutating func agreements(_ bank: BankNumber) -> [Backlog.Waiting] {
    var waiting: [Backlog.Waiting] = []
    for order in open.agreements(bank) {
      guard let (agreement, employer) = agreement(order) else { continue }
      if let again = again(agreement, of: employer) { waiting.append(.order(.bank(bank, again))) }
    }
    return waiting
  }
}
