internal import Protocol

/// What a bank's requests need in memory: the employer whose order they report on.
enum BankNeeds {
  /// The owner of the order, and then the employer.
  static func needs(_ request: Request, _ state: State, _ found: Found) -> [Need] {
    switch request {
    case .bankDebitReport(let report): attempt(report.reference, state, found)
    case .bankAgreementReport(let report): order(report.reference, state, found)
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .loginPassword, .loginCodeSend,
      .loginCodeEnter, .loginScanStart, .loginScanWait, .loginIdentity, .loginConfirm,
      .loginConsentText, .loginConsent, .logout, .whoami, .sessionList, .sessionEnd, .stepupStart,
      .stepupWait, .accountActivateStart, .accountActivate, .appScanLook, .appScanAnswer,
      .registrationShow, .enrolmentList, .todoList, .todoShow, .declareSave, .declareVoid,
      .payPreview, .payAgreement, .payStatus, .payList, .payShow, .agreementList, .agreementShow,
      .agreementAdd, .agreementDelete, .agreementAutopay, .agreementNotice, .paymentPasswordCode,
      .paymentPasswordSet, .paymentPasswordUse, .queryUnpaid, .queryPaid, .queryShow, .bankOrders,
      .bankSettles, .smsMessages, .smsAcknowledge, .importBegin, .importPart, .importCommit,
      .importShow, .importProblems, .officerUnlock, .officerClockAdvance, .officerClockConfirm,
      .officerClockShow,
      .officerAttempts:
      []
    }
  }

  private static func attempt(_ reference: Id128, _ state: State, _ found: Found) -> [Need] {
    guard let number = PayOrders.number(reference) else { return [] }
    let owner = state.attemptOwners[number] ?? (found.attempts[number] ?? nil)
    return [.attempt(number)] + (owner.map { [.employer($0)] } ?? [])
  }

  private static func order(_ order: Id128, _ state: State, _ found: Found) -> [Need] {
    let owner = state.orderOwners[order] ?? (found.orders[order] ?? nil)
    return [.order(order)] + (owner.map { [.employer($0.registration)] } ?? [])
  }
}
