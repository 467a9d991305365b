internal import Protocol

/// A bank's reports on agreement orders; it may repeat them at will.
enum AgreementReports {
  /// Decides `bank.agreement.report`.
  ///
  /// - Throws: `.orderNotFound`, also for the order of another bank; `.orderDiffers` for another
  ///   digest.
  static func decide(
    _ report: AgreementReport, _ bank: BankNumber, _ state: State, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let owner =
      state.orderOwners[report.reference] ?? (context.found.orders[report.reference] ?? nil)
    guard let owner, owner.bank == bank,
      let agreement = state.employers[owner.registration]?.agreements[owner.agreement]
    else { throw Refusal(.orderNotFound, "没有这条协议指令") }
    guard report.digest == owner.digest else {
      throw Refusal(.orderDiffers, "协议指令的要素摘要不一致")
    }
    // A repeat, or a report on an order that a later one has replaced: accepted, without effect.
    guard agreement.order == report.reference,
      let next = AgreementTable.after(agreement.status, event(report, agreement))
    else { return .reply(Done(text: "")) }
    return move(report, owner, agreement, to: next, state, &context)
  }

  private static func event(
    _ report: AgreementReport, _ agreement: AgreementState
  ) -> AgreementEvent {
    switch (agreement.status, report.outcome) {
    case (.ending, .done): .end
    case (.verifying, .done), (.active, .done), (.refused, .done), (.ended, .done): .accept
    case (.verifying, .refused), (.active, .refused), (.refused, .refused), (.ending, .refused),
      (.ended, .refused):
      .refuse
    }
  }

  /// Moves the agreement, and notifies the person who asked for the change.
  private static func move(
    _ report: AgreementReport, _ owner: AgreementOwner, _ agreement: AgreementState,
    to next: AgreementStatus, _ state: State, _ context: inout Context
  ) -> Decision {
    let moved = AgreementMoved(
      registration: owner.registration, number: owner.agreement, status: next,
      order: agreement.order, digest: agreement.digest,
      reason: report.outcome == .refused ? report.reason : "", person: agreement.person)
    var message = Notifying.Notification.none
    if let person = state.persons[agreement.person] {
      message = Notifying.agreement(
        agreement.number, agreement.status == .ending ? .ending : .adding,
        isDone: report.outcome == .done, to: person, state, &context)
    }
    return Decision(
      .reply(Done(text: "")), events: [.employer(.agreementMoved(moved))] + message.events,
      orders: message.orders)
  }
}
