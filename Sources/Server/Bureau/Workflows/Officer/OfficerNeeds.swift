internal import Protocol

/// What an officer's requests need in memory: the import, the person or the payment that they name.
enum OfficerNeeds {
  /// At most one thing; of a payment its employer too, and who is told.
  static func needs(_ request: Request, _ state: State, _ found: Found) -> [Need] {
    switch request {
    case .importPart(let part): [.batch(part.batch)]
    case .importCommit(let which), .importShow(let which), .importProblems(let which):
      [.batch(which.batch)]
    case .officerUnlock(let unlock): [.person(unlock.resident)]
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .loginPassword, .loginCodeSend,
      .loginCodeEnter, .loginScanStart, .loginScanWait, .loginIdentity, .loginConfirm,
      .loginConsentText, .loginConsent, .logout, .whoami, .sessionList, .sessionEnd, .stepupStart,
      .stepupWait, .accountActivateStart, .accountActivate, .appScanLook, .appScanAnswer,
      .registrationShow, .enrolmentList, .todoList, .todoShow, .declareSave, .declareVoid,
      .payPreview, .payAgreement, .payStatus, .payList, .payShow, .agreementList, .agreementShow,
      .agreementAdd, .agreementDelete, .agreementAutopay, .agreementNotice, .paymentPasswordCode,
      .paymentPasswordSet, .paymentPasswordUse, .queryUnpaid, .queryPaid, .queryShow, .bankOrders,
      .bankSettles, .bankDebitReport, .bankAgreementReport, .smsMessages, .smsAcknowledge,
      .importBegin, .officerClockAdvance, .officerClockConfirm, .officerClockShow, .officerAttempts,
      .officerShow:
      []
    case .officerResolve(let finding): BankNeeds.attempt(finding.number, state, found)
    }
  }
}
