internal import Protocol

/// What a bank's requests need in memory: the employer whose order they report on, and the person
/// who is told.
enum BankNeeds {
  /// The owner of the order, and then the employer.
  static func needs(_ request: Request, _ state: State, _ found: Found) -> [Need] {
    switch request {
    case .bankDebitReport(let report):
      PayOrders.number(report.reference).map { attempt($0, state, found) } ?? []
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
      .officerClockShow, .officerAttempts, .officerShow, .officerResolve:
      []
    }
  }

  /// An attempt's owner, and who is told of its outcome.
  static func attempt(_ number: TicketNumber, _ state: State, _ found: Found) -> [Need] {
    let owner = state.attemptOwners[number] ?? (found.attempts[number] ?? nil)
    guard let owner else { return [.attempt(number)] }
    let needs = [Need.attempt(number), .employer(owner)]
    guard let employer = state.employers[owner] else { return needs }
    // Loading brings the newest payments of an employer; a partner may speak of any.
    guard let attempt = employer.attempts[number] else { return needs + [.ended(owner, number)] }
    return needs + [.person(attempt.person)]
  }

  private static func order(_ order: Id128, _ state: State, _ found: Found) -> [Need] {
    let owner = state.orderOwners[order] ?? (found.orders[order] ?? nil)
    guard let owner else { return [.order(order)] }
    let needs = [Need.order(order), .employer(owner.registration)]
    let agreement = state.employers[owner.registration]?.agreements[owner.agreement]
    guard let agreement, agreement.order == order, AgreementTable.isAwaited(agreement.status) else {
      return needs
    }
    return needs + [.person(agreement.person)]
  }
}
