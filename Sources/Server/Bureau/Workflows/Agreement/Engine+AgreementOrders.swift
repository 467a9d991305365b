internal import Protocol

/// An order about an agreement on its way: it may be repeated, and is, until its bank answers.
extension Engine {
  /// Returns the agreement that an order is about and its employer, where the order is the last
  /// about it and its bank has to answer.
  func agreement(_ order: Id128) -> (AgreementState, Employer)? {
    guard let owner = state.orderOwners[order],
      let employer = state.employers[owner.registration],
      let agreement = employer.agreements[owner.agreement], agreement.order == order,
      AgreementTable.isAwaited(agreement.status)
    else { return nil }
    return (agreement, employer)
  }

  /// Returns the order to be sent again. Where its terms are no longer those of its digest a new
  /// one takes its place, and an operation says so before any byte leaves; nil where none can be
  /// written.
  mutating func again(_ agreement: AgreementState, of employer: Employer) -> BankOrder? {
    if let same = AgreementOrders.unchanged(agreement, of: employer, context.digests) {
      return same
    }
    guard admission.gate.sealed == nil,
      let renewal = AgreementOrders.renewal(agreement, of: employer, &context)
    else { return nil }
    record([.employer(.agreementMoved(renewal))])
    return self.agreement(renewal.order).flatMap { AgreementOrders.order($0, of: $1) }
  }

  /// Asks a bank again that has not answered, where a feed of it takes something now: what waits
  /// for credit waits once.
  mutating func askAgreement(_ order: Id128, _ count: UInt32) {
    guard let (agreement, employer) = agreement(order) else { return }
    let bank = agreement.entered.clearingBank
    if volatile.feeds.taker(.orders(bank)) != nil, let again = again(agreement, of: employer) {
      send(.bank(bank, again))
      // A new order has a timer of its own.
      guard again.reference == order else { return }
    }
    timers.start(
      .askAgreement(order, count + 1), at: Timing.agreement(count + 1, now: context.now.real))
  }
}
