internal import Protocol

/// What a bank says became of an agreement order, as often as it likes.
enum AgreementReports {
  /// Decides `bank.agreement.report`.
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
    // A repeat, or an order that was answered before a later one took its place: the bank is heard,
    // and nothing changes.
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

  /// Moves the agreement, and tells who asked for it.
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
