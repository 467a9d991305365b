internal import Protocol

/// 银行: a bank's requests: its feeds and its reports.
enum Bank {
  /// Decides the `bank.` requests.
  ///
  /// - Throws: `.wrongRole`; `.orderNotFound`, `.orderDiffers` for a report.
  static func decide(
    _ request: BankRequest, _ caller: Caller, _ state: State, _ context: inout Context
  ) throws(Refusal) -> Decision {
    guard case .bank(let bank) = caller else { throw Dispatch.wrongRole }
    return switch request {
    case .orders: Decision(.stream(.orders(bank)))
    case .settles: Decision(.stream(.settles(bank)))
    case .debitReport(let report): try DebitReports.decide(report, bank, state, &context)
    case .agreementReport(let report):
      try AgreementReports.decide(report, bank, state, &context)
    }
  }

  /// Returns the lookups of a report: the order's owner, then the employer, then the person to
  /// notify.
  static func needs(_ request: BankRequest, _ state: State, _ found: LookupResults) -> [Lookup] {
    switch request {
    case .orders, .settles: []
    case .debitReport(let report):
      PayOrders.number(report.reference).map { attempt($0, state, found) } ?? []
    case .agreementReport(let report): order(report.reference, state, found)
    }
  }

  /// Returns the lookups of an attempt: its owner, the employer, the payment where memory lacks
  /// it, and the person to notify.
  static func attempt(_ number: TicketNumber, _ state: State, _ found: LookupResults) -> [Lookup] {
    let owner = state.attemptOwners[number] ?? (found.attempts[number] ?? nil)
    guard let owner else { return [.attempt(number)] }
    let needs = [Lookup.attempt(number), .employer(owner)]
    guard let employer = state.employers[owner] else { return needs }
    // An employer is loaded with its newest payments; a report may be on any.
    guard let attempt = employer.attempts[number] else { return needs + [.ended(owner, number)] }
    return needs + [.person(attempt.person)]
  }

  private static func order(_ order: Id128, _ state: State, _ found: LookupResults) -> [Lookup] {
    let owner = state.orderOwners[order] ?? (found.orders[order] ?? nil)
    guard let owner else { return [.order(order)] }
    let needs = [Lookup.order(order), .employer(owner.registration)]
    let agreement = state.employers[owner.registration]?.agreements[owner.agreement]
    guard let agreement, agreement.order == order, AgreementTable.isAwaited(agreement.status) else {
      return needs
    }
    return needs + [.person(agreement.person)]
  }
}
