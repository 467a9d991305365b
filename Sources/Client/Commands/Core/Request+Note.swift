import Protocol

extension Request {
  /// What a keyed change is about: two of one subject can undo each other, so that the first must
  /// have its answer before the second leaves. Empty for what has no key.
  var subject: String {
    switch self {
    case .payAgreement(let pay): pay.notice.text
    case .declareSave(let save): save.notice.text
    case .declareVoid(let void): void.notice.text
    case .agreementAdd(let add): add.number.text
    case .agreementDelete(let reference): reference.number.text
    case .agreementAutopay(let automatic): automatic.number.text
    case .paymentPasswordSet, .paymentPasswordUse: "payment-password"
    case .importBegin(let begin): begin.name
    case .officerResolve(let finding): finding.number.text
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .loginPassword, .loginCodeSend,
      .loginCodeEnter, .loginScanStart, .loginScanWait, .loginIdentity, .loginConfirm,
      .loginConsentText, .loginConsent, .logout, .whoami, .sessionList, .sessionEnd,
      .stepupStart, .stepupWait, .accountActivateStart, .accountActivate, .appScanLook,
      .appScanAnswer, .registrationShow, .enrolmentList, .todoList, .todoShow, .payPreview,
      .payStatus, .payList, .payShow, .agreementList, .agreementShow, .agreementNotice,
      .paymentPasswordCode, .queryUnpaid, .queryPaid, .queryShow, .bankOrders, .bankSettles,
      .bankDebitReport, .bankAgreementReport, .smsMessages, .smsAcknowledge, .importPart,
      .importCommit, .importShow, .importProblems, .officerUnlock, .officerClockAdvance,
      .officerClockShow, .officerAttempts, .officerClockConfirm, .officerShow:
      ""
    }
  }

  /// The same with every secret blank.
  var withoutSecrets: Request {
    switch self {
    case .payAgreement(let pay):
      .payAgreement(
        PayByAgreement(
          notice: pay.notice, version: pay.version, deferrable: pay.deferrable,
          deferralConfirmed: pay.deferralConfirmed, total: pay.total, digest: pay.digest,
          agreement: pay.agreement, password: nil, withoutPassword: pay.withoutPassword))
    case .paymentPasswordSet(let set):
      .paymentPasswordSet(
        PaymentPasswordSet(request: set.request, code: "", password: "", again: ""))
    case .paymentPasswordUse(let use):
      .paymentPasswordUse(
        PaymentPasswordUse(on: use.on, password: nil, request: use.request, code: nil))
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .loginPassword, .loginCodeSend,
      .loginCodeEnter, .loginScanStart, .loginScanWait, .loginIdentity, .loginConfirm,
      .loginConsentText, .loginConsent, .logout, .whoami, .sessionList, .sessionEnd, .stepupStart,
      .stepupWait, .accountActivateStart, .accountActivate, .appScanLook, .appScanAnswer,
      .registrationShow, .enrolmentList, .todoList, .todoShow, .declareSave, .declareVoid,
      .payPreview, .payStatus, .payList, .payShow, .agreementList, .agreementShow, .agreementAdd,
      .agreementDelete, .agreementAutopay, .agreementNotice, .paymentPasswordCode, .queryUnpaid,
      .queryPaid, .queryShow, .bankOrders, .bankSettles, .bankDebitReport, .bankAgreementReport,
      .smsMessages, .smsAcknowledge, .importBegin, .importPart, .importCommit, .importShow,
      .importProblems, .officerUnlock, .officerClockAdvance, .officerClockShow, .officerAttempts,
      .officerClockConfirm, .officerShow, .officerResolve:
      self
    }
  }
}
