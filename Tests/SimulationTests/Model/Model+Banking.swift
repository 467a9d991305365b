import Protocol

/// The contract with a bank: feeds, debits, and reports in any order.
extension Model {
  /// Ends an attempt: its lines are paid, or free again.
  mutating func end(_ employer: Int, _ place: Int, _ status: AttemptStatus) {
    employers[employer].attempts[place].status = status
    let attempt = employers[employer].attempts[place]
    guard let notice = employers[employer].notice(attempt.terms.notice) else { return }
    for taken in attempt.terms.taken {
      setLine(employer, notice, taken.number, status == .succeeded ? .paid : .declared)
    }
  }

  // MARK: feeds

  /// Opens a bank's feed of orders. Requested debits are sent first, then open agreement orders.
  /// The ninth feed ends the oldest.
  mutating func connect(_ bank: BankNumber, feed: UInt64, credit: UInt64) {
    if banks[bank]?.feeds.count == 8 { banks[bank]?.feeds.removeFirst() }
    banks[bank]?.feeds.append(ModelBank.OpenFeed(name: feed, granted: credit, sent: 0))
    beginAgain(bank)
  }

  /// Closes a feed. Agreement orders sent on it may be lost, so they are sent again on another open
  /// one.
  mutating func disconnect(_ bank: BankNumber, feed: UInt64) {
    let gone = banks[bank]?.feeds.first { $0.name == feed }
    banks[bank]?.feeds.removeAll { $0.name == feed }
    guard let gone, gone.sent > 0, banks[bank]?.isConnected == true else { return }
    beginAgain(bank)
  }

  private mutating func beginAgain(_ bank: BankNumber) {
    let numbers = employers.flatMap(\.attempts)
      .filter { $0.bank == bank && $0.status == .requested }.map(\.number)
      .sorted { $0.number < $1.number }
    let open = employers.flatMap(\.agreements)
      .filter { $0.bank == bank && ($0.status == .verifying || $0.status == .ending) }
    banks[bank]?.queue = numbers.map { .attempt($0) } + open.map { _ in .agreement }
    drain(bank)
  }

  mutating func grant(_ bank: BankNumber, feed: UInt64, total: UInt64) {
    guard let place = banks[bank]?.feeds.firstIndex(where: { $0.name == feed }) else { return }
    let granted = banks[bank]?.feeds[place].granted ?? 0
    banks[bank]?.feeds[place].granted = max(total, granted)
    drain(bank)
  }

  /// Hands out waiting orders while there is credit, the oldest first.
  private mutating func drain(_ bank: BankNumber) {
    while let taker = banks[bank]?.taker, let first = banks[bank]?.queue.first {
      banks[bank]?.queue.removeFirst()
      banks[bank]?.feeds[taker].sent += 1
      guard case .attempt(let number) = first, let (employer, place) = find(number) else {
        continue
      }
      employers[employer].attempts[place].status = .handedOut
      employers[employer].attempts[place].handedOut = real
    }
  }

  mutating func order(_ bank: BankNumber) {
    if let taker = banks[bank]?.taker {
      banks[bank]?.feeds[taker].sent += 1
    } else {
      banks[bank]?.queue.append(.agreement)
    }
  }

  func find(_ number: TicketNumber) -> (Int, Int)? {
    for employer in employers.indices {
      if let place = employers[employer].attempts.firstIndex(where: { $0.number == number }) {
        return (employer, place)
      }
    }
    return nil
  }

  // MARK: reports

  /// Applies a bank's report on a debit; `isGenuine` tells whether it has the order's digest.
  mutating func report(
    _ report: DebitReport, of number: TicketNumber?, isGenuine: Bool, by bank: BankNumber
  ) -> Prediction {
    guard let number, let (employer, place) = find(number),
      employers[employer].attempts[place].bank == bank
    else { return .refused("ORDER_NOT_FOUND") }
    guard isGenuine else { return .refused("ORDER_DIFFERS") }
    let attempt = employers[employer].attempts[place]
    if attempt.status == .requested { return .refused("ORDER_NOT_FOUND") }
    // A final status stays; a contradiction shows on the officer's list only.
    guard attempt.isLive else { return .done(changed: false) }
    switch report.outcome {
    case .working: break
    case .done where report.amount.fen == attempt.terms.total && !report.receipt.isEmpty:
      end(employer, place, .succeeded)
    case .refused where report.amount.fen == 0, .none where report.amount.fen == 0:
      if !attempt.isDisputed { end(employer, place, .failed) }
    case .done, .refused, .none:
      employers[employer].attempts[place].status = .officer
      employers[employer].attempts[place].isDisputed = true
    }
    return .done(changed: true)
  }

  /// Applies a bank's report on an agreement order; `generation` is the number of the order.
  mutating func report(
    _ outcome: AgreementOutcome, on number: AgreementNumber, of employer: Int, generation: Int
  ) -> Prediction {
    guard let place = employers[employer].agreement(number) else {
      return .refused("ORDER_NOT_FOUND")
    }
    // A report on a replaced order is acknowledged without effect.
    guard employers[employer].agreements[place].generation == generation else {
      return .done(changed: false)
    }
    let status = employers[employer].agreements[place].status
    switch (status, outcome) {
    case (.verifying, .done), (.ending, .refused):
      employers[employer].agreements[place].status = .active
    case (.verifying, .refused): employers[employer].agreements[place].status = .refused
    case (.ending, .done):
      employers[employer].agreements[place].status = .ended
      employers[employer].agreements[place].automatic = false
    case (.active, _), (.refused, _), (.ended, _): break
    }
    return .done(changed: true)
  }
}
