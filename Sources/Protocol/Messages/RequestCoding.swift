extension Request {
  /// Decodes a request's body.
  ///
  /// Throws `Malformed` where the bytes are not the one encoding of a request of the method
  /// (C1–C14).
  public static func decode(_ method: Method, _ body: [UInt8]) throws(Malformed) -> Request {
    if let found = try decodeFirst(method, body) { return found }
    if let found = try decodeSecond(method, body) { return found }
    // No input leads here: `method` is known, and a test decodes every method.
    preconditionFailure("method=\(method) is in neither half, though each names the other's")
  }

  private static func decodeFirst(
    _ method: Method, _ body: [UInt8]
  ) throws(Malformed) -> Request? {
    switch method {
    case .systemHealth: try bare(.systemHealth, body)
    case .systemPing: try bare(.systemPing, body)
    case .systemCounters: try bare(.systemCounters, body)
    case .loginSlider: try bare(.loginSlider, body)
    case .loginPassword: .loginPassword(try read(body))
    case .loginCodeSend: .loginCodeSend(try read(body))
    case .loginCodeEnter: .loginCodeEnter(try read(body))
    case .loginScanStart: .loginScanStart(try read(body))
    case .loginScanWait: .loginScanWait(try read(body))
    case .loginIdentity: .loginIdentity(try read(body))
    case .loginConfirm: .loginConfirm(try read(body))
    case .loginConsentText: .loginConsentText(try read(body))
    case .loginConsent: .loginConsent(try read(body))
    case .logout: try bare(.logout, body)
    case .whoami: try bare(.whoami, body)
    case .sessionList: try bare(.sessionList, body)
    case .sessionEnd: .sessionEnd(try read(body))
    case .stepupStart: .stepupStart(try read(body))
    case .stepupWait: try bare(.stepupWait, body)
    case .accountActivateStart: .accountActivateStart(try read(body))
    case .accountActivate: .accountActivate(try read(body))
    case .appScanLook: .appScanLook(try read(body))
    case .appScanAnswer: .appScanAnswer(try read(body))
    case .registrationShow: try bare(.registrationShow, body)
    case .enrolmentList: try bare(.enrolmentList, body)
    case .todoList: .todoList(try read(body))
    case .todoShow: .todoShow(try read(body))
    case .declareSave: .declareSave(try read(body))
    case .declareVoid: .declareVoid(try read(body))
    case .payPreview: .payPreview(try read(body))
    case .payAgreement: .payAgreement(try read(body))
    case .payStatus: .payStatus(try read(body))
    case .payList, .payShow, .agreementList, .agreementShow, .agreementAdd, .agreementDelete,
      .agreementAutopay, .agreementNotice, .paymentPasswordCode, .paymentPasswordSet,
      .paymentPasswordUse, .queryUnpaid, .queryPaid, .queryShow, .bankOrders, .bankSettles,
      .bankDebitReport, .bankAgreementReport, .smsMessages, .smsAcknowledge, .importBegin,
      .importPart, .importCommit, .importShow, .importProblems, .officerUnlock,
      .officerClockAdvance, .officerClockShow, .officerAttempts, .officerClockConfirm,
      .officerShow, .officerResolve:
      nil  // in decodeSecond
    }
  }

  private static func decodeSecond(
    _ method: Method, _ body: [UInt8]
  ) throws(Malformed) -> Request? {
    switch method {
    case .payList: .payList(try read(body))
    case .payShow: .payShow(try read(body))
    case .agreementList: try bare(.agreementList, body)
    case .agreementShow: .agreementShow(try read(body))
    case .agreementAdd: .agreementAdd(try read(body))
    case .agreementDelete: .agreementDelete(try read(body))
    case .agreementAutopay: .agreementAutopay(try read(body))
    case .agreementNotice: try bare(.agreementNotice, body)
    case .paymentPasswordCode: try bare(.paymentPasswordCode, body)
    case .paymentPasswordSet: .paymentPasswordSet(try read(body))
    case .paymentPasswordUse: .paymentPasswordUse(try read(body))
    case .queryUnpaid: .queryUnpaid(try read(body))
    case .queryPaid: .queryPaid(try read(body))
    case .queryShow: .queryShow(try read(body))
    case .bankOrders: try bare(.bankOrders, body)
    case .bankSettles: try bare(.bankSettles, body)
    case .bankDebitReport: .bankDebitReport(try read(body))
    case .bankAgreementReport: .bankAgreementReport(try read(body))
    case .smsMessages: try bare(.smsMessages, body)
    case .smsAcknowledge: .smsAcknowledge(try read(body))
    case .importBegin: .importBegin(try read(body))
    case .importPart: .importPart(try read(body))
    case .importCommit: .importCommit(try read(body))
    case .importShow: .importShow(try read(body))
    case .importProblems: .importProblems(try read(body))
    case .officerUnlock: .officerUnlock(try read(body))
    case .officerClockAdvance: .officerClockAdvance(try read(body))
    case .officerClockShow: try bare(.officerClockShow, body)
    case .officerAttempts: try bare(.officerAttempts, body)
    case .officerClockConfirm: .officerClockConfirm(try read(body))
    case .officerShow: .officerShow(try read(body))
    case .officerResolve: .officerResolve(try read(body))
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .loginPassword, .loginCodeSend,
      .loginCodeEnter, .loginScanStart, .loginScanWait, .loginIdentity, .loginConfirm,
      .loginConsentText, .loginConsent, .logout, .whoami, .sessionList, .sessionEnd, .stepupStart,
      .stepupWait, .accountActivateStart, .accountActivate, .appScanLook, .appScanAnswer,
      .registrationShow, .enrolmentList, .todoList, .todoShow, .declareSave, .declareVoid,
      .payPreview, .payAgreement, .payStatus:
      nil  // in decodeFirst
    }
  }

  private static func read<M: Message>(_ body: [UInt8]) throws(Malformed) -> M {
    try Protocol.decode(M.self, from: body)
  }

  /// A request without a body.
  private static func bare(_ request: Request, _ body: [UInt8]) throws(Malformed) -> Request {
    _ = try Protocol.decode(Empty.self, from: body)
    return request
  }
}
