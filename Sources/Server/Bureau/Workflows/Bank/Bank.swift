internal import Protocol

/// A bank's requests: its feeds and its reports (the contract with a bank).
enum Bank {
  /// Decides the `bank.` requests.
  static func decide(
    _ request: Request, _ bank: BankNumber, _ state: State, _ means: inout Means
  ) throws(Refusal) -> Decision {
    switch request {
    case .bankOrders: Decision(.stream(.orders(bank)))
    case .bankSettles: Decision(.stream(.settles(bank)))
    case .bankDebitReport(let report): try DebitReports.decide(report, bank, state, &means)
    case .bankAgreementReport(let report):
      try AgreementReports.decide(report, bank, state, means)
    default: throw Dispatch.wrongDoor
    }
  }
}

/// What a bank says became of an agreement order.
enum AgreementReports {
  /// Decides `bank.agreement.report`.
  static func decide(
    _ report: AgreementReport, _ bank: BankNumber, _ state: State, _ means: Means
  ) throws(Refusal) -> Decision {
    let owner = state.orderOwners[report.reference] ?? (means.found.orders[report.reference] ?? nil)
    guard let owner, let employer = state.employers[owner.registration],
      let agreement = employer.agreements[owner.agreement],
      agreement.order == report.reference, agreement.clearingBank == bank
    else { throw Refusal(.orderNotFound, "没有这条协议指令") }
    guard report.digest == agreement.digest else {
      throw Refusal(.orderDiffers, "协议指令的要素摘要不一致")
    }
    let event: AgreementEvent =
      switch (agreement.status, report.outcome) {
      case (.ending, .done): .end
      case (.verifying, .done), (.active, .done), (.refused, .done), (.ended, .done): .accept
      case (.verifying, .refused), (.active, .refused), (.refused, .refused), (.ending, .refused),
        (.ended, .refused):
        .refuse
      }
    // A repeat finds the agreement moved already: it is answered, and changes nothing.
    guard let next = AgreementTable.after(agreement.status, event) else {
      return .reply(.done(Done(text: "")))
    }
    return Decision(
      .reply(.done(Done(text: ""))),
      events: [.agreementMoved(moved(report, owner, agreement, next))])
  }

  private static func moved(
    _ report: AgreementReport, _ owner: AgreementOwner, _ agreement: AgreementState,
    _ next: AgreementStatus
  ) -> AgreementMoved {
    AgreementMoved(
      registration: owner.registration, number: owner.agreement, status: next,
      order: agreement.order, digest: agreement.digest,
      reason: report.outcome == .refused ? report.reason : "")
  }
}
