/// Every message there is, for the schema, its vectors and the tests.
public enum MessageRegistry {
  /// Their schema entries, by file and then in the order of the source.
  public static func entries() throws(Malformed) -> [SchemaEntry] {
    [
      try frameMessages(),
      try systemMessages(),
      try loginMessages(),
      try identityMessages(),
      try scanMessages(),
      try sessionMessages(),
      try accountMessages(),
      try registrationMessages(),
      try enrolmentMessages(),
      try todoMessages(),
      try declareMessages(),
      try payMessages(),
      try paymentMessages(),
      try agreementMessages(),
      try paymentPasswordMessages(),
      try queryMessages(),
      try bankMessages(),
      try smsMessages(),
      try importRecordsMessages(),
      try importMessages(),
      try officerMessages(),
    ].flatMap { $0 }
  }

  private static func frameMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(Hello.self),
      try .of(Meta.self),
      try .of(CallError.self),
      try .of(GoAway.self),
    ]
  }

  private static func systemMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(Empty.self),
      try .of(HealthReply.self),
      try .of(Counter.self),
      try .of(CountersReply.self),
      try .of(Done.self),
    ]
  }

  private static func loginMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(Slider.self),
      try .of(PasswordLogin.self),
      try .of(LoginOpened.self),
      try .of(LoginReference.self),
      try .of(SmsCodeSent.self),
      try .of(LoginCode.self),
      try .of(ScanStart.self),
      try .of(ScanChallenge.self),
    ]
  }

  private static func identityMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(IdentityOption.self),
      try .of(ConsentDocument.self),
      try .of(ConsentText.self),
      try .of(ConsentRequest.self),
      try .of(ConsentAnswer.self),
      try .of(IdentityChoice.self),
      try .of(SessionOpened.self),
      try .of(LoginStep.self),
    ]
  }

  private static func scanMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(ScanLook.self),
      try .of(ScanTerms.self),
      try .of(ScanAnswer.self),
      try .of(StepUpStart.self),
      try .of(StepUpState.self),
    ]
  }

  private static func sessionMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(SessionSummary.self),
      try .of(WhoAmI.self),
      try .of(SessionList.self),
      try .of(SessionReference.self),
    ]
  }

  private static func accountMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(ActivationStart.self),
      try .of(ActivationFinish.self),
    ]
  }

  private static func registrationMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(Registration.self)
    ]
  }

  private static func enrolmentMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(Insurance.self),
      try .of(Enrolment.self),
      try .of(EnrolmentList.self),
    ]
  }

  private static func todoMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(TodoFilter.self),
      try .of(Todo.self),
      try .of(TodoList.self),
      try .of(NoticeReference.self),
      try .of(NoticeLine.self),
      try .of(TodoDetail.self),
    ]
  }

  private static func declareMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(DeclareSave.self),
      try .of(DeclareVoid.self),
      try .of(DeclareResult.self),
    ]
  }

  private static func payMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(PreviewRequest.self),
      try .of(MethodOption.self),
      try .of(AgreementOption.self),
      try .of(Preview.self),
    ]
  }

  private static func paymentMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(PayByAgreement.self),
      try .of(Payment.self),
      try .of(PaymentStatusRequest.self),
      try .of(PaymentFilter.self),
      try .of(PaymentList.self),
      try .of(PaymentLine.self),
      try .of(PaymentDetail.self),
    ]
  }

  private static func agreementMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(Agreement.self),
      try .of(AgreementList.self),
      try .of(AgreementAdd.self),
      try .of(AgreementReference.self),
      try .of(AutoPayment.self),
      try .of(AgreementNotice.self),
    ]
  }

  private static func paymentPasswordMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(PaymentPasswordSet.self),
      try .of(PaymentPasswordUse.self),
    ]
  }

  private static func queryMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(QueryFilter.self),
      try .of(QueryRow.self),
      try .of(QueryPage.self),
      try .of(QueryDetail.self),
    ]
  }

  private static func bankMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(TicketRow.self),
      try .of(BankOrder.self),
      try .of(SettleOrder.self),
      try .of(DebitReport.self),
      try .of(AgreementReport.self),
    ]
  }

  private static func smsMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(SmsMessage.self),
      try .of(SmsAcknowledge.self),
    ]
  }

  private static func importRecordsMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(EmployerRecord.self),
      try .of(EnrolmentRecord.self),
      try .of(InsuranceRecord.self),
      try .of(PersonRecord.self),
      try .of(IdentityRecord.self),
      try .of(NoticeRecord.self),
      try .of(LineRecord.self),
      try .of(WithdrawRecord.self),
    ]
  }

  private static func importMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(ImportRecord.self),
      try .of(ImportBegin.self),
      try .of(ImportPart.self),
      try .of(ImportReference.self),
      try .of(ImportState.self),
      try .of(ImportProblem.self),
      try .of(ImportProblems.self),
    ]
  }

  private static func officerMessages() throws(Malformed) -> [SchemaEntry] {
    [
      try .of(OfficerUnlock.self),
      try .of(ClockAdvance.self),
      try .of(ClockConfirm.self),
      try .of(ClockState.self),
      try .of(OfficerCase.self),
      try .of(OfficerAttempts.self),
      try .of(OfficerReference.self),
      try .of(OfficerCaseDetail.self),
      try .of(OfficerResolve.self),
    ]
  }
}
