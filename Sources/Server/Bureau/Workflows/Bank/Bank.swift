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
      try AgreementReports.decide(report, bank, state, &means)
    default: throw Dispatch.wrongDoor
    }
  }
}
