/// Every request there is, typed (one case for each method).
public enum Request: Sendable, Equatable {
  /// `system.health`.
  case systemHealth
  /// `system.ping`.
  case systemPing
  /// `system.counters`.
  case systemCounters
  /// `login.slider`.
  case loginSlider
  /// `login.password`.
  case loginPassword(PasswordLogin)
  /// `login.code.send`.
  case loginCodeSend(LoginReference)
  /// `login.code.enter`.
  case loginCodeEnter(LoginCode)
  /// `login.scan.start`.
  case loginScanStart(ScanStart)
  /// `login.scan.wait`.
  case loginScanWait(LoginReference)
  /// `login.identity`.
  case loginIdentity(IdentityChoice)
  /// `login.confirm`.
  case loginConfirm(LoginReference)
  /// `login.consent.text`.
  case loginConsentText(ConsentRequest)
  /// `login.consent`.
  case loginConsent(ConsentAnswer)
  /// `logout`.
  case logout
  /// `whoami`.
  case whoami
  /// `session.list`.
  case sessionList
  /// `session.end`.
  case sessionEnd(SessionReference)
  /// `stepup.start`.
  case stepupStart(StepUpStart)
  /// `stepup.wait`.
  case stepupWait
  /// `account.activate.start`.
  case accountActivateStart(ActivationStart)
  /// `account.activate`.
  case accountActivate(ActivationFinish)
  /// `app.scan.look`.
  case appScanLook(ScanLook)
  /// `app.scan.answer`.
  case appScanAnswer(ScanAnswer)
  /// `registration.show`.
  case registrationShow
  /// `enrolment.list`.
  case enrolmentList
  /// `todo.list`.
  case todoList(TodoFilter)
  /// `todo.show`.
  case todoShow(NoticeReference)
  /// `declare.save`.
  case declareSave(DeclareSave)
  /// `declare.void`.
  case declareVoid(DeclareVoid)
  /// `pay.preview`.
  case payPreview(PreviewRequest)
  /// `pay.agreement`.
  case payAgreement(PayByAgreement)
  /// `pay.status`.
  case payStatus(PaymentStatusRequest)
  /// `pay.list`.
  case payList(PaymentFilter)
  /// `pay.show`.
  case payShow(PaymentStatusRequest)
  /// `agreement.list`.
  case agreementList
  /// `agreement.show`.
  case agreementShow(AgreementReference)
  /// `agreement.add`.
  case agreementAdd(AgreementAdd)
  /// `agreement.delete`.
  case agreementDelete(AgreementReference)
  /// `agreement.autopay`.
  case agreementAutopay(AutoPayment)
  /// `agreement.notice`.
  case agreementNotice
  /// `payment-password.code`.
  case paymentPasswordCode
  /// `payment-password.set`.
  case paymentPasswordSet(PaymentPasswordSet)
  /// `payment-password.use`.
  case paymentPasswordUse(PaymentPasswordUse)
  /// `query.unpaid`.
  case queryUnpaid(QueryFilter)
  /// `query.paid`.
  case queryPaid(QueryFilter)
  /// `query.show`.
  case queryShow(NoticeReference)
  /// `bank.orders`.
  case bankOrders
  /// `bank.settles`.
  case bankSettles
  /// `bank.debit.report`.
  case bankDebitReport(DebitReport)
  /// `bank.agreement.report`.
  case bankAgreementReport(AgreementReport)
  /// `sms.messages`.
  case smsMessages
  /// `sms.acknowledge`.
  case smsAcknowledge(SmsAcknowledge)
  /// `import.begin`.
  case importBegin(ImportBegin)
  /// `import.part`.
  case importPart(ImportPart)
  /// `import.commit`.
  case importCommit(ImportReference)
  /// `import.show`.
  case importShow(ImportReference)
  /// `import.problems`.
  case importProblems(ImportReference)
  /// `officer.unlock`.
  case officerUnlock(OfficerUnlock)
  /// `officer.clock.advance`.
  case officerClockAdvance(ClockAdvance)
  /// `officer.clock.show`.
  case officerClockShow
  /// `officer.attempts`.
  case officerAttempts
  /// `officer.clock.confirm`.
  case officerClockConfirm(ClockConfirm)
  /// `officer.show`.
  case officerShow(OfficerReference)
  /// `officer.resolve`.
  case officerResolve(OfficerResolve)

  /// The method.
  public var method: Method {
    switch self {
    case .systemHealth: .systemHealth
    case .systemPing: .systemPing
    case .systemCounters: .systemCounters
    case .loginSlider: .loginSlider
    case .loginPassword: .loginPassword
    case .loginCodeSend: .loginCodeSend
    case .loginCodeEnter: .loginCodeEnter
    case .loginScanStart: .loginScanStart
    case .loginScanWait: .loginScanWait
    case .loginIdentity: .loginIdentity
    case .loginConfirm: .loginConfirm
    case .loginConsentText: .loginConsentText
    case .loginConsent: .loginConsent
    case .logout: .logout
    case .whoami: .whoami
    case .sessionList: .sessionList
    case .sessionEnd: .sessionEnd
    case .stepupStart: .stepupStart
    case .stepupWait: .stepupWait
    case .accountActivateStart: .accountActivateStart
    case .accountActivate: .accountActivate
    case .appScanLook: .appScanLook
    case .appScanAnswer: .appScanAnswer
    case .registrationShow: .registrationShow
    case .enrolmentList: .enrolmentList
    case .todoList: .todoList
    case .todoShow: .todoShow
    case .declareSave: .declareSave
    case .declareVoid: .declareVoid
    case .payPreview: .payPreview
    case .payAgreement: .payAgreement
    case .payStatus: .payStatus
    case .payList: .payList
    case .payShow: .payShow
    case .agreementList: .agreementList
    case .agreementShow: .agreementShow
    case .agreementAdd: .agreementAdd
    case .agreementDelete: .agreementDelete
    case .agreementAutopay: .agreementAutopay
    case .agreementNotice: .agreementNotice
    case .paymentPasswordCode: .paymentPasswordCode
    case .paymentPasswordSet: .paymentPasswordSet
    case .paymentPasswordUse: .paymentPasswordUse
    case .queryUnpaid: .queryUnpaid
    case .queryPaid: .queryPaid
    case .queryShow: .queryShow
    case .bankOrders: .bankOrders
    case .bankSettles: .bankSettles
    case .bankDebitReport: .bankDebitReport
    case .bankAgreementReport: .bankAgreementReport
    case .smsMessages: .smsMessages
    case .smsAcknowledge: .smsAcknowledge
    case .importBegin: .importBegin
    case .importPart: .importPart
    case .importCommit: .importCommit
    case .importShow: .importShow
    case .importProblems: .importProblems
    case .officerUnlock: .officerUnlock
    case .officerClockAdvance: .officerClockAdvance
    case .officerClockShow: .officerClockShow
    case .officerAttempts: .officerAttempts
    case .officerClockConfirm: .officerClockConfirm
    case .officerShow: .officerShow
    case .officerResolve: .officerResolve
    }
  }
}
