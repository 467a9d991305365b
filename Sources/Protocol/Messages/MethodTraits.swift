/// What a method does when it is repeated (rules R-1201 to R-1207).
public enum Idempotency: String, Sendable {
  /// Changes nothing.
  case safe
  /// Changes something and takes a key: the same key has one effect.
  case keyed
  /// Changes something; a repeat is judged by the state alone.
  case none
  /// A server stream of durable orders for one partner.
  case feed
}

/// Who may call a method.
public enum Audience: String, Sendable {
  /// Anyone, before any login.
  case anyone
  /// A clerk with a session (办税人员).
  case clerk
  /// A phone app's credential.
  case app
  /// A bank's credential.
  case bank
  /// The SMS gateway's credential.
  case gateway
  /// A tax officer: a credential, or the server's Unix socket (税务机关).
  case officer
}

extension Method {
  /// What a repeat does.
  public var idempotency: Idempotency {
    switch self {
    case .systemHealth, .systemPing, .systemCounters, .loginSlider,
      .loginConsentText, .whoami, .sessionList, .stepupWait, .appScanLook, .registrationShow,
      .enrolmentList, .todoList, .todoShow, .payPreview, .payStatus, .payList, .payShow,
      .agreementList, .agreementShow, .agreementNotice, .queryUnpaid, .queryPaid, .queryShow,
      .importShow, .importProblems, .officerClockShow, .officerAttempts, .officerShow:
      .safe
    case .declareSave, .declareVoid, .payAgreement, .agreementAdd, .agreementDelete,
      .agreementAutopay, .paymentPasswordSet, .paymentPasswordUse, .importBegin, .officerResolve:
      .keyed
    case .loginPassword, .loginCodeSend, .loginCodeEnter, .loginScanStart, .loginScanWait,
      .loginIdentity, .loginConfirm, .loginConsent, .logout, .sessionEnd, .stepupStart,
      .accountActivateStart, .accountActivate, .appScanAnswer, .paymentPasswordCode,
      .bankDebitReport, .bankAgreementReport, .smsAcknowledge, .importPart, .importCommit,
      .officerUnlock, .officerClockAdvance, .officerClockConfirm:
      .none
    case .bankOrders, .bankSettles, .smsMessages:
      .feed
    }
  }

  /// Who may call it.
  public var audience: Audience {
    switch self {
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .loginPassword, .loginCodeSend,
      .loginCodeEnter, .loginScanStart, .loginScanWait, .loginIdentity, .loginConfirm,
      .loginConsentText, .loginConsent, .accountActivateStart, .accountActivate:
      .anyone
    case .logout, .whoami, .sessionList, .sessionEnd, .stepupStart, .stepupWait, .registrationShow,
      .enrolmentList, .todoList, .todoShow, .declareSave, .declareVoid, .payPreview, .payAgreement,
      .payStatus, .payList, .payShow, .agreementList, .agreementShow, .agreementAdd,
      .agreementDelete, .agreementAutopay, .agreementNotice, .paymentPasswordCode,
      .paymentPasswordSet, .paymentPasswordUse, .queryUnpaid, .queryPaid, .queryShow:
      .clerk
    case .appScanLook, .appScanAnswer:
      .app
    case .bankOrders, .bankSettles, .bankDebitReport, .bankAgreementReport:
      .bank
    case .smsMessages, .smsAcknowledge:
      .gateway
    case .importBegin, .importPart, .importCommit, .importShow, .importProblems, .officerUnlock,
      .officerClockAdvance, .officerClockShow, .officerAttempts, .officerClockConfirm,
      .officerShow, .officerResolve:
      .officer
    }
  }
}
