extension Request {
  /// The body's bytes.
  public func encoded() -> [UInt8] {
    switch self {
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .logout, .whoami, .sessionList,
      .stepupWait, .registrationShow, .enrolmentList, .agreementList, .agreementNotice,
      .paymentPasswordCode, .bankOrders, .bankSettles, .smsMessages, .officerClockShow,
      .officerAttempts:
      []
    case .loginPassword(let m): encode(m)
    case .loginCodeSend(let m): encode(m)
    case .loginCodeEnter(let m): encode(m)
    case .loginScanStart(let m): encode(m)
    case .loginScanWait(let m): encode(m)
    case .loginIdentity(let m): encode(m)
    case .loginConfirm(let m): encode(m)
    case .loginConsentText(let m): encode(m)
    case .loginConsent(let m): encode(m)
    case .sessionEnd(let m): encode(m)
    case .stepupStart(let m): encode(m)
    case .accountActivateStart(let m): encode(m)
    case .accountActivate(let m): encode(m)
    case .appScanLook(let m): encode(m)
    case .appScanAnswer(let m): encode(m)
    case .todoList(let m): encode(m)
    case .todoShow(let m): encode(m)
    case .declareSave(let m): encode(m)
    case .declareVoid(let m): encode(m)
    case .payPreview(let m): encode(m)
    case .payAgreement(let m): encode(m)
    case .payStatus(let m): encode(m)
    case .payList(let m): encode(m)
    case .payShow(let m): encode(m)
    case .agreementShow(let m): encode(m)
    case .agreementAdd(let m): encode(m)
    case .agreementDelete(let m): encode(m)
    case .agreementAutopay(let m): encode(m)
    case .paymentPasswordSet(let m): encode(m)
    case .paymentPasswordUse(let m): encode(m)
    case .queryUnpaid(let m): encode(m)
    case .queryPaid(let m): encode(m)
    case .queryShow(let m): encode(m)
    case .bankDebitReport(let m): encode(m)
    case .bankAgreementReport(let m): encode(m)
    case .smsAcknowledge(let m): encode(m)
    case .importBegin(let m): encode(m)
    case .importPart(let m): encode(m)
    case .importCommit(let m): encode(m)
    case .importShow(let m): encode(m)
    case .importProblems(let m): encode(m)
    case .officerUnlock(let m): encode(m)
    case .officerClockAdvance(let m): encode(m)
    case .officerClockConfirm(let m): encode(m)
    case .officerShow(let m): encode(m)
    case .officerResolve(let m): encode(m)
    }
  }
}
