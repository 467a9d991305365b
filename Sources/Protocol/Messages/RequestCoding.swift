extension Request {
  /// Decodes a request's body.
  ///
  /// Throws `Malformed` where the bytes are not the one encoding of a request of the method (C1–C14).
  public static func decode(_ method: Method, _ body: [UInt8]) throws(Malformed) -> Request {
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
    case .officerClockShow:
      _ = try Protocol.decode(Empty.self, from: body)
      return .officerClockShow
    case .officerAttempts:
      _ = try Protocol.decode(Empty.self, from: body)
      return .officerAttempts
    }
  }

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
    }
  }
}
