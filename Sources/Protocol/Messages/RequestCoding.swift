extension Request {
  /// Decodes a request's body.
  ///
  /// Throws `Malformed` where the bytes are not the one encoding of a request of the method
  /// (C1–C14).
  public static func decode(_ method: Method, _ body: [UInt8]) throws(Malformed) -> Request {
    if let found = try decodeFirst(method, body) { return found }
    if let found = try decodeSecond(method, body) { return found }
    if let found = try decodeThird(method, body) { return found }
    // Every method is in one of the groups; a test decodes each.
    throw Malformed(.unknownField, offset: 0, path: [])
  }

  private static func decodeFirst(
    _ method: Method, _ body: [UInt8]
  ) throws(Malformed) -> Request? {
    switch method {
    case .systemHealth:
      _ = try Protocol.decode(Empty.self, from: body)
      return .systemHealth
    case .systemPing:
      _ = try Protocol.decode(Empty.self, from: body)
      return .systemPing
    case .systemCounters:
      _ = try Protocol.decode(Empty.self, from: body)
      return .systemCounters
    case .loginSlider:
      _ = try Protocol.decode(Empty.self, from: body)
      return .loginSlider
    case .loginPassword: return .loginPassword(try Protocol.decode(PasswordLogin.self, from: body))
    case .loginCodeSend: return .loginCodeSend(try Protocol.decode(LoginReference.self, from: body))
    case .loginCodeEnter: return .loginCodeEnter(try Protocol.decode(LoginCode.self, from: body))
    case .loginScanStart: return .loginScanStart(try Protocol.decode(ScanStart.self, from: body))
    case .loginScanWait: return .loginScanWait(try Protocol.decode(LoginReference.self, from: body))
    case .loginIdentity: return .loginIdentity(try Protocol.decode(IdentityChoice.self, from: body))
    case .loginConfirm: return .loginConfirm(try Protocol.decode(LoginReference.self, from: body))
    case .loginConsentText:
      return .loginConsentText(try Protocol.decode(ConsentRequest.self, from: body))
    case .loginConsent: return .loginConsent(try Protocol.decode(ConsentAnswer.self, from: body))
    case .logout:
      _ = try Protocol.decode(Empty.self, from: body)
      return .logout
    case .whoami:
      _ = try Protocol.decode(Empty.self, from: body)
      return .whoami
    case .sessionList:
      _ = try Protocol.decode(Empty.self, from: body)
      return .sessionList
    case .sessionEnd: return .sessionEnd(try Protocol.decode(SessionReference.self, from: body))
    case .stepupStart: return .stepupStart(try Protocol.decode(StepUpStart.self, from: body))
    case .stepupWait:
      _ = try Protocol.decode(Empty.self, from: body)
      return .stepupWait
    case .accountActivateStart:
      return .accountActivateStart(try Protocol.decode(ActivationStart.self, from: body))
    case .accountActivate:
      return .accountActivate(try Protocol.decode(ActivationFinish.self, from: body))
    case .appScanLook: return .appScanLook(try Protocol.decode(ScanLook.self, from: body))
    case .appScanAnswer: return .appScanAnswer(try Protocol.decode(ScanAnswer.self, from: body))
    default: return nil
    }
  }

  private static func decodeSecond(
    _ method: Method, _ body: [UInt8]
  ) throws(Malformed) -> Request? {
    switch method {
    case .registrationShow:
      _ = try Protocol.decode(Empty.self, from: body)
      return .registrationShow
    case .enrolmentList:
      _ = try Protocol.decode(Empty.self, from: body)
      return .enrolmentList
    case .todoList: return .todoList(try Protocol.decode(TodoFilter.self, from: body))
    case .todoShow: return .todoShow(try Protocol.decode(NoticeReference.self, from: body))
    case .declareSave: return .declareSave(try Protocol.decode(DeclareSave.self, from: body))
    case .declareVoid: return .declareVoid(try Protocol.decode(DeclareVoid.self, from: body))
    case .payPreview: return .payPreview(try Protocol.decode(PreviewRequest.self, from: body))
    case .payAgreement: return .payAgreement(try Protocol.decode(PayByAgreement.self, from: body))
    case .payStatus: return .payStatus(try Protocol.decode(PaymentStatusRequest.self, from: body))
    case .payList: return .payList(try Protocol.decode(PaymentFilter.self, from: body))
    case .payShow: return .payShow(try Protocol.decode(PaymentStatusRequest.self, from: body))
    case .agreementList:
      _ = try Protocol.decode(Empty.self, from: body)
      return .agreementList
    case .agreementShow:
      return .agreementShow(try Protocol.decode(AgreementReference.self, from: body))
    case .agreementAdd: return .agreementAdd(try Protocol.decode(AgreementAdd.self, from: body))
    case .agreementDelete:
      return .agreementDelete(try Protocol.decode(AgreementReference.self, from: body))
    case .agreementAutopay:
      return .agreementAutopay(try Protocol.decode(AutoPayment.self, from: body))
    case .agreementNotice:
      _ = try Protocol.decode(Empty.self, from: body)
      return .agreementNotice
    case .paymentPasswordCode:
      _ = try Protocol.decode(Empty.self, from: body)
      return .paymentPasswordCode
    case .paymentPasswordSet:
      return .paymentPasswordSet(try Protocol.decode(PaymentPasswordSet.self, from: body))
    case .paymentPasswordUse:
      return .paymentPasswordUse(try Protocol.decode(PaymentPasswordUse.self, from: body))
    case .queryUnpaid: return .queryUnpaid(try Protocol.decode(QueryFilter.self, from: body))
    case .queryPaid: return .queryPaid(try Protocol.decode(QueryFilter.self, from: body))
    case .queryShow: return .queryShow(try Protocol.decode(NoticeReference.self, from: body))
    case .bankOrders:
      _ = try Protocol.decode(Empty.self, from: body)
      return .bankOrders
    case .bankSettles:
      _ = try Protocol.decode(Empty.self, from: body)
      return .bankSettles
    default: return nil
    }
  }

  private static func decodeThird(
    _ method: Method, _ body: [UInt8]
  ) throws(Malformed) -> Request? {
    switch method {
    case .bankDebitReport:
      return .bankDebitReport(try Protocol.decode(DebitReport.self, from: body))
    case .bankAgreementReport:
      return .bankAgreementReport(try Protocol.decode(AgreementReport.self, from: body))
    case .smsMessages:
      _ = try Protocol.decode(Empty.self, from: body)
      return .smsMessages
    case .smsAcknowledge:
      return .smsAcknowledge(try Protocol.decode(SmsAcknowledge.self, from: body))
    case .importBegin: return .importBegin(try Protocol.decode(ImportBegin.self, from: body))
    case .importPart: return .importPart(try Protocol.decode(ImportPart.self, from: body))
    case .importCommit: return .importCommit(try Protocol.decode(ImportReference.self, from: body))
    case .importShow: return .importShow(try Protocol.decode(ImportReference.self, from: body))
    case .importProblems:
      return .importProblems(try Protocol.decode(ImportReference.self, from: body))
    case .officerUnlock: return .officerUnlock(try Protocol.decode(OfficerUnlock.self, from: body))
    case .officerClockAdvance:
      return .officerClockAdvance(try Protocol.decode(ClockAdvance.self, from: body))
    case .officerClockConfirm:
      return .officerClockConfirm(try Protocol.decode(ClockConfirm.self, from: body))
    case .officerClockShow:
      _ = try Protocol.decode(Empty.self, from: body)
      return .officerClockShow
    case .officerAttempts:
      _ = try Protocol.decode(Empty.self, from: body)
      return .officerAttempts
    case .officerShow: return .officerShow(try Protocol.decode(OfficerReference.self, from: body))
    case .officerResolve:
      return .officerResolve(try Protocol.decode(OfficerResolve.self, from: body))
    default: return nil
    }
  }
}
