extension Reply {
  /// The body's bytes.
  public func encoded() -> [UInt8] {
    switch self {
    case .healthReply(let m): encode(m)
    case .empty: []
    case .countersReply(let m): encode(m)
    case .slider(let m): encode(m)
    case .loginOpened(let m): encode(m)
    case .smsCodeSent(let m): encode(m)
    case .loginStep(let m): encode(m)
    case .scanChallenge(let m): encode(m)
    case .consentText(let m): encode(m)
    case .done(let m): encode(m)
    case .whoAmI(let m): encode(m)
    case .sessionList(let m): encode(m)
    case .stepUpState(let m): encode(m)
    case .scanTerms(let m): encode(m)
    case .registration(let m): encode(m)
    case .enrolmentList(let m): encode(m)
    case .todoList(let m): encode(m)
    case .todoDetail(let m): encode(m)
    case .declareResult(let m): encode(m)
    case .preview(let m): encode(m)
    case .payment(let m): encode(m)
    case .paymentList(let m): encode(m)
    case .paymentDetail(let m): encode(m)
    case .agreementList(let m): encode(m)
    case .agreement(let m): encode(m)
    case .agreementNotice(let m): encode(m)
    case .queryPage(let m): encode(m)
    case .queryDetail(let m): encode(m)
    case .bankOrder(let m): encode(m)
    case .settleOrder(let m): encode(m)
    case .smsMessage(let m): encode(m)
    case .importState(let m): encode(m)
    case .importProblems(let m): encode(m)
    case .clockState(let m): encode(m)
    case .officerAttempts(let m): encode(m)
    case .officerCase(let m): encode(m)
    case .officerCaseDetail(let m): encode(m)
    }
  }

  /// Decodes a reply's or an item's body.
  ///
  /// Throws `Malformed` where the bytes are not the one encoding of a reply to the method (C1–C14).
  public static func decode(_ method: Method, _ body: [UInt8]) throws(Malformed) -> Reply {
    if let found = try decodeFirst(method, body) { return found }
    if let found = try decodeSecond(method, body) { return found }
    // Every method is in one of the groups; a test decodes each.
    throw Malformed(.unknownField, offset: 0, path: [])
  }

  private static func decodeFirst(
    _ method: Method, _ body: [UInt8]
  ) throws(Malformed) -> Reply? {
    switch method {
    case .systemHealth:
      return .healthReply(try Protocol.decode(HealthReply.self, from: body))
    case .systemPing:
      _ = try Protocol.decode(Empty.self, from: body)
      return .empty
    case .systemCounters:
      return .countersReply(try Protocol.decode(CountersReply.self, from: body))
    case .loginSlider:
      return .slider(try Protocol.decode(Slider.self, from: body))
    case .loginPassword:
      return .loginOpened(try Protocol.decode(LoginOpened.self, from: body))
    case .loginCodeSend, .accountActivateStart, .paymentPasswordCode:
      return .smsCodeSent(try Protocol.decode(SmsCodeSent.self, from: body))
    case .loginCodeEnter, .loginScanWait, .loginIdentity, .loginConfirm, .loginConsent:
      return .loginStep(try Protocol.decode(LoginStep.self, from: body))
    case .loginScanStart, .stepupStart:
      return .scanChallenge(try Protocol.decode(ScanChallenge.self, from: body))
    case .loginConsentText:
      return .consentText(try Protocol.decode(ConsentText.self, from: body))
    case .logout, .sessionEnd, .accountActivate, .appScanAnswer, .paymentPasswordSet,
      .paymentPasswordUse, .bankDebitReport, .bankAgreementReport, .smsAcknowledge, .officerUnlock:
      return .done(try Protocol.decode(Done.self, from: body))
    case .whoami:
      return .whoAmI(try Protocol.decode(WhoAmI.self, from: body))
    case .sessionList:
      return .sessionList(try Protocol.decode(SessionList.self, from: body))
    case .stepupWait:
      return .stepUpState(try Protocol.decode(StepUpState.self, from: body))
    case .appScanLook:
      return .scanTerms(try Protocol.decode(ScanTerms.self, from: body))
    case .registrationShow:
      return .registration(try Protocol.decode(Registration.self, from: body))
    case .enrolmentList:
      return .enrolmentList(try Protocol.decode(EnrolmentList.self, from: body))
    case .todoList:
      return .todoList(try Protocol.decode(TodoList.self, from: body))
    case .todoShow:
      return .todoDetail(try Protocol.decode(TodoDetail.self, from: body))
    case .declareSave, .declareVoid:
      return .declareResult(try Protocol.decode(DeclareResult.self, from: body))
    case .payPreview:
      return .preview(try Protocol.decode(Preview.self, from: body))
    case .payAgreement, .payStatus:
      return .payment(try Protocol.decode(Payment.self, from: body))
    default: return nil
    }
  }

  private static func decodeSecond(
    _ method: Method, _ body: [UInt8]
  ) throws(Malformed) -> Reply? {
    switch method {
    case .payList:
      return .paymentList(try Protocol.decode(PaymentList.self, from: body))
    case .payShow:
      return .paymentDetail(try Protocol.decode(PaymentDetail.self, from: body))
    case .agreementList:
      return .agreementList(try Protocol.decode(AgreementList.self, from: body))
    case .agreementShow, .agreementAdd, .agreementDelete, .agreementAutopay:
      return .agreement(try Protocol.decode(Agreement.self, from: body))
    case .agreementNotice:
      return .agreementNotice(try Protocol.decode(AgreementNotice.self, from: body))
    case .queryUnpaid, .queryPaid:
      return .queryPage(try Protocol.decode(QueryPage.self, from: body))
    case .queryShow:
      return .queryDetail(try Protocol.decode(QueryDetail.self, from: body))
    case .bankOrders:
      return .bankOrder(try Protocol.decode(BankOrder.self, from: body))
    case .bankSettles:
      return .settleOrder(try Protocol.decode(SettleOrder.self, from: body))
    case .smsMessages:
      return .smsMessage(try Protocol.decode(SmsMessage.self, from: body))
    case .importBegin, .importPart, .importCommit, .importShow:
      return .importState(try Protocol.decode(ImportState.self, from: body))
    case .importProblems:
      return .importProblems(try Protocol.decode(ImportProblems.self, from: body))
    case .officerClockAdvance, .officerClockShow, .officerClockConfirm:
      return .clockState(try Protocol.decode(ClockState.self, from: body))
    case .officerAttempts:
      return .officerAttempts(try Protocol.decode(OfficerAttempts.self, from: body))
    case .officerShow:
      return .officerCaseDetail(try Protocol.decode(OfficerCaseDetail.self, from: body))
    case .officerResolve:
      return .officerCase(try Protocol.decode(OfficerCase.self, from: body))
    default: return nil
    }
  }
}
