internal import Protocol

extension Engine {
  /// Shutdown: ends every feed after its queued items, and answers every waiting call with what
  /// there is. Clients open both again at the next server.
  mutating func close() {
    deliveries.close()
    for address in volatile.feeds.byAddress.keys {
      outputs.emit(.end(nil), to: address, restsOn: state.sequence)
      volatile.feeds.close(address)
    }
    for waiter in waiting.removeAllWaits() { perform(waiter.incoming, waiter.found, waited: true) }
  }

  /// Opens a partner's feed and sends it all that the partner has not done yet, even where it has
  /// other feeds: what they were sent may be lost with their machine. One feed too many of a kind
  /// ends the oldest.
  mutating func openFeed(_ kind: FeedKind, _ address: ReplyAddress, _ credit: UInt64) {
    guard !deliveries.isClosing else { return outputs.emit(.end(nil), to: address, restsOn: 0) }
    if let surplus = volatile.feeds.surplus(kind) {
      outputs.emit(.end(nil), to: surplus, restsOn: state.sequence)
      volatile.feeds.close(surplus)
    }
    guard volatile.feeds.byAddress.count < FeedTable.countMax else {
      return outputs.emit(.refusal(Refusal(.exhausted, "订阅过多")), to: address, restsOn: 0)
    }
    volatile.feeds.open(kind, address, granted: credit)
    resend(kind)
  }

  /// Sends what closed feeds may have lost to the open feeds of the same kinds.
  mutating func resend(after closed: [Feed]) {
    var kinds: [FeedKind] = []
    for feed in closed where feed.sent > 0 && !kinds.contains(feed.kind) { kinds.append(feed.kind) }
    for kind in kinds where volatile.feeds.isOpen(kind) { resend(kind) }
  }

  /// Fills a kind's backlog anew with everything that the partner has not done. It includes what
  /// waited already: a debit not taken, or an order that may be repeated.
  private mutating func resend(_ kind: FeedKind) {
    deliveries.replace(kind, with: Backlog(unfinished(kind)))
    drain(kind)
  }

  /// Refuses a decision whose orders would find no room behind those that wait for credit: nothing
  /// that is owed to a partner is dropped. Messages are exempt: they have room in the state, and a
  /// gateway that takes none must not keep a bank's report out.
  func checkRoom(_ orders: [Order]) throws(Refusal) {
    for order in orders {
      let kind = Self.kind(order)
      guard kind != .messages, volatile.feeds.isOpen(kind) else { continue }
      guard deliveries.hasRoom(kind) else {
        throw Refusal(.exhausted, "等待发出的指令过多，请求未开始处理", next: "请稍后重试")
      }
    }
  }

  /// Sends an order, or lets it wait for credit. Without an open feed it is not kept here:
  /// `unfinished` finds it when a feed opens.
  mutating func send(_ order: Order) {
    let kind = Self.kind(order)
    if case .waiting(_, let number) = order {
      deliveries.wait(.attempt(number), kind)
    } else if deliveries.waiting(kind) == 0, let address = volatile.feeds.taker(kind) {
      deliver(order, to: address)
    } else if volatile.feeds.isOpen(kind), deliveries.hasRoom(kind) {
      deliveries.wait(.order(order), kind)
    }
  }

  /// Sends what waits for a kind's credit, as far as the credit goes.
  mutating func drain(_ kind: FeedKind) {
    while let address = volatile.feeds.taker(kind), let next = deliveries.next(kind) {
      switch next {
      // Expired.
      case .order(.message(let message)) where message.ends <= context.now.real: continue
      case .order(let order): deliver(order, to: address)
      case .attempt(let number): handOut(number, to: address)
      }
    }
  }

  /// Puts an order on a feed; it leaves once everything so far is durable.
  mutating func deliver(_ order: Order, to address: ReplyAddress) {
    volatile.feeds.countSent(address)
    outputs.emit(.item(item(order)), to: address, restsOn: state.sequence)
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

  /// The orders that a partner has not done yet, without debits handed out: settle asks for them.
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
    deliveries.open.requested(bank).map { .attempt($0) }
  }

  private func settles(_ bank: BankNumber) -> [Backlog.Waiting] {
    deliveries.open.doubtful(bank).compactMap { attempt($0) }.map {
      .order(.settle(bank, PayOrders.settle($0.1)))
    }
  }

  private mutating func agreements(_ bank: BankNumber) -> [Backlog.Waiting] {
    var waiting: [Backlog.Waiting] = []
    for order in deliveries.open.agreements(bank) {
      guard let (agreement, employer) = agreement(order) else { continue }
      if let again = again(agreement, of: employer) { waiting.append(.order(.bank(bank, again))) }
    }
    return waiting
  }
}
