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
    case .bankDebitReport(let report): try DebitReports.decide(report, bank, state, means)
    case .bankAgreementReport(let report):
      try AgreementReports.decide(report, bank, state, means)
    default: throw Dispatch.wrongDoor
    }
  }
}

/// What a bank says became of a debit, asked or not, as often as it likes.
enum DebitReports {
  /// Decides `bank.debit.report`.
  static func decide(
    _ report: DebitReport, _ bank: BankNumber, _ state: State, _ means: Means
  ) throws(Refusal) -> Decision {
    let (registration, attempt) = try find(report, bank, state, means)
    guard report.digest == attempt.digest else {
      throw Refusal(.orderDiffers, "扣款指令的要素摘要不一致")
    }
    switch attempt.status {
    case .requested: throw Refusal(.orderNotFound, "该扣款指令尚未发出")
    case .handedOut, .unknown: return live(report, registration, attempt, means)
    case .officer, .cancelled: return .reply(done)
    case .succeeded, .posted: return succeeded(report, registration, attempt)
    case .failed: return .reply(done)
    }
  }

  private static let done = Reply.done(Done(text: ""))

  private static func find(
    _ report: DebitReport, _ bank: BankNumber, _ state: State, _ means: Means
  ) throws(Refusal) -> (RegistrationNumber, Attempt) {
    guard let number = PayOrders.number(report.reference),
      let owner = state.attemptOwners[number] ?? (means.found.attempts[number] ?? nil),
      let attempt = state.employers[owner]?.attempts[number], attempt.bank == bank
    else { throw Refusal(.orderNotFound, "没有这条扣款指令") }
    return (owner, attempt)
  }

  private static func live(
    _ report: DebitReport, _ registration: RegistrationNumber, _ attempt: Attempt, _ means: Means
  ) -> Decision {
    let number = attempt.number
    switch report.outcome {
    case .working: return .reply(done)
    case .done:
      guard report.amount == PaymentView.total(attempt), !report.receipt.isEmpty else {
        return refer(registration, number, "银行报告已扣款 \(report.amount) 元，与指令金额不符或无回单号")
      }
      let event = AttemptSucceeded(
        registration: registration, number: number, receipt: report.receipt,
        at: means.now.business)
      return Decision(.reply(done), events: [.attemptSucceeded(event)])
    case .refused, .none:
      // Money with a refusal is a contradiction, not an outcome.
      guard report.amount == .zero else {
        return refer(registration, number, "银行报告未扣款，却给出金额 \(report.amount) 元")
      }
      let event = AttemptFailed(
        registration: registration, number: number,
        code: report.outcome == .none ? "NONE" : report.code,
        reason: report.outcome == .none ? "银行未收到扣款指令，并已永久拒绝" : report.reason,
        at: means.now.business)
      return Decision(.reply(done), events: [.attemptFailed(event)])
    }
  }

  /// A second success under another receipt is for an officer to see; final states never change.
  private static func succeeded(
    _ report: DebitReport, _ registration: RegistrationNumber, _ attempt: Attempt
  ) -> Decision {
    .reply(done)
  }

  private static func refer(
    _ registration: RegistrationNumber, _ number: TicketNumber, _ reason: String
  ) -> Decision {
    let event = AttemptReferred(registration: registration, number: number, reason: reason)
    return Decision(.reply(done), events: [.attemptReferred(event)])
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
