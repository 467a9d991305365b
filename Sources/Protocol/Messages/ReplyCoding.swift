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
    switch method {
    case .systemHealth: .healthReply(try read(body))
    case .systemPing: try bare(.empty, body)
    case .systemCounters: .countersReply(try read(body))
    case .loginSlider: .slider(try read(body))
    case .loginPassword: .loginOpened(try read(body))
    case .loginCodeSend, .accountActivateStart, .paymentPasswordCode:
      .smsCodeSent(try read(body))
    case .loginCodeEnter, .loginScanWait, .loginIdentity, .loginConfirm, .loginConsent:
      .loginStep(try read(body))
    case .loginScanStart, .stepupStart:
      .scanChallenge(try read(body))
    case .loginConsentText: .consentText(try read(body))
    case .logout, .sessionEnd, .accountActivate, .appScanAnswer, .paymentPasswordSet,
      .paymentPasswordUse, .bankDebitReport, .bankAgreementReport, .smsAcknowledge, .officerUnlock:
      .done(try read(body))
    case .whoami: .whoAmI(try read(body))
    case .sessionList: .sessionList(try read(body))
    case .stepupWait: .stepUpState(try read(body))
    case .appScanLook: .scanTerms(try read(body))
    case .registrationShow: .registration(try read(body))
    case .enrolmentList: .enrolmentList(try read(body))
    case .todoList: .todoList(try read(body))
    case .todoShow: .todoDetail(try read(body))
    case .declareSave, .declareVoid:
      .declareResult(try read(body))
    case .payPreview: .preview(try read(body))
    case .payAgreement, .payStatus:
      .payment(try read(body))
    case .payList: .paymentList(try read(body))
    case .payShow: .paymentDetail(try read(body))
    case .agreementList: .agreementList(try read(body))
    case .agreementShow, .agreementAdd, .agreementDelete, .agreementAutopay:
      .agreement(try read(body))
    case .agreementNotice: .agreementNotice(try read(body))
    case .queryUnpaid, .queryPaid:
      .queryPage(try read(body))
    case .queryShow: .queryDetail(try read(body))
    case .bankOrders: .bankOrder(try read(body))
    case .bankSettles: .settleOrder(try read(body))
    case .smsMessages: .smsMessage(try read(body))
    case .importBegin, .importPart, .importCommit, .importShow:
      .importState(try read(body))
    case .importProblems: .importProblems(try read(body))
    case .officerClockAdvance, .officerClockShow, .officerClockConfirm:
      .clockState(try read(body))
    case .officerAttempts: .officerAttempts(try read(body))
    case .officerShow: .officerCaseDetail(try read(body))
    case .officerResolve: .officerCase(try read(body))
    }
  }

  private static func read<M: Message>(_ body: [UInt8]) throws(Malformed) -> M {
    try Protocol.decode(M.self, from: body)
  }

  /// A reply without a body.
  private static func bare(_ reply: Reply, _ body: [UInt8]) throws(Malformed) -> Reply {
    _ = try Protocol.decode(Empty.self, from: body)
    return reply
  }
}
