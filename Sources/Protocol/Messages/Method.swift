/// The methods: each with its number, its name, its messages' names and who may call it.
///
/// Numbers are never used again for another method. The table is `schema/methods.json`.
public enum Method: UInt16, CaseIterable, Sendable {
  /// `system.health`.
  case systemHealth = 0x0001
  /// `system.ping`.
  case systemPing = 0x0002
  /// `system.counters`.
  case systemCounters = 0x0021
  /// `login.slider`.
  case loginSlider = 0x0100
  /// `login.password`.
  case loginPassword = 0x0101
  /// `login.code.send`.
  case loginCodeSend = 0x0102
  /// `login.code.enter`.
  case loginCodeEnter = 0x0103
  /// `login.scan.start`.
  case loginScanStart = 0x0104
  /// `login.scan.wait`.
  case loginScanWait = 0x0105
  /// `login.identity`.
  case loginIdentity = 0x0106
  /// `login.confirm`.
  case loginConfirm = 0x0107
  /// `login.consent.text`.
  case loginConsentText = 0x0108
  /// `login.consent`.
  case loginConsent = 0x0109
  /// `logout`.
  case logout = 0x0110
  /// `whoami`.
  case whoami = 0x0111
  /// `session.list`.
  case sessionList = 0x0112
  /// `session.end`.
  case sessionEnd = 0x0113
  /// `stepup.start`.
  case stepupStart = 0x0114
  /// `stepup.wait`.
  case stepupWait = 0x0115
  /// `account.activate.start`.
  case accountActivateStart = 0x0118
  /// `account.activate`.
  case accountActivate = 0x0119
  /// `app.scan.look`.
  case appScanLook = 0x0120
  /// `app.scan.answer`.
  case appScanAnswer = 0x0121
  /// `registration.show`.
  case registrationShow = 0x0140
  /// `enrolment.list`.
  case enrolmentList = 0x0141
  /// `todo.list`.
  case todoList = 0x0150
  /// `todo.show`.
  case todoShow = 0x0151
  /// `declare.save`.
  case declareSave = 0x0158
  /// `declare.void`.
  case declareVoid = 0x0159
  /// `pay.preview`.
  case payPreview = 0x0160
  /// `pay.agreement`.
  case payAgreement = 0x0161
  /// `pay.status`.
  case payStatus = 0x0162
  /// `pay.list`.
  case payList = 0x0163
  /// `pay.show`.
  case payShow = 0x0164
  /// `agreement.list`.
  case agreementList = 0x0170
  /// `agreement.show`.
  case agreementShow = 0x0171
  /// `agreement.add`.
  case agreementAdd = 0x0172
  /// `agreement.delete`.
  case agreementDelete = 0x0173
  /// `agreement.autopay`.
  case agreementAutopay = 0x0174
  /// `agreement.notice`.
  case agreementNotice = 0x0175
  /// `payment-password.code`.
  case paymentPasswordCode = 0x0178
  /// `payment-password.set`.
  case paymentPasswordSet = 0x0179
  /// `payment-password.use`.
  case paymentPasswordUse = 0x017A
  /// `query.unpaid`.
  case queryUnpaid = 0x0180
  /// `query.paid`.
  case queryPaid = 0x0181
  /// `query.show`.
  case queryShow = 0x0182
  /// `bank.orders`.
  case bankOrders = 0x0200
  /// `bank.settles`.
  case bankSettles = 0x0201
  /// `bank.debit.report`.
  case bankDebitReport = 0x0202
  /// `bank.agreement.report`.
  case bankAgreementReport = 0x0203
  /// `sms.messages`.
  case smsMessages = 0x0210
  /// `sms.acknowledge`.
  case smsAcknowledge = 0x0211
  /// `import.begin`.
  case importBegin = 0x0220
  /// `import.part`.
  case importPart = 0x0221
  /// `import.commit`.
  case importCommit = 0x0222
  /// `import.show`.
  case importShow = 0x0223
  /// `import.problems`.
  case importProblems = 0x0224
  /// `officer.unlock`.
  case officerUnlock = 0x0230
  /// `officer.clock.advance`.
  case officerClockAdvance = 0x0231
  /// `officer.clock.show`.
  case officerClockShow = 0x0232
  /// `officer.attempts`.
  case officerAttempts = 0x0233
  /// `officer.clock.confirm`.
  case officerClockConfirm = 0x0234
  /// `officer.show`.
  case officerShow = 0x0235
  /// `officer.resolve`.
  case officerResolve = 0x0236

  /// The stable name, as people type it.
  public var name: String {
    switch self {
    case .systemHealth: "system.health"
    case .systemPing: "system.ping"
    case .systemCounters: "system.counters"
    case .loginSlider: "login.slider"
    case .loginPassword: "login.password"
    case .loginCodeSend: "login.code.send"
    case .loginCodeEnter: "login.code.enter"
    case .loginScanStart: "login.scan.start"
    case .loginScanWait: "login.scan.wait"
    case .loginIdentity: "login.identity"
    case .loginConfirm: "login.confirm"
    case .loginConsentText: "login.consent.text"
    case .loginConsent: "login.consent"
    case .logout: "logout"
    case .whoami: "whoami"
    case .sessionList: "session.list"
    case .sessionEnd: "session.end"
    case .stepupStart: "stepup.start"
    case .stepupWait: "stepup.wait"
    case .accountActivateStart: "account.activate.start"
    case .accountActivate: "account.activate"
    case .appScanLook: "app.scan.look"
    case .appScanAnswer: "app.scan.answer"
    case .registrationShow: "registration.show"
    case .enrolmentList: "enrolment.list"
    case .todoList: "todo.list"
    case .todoShow: "todo.show"
    case .declareSave: "declare.save"
    case .declareVoid: "declare.void"
    case .payPreview: "pay.preview"
    case .payAgreement: "pay.agreement"
    case .payStatus: "pay.status"
    case .payList: "pay.list"
    case .payShow: "pay.show"
    case .agreementList: "agreement.list"
    case .agreementShow: "agreement.show"
    case .agreementAdd: "agreement.add"
    case .agreementDelete: "agreement.delete"
    case .agreementAutopay: "agreement.autopay"
    case .agreementNotice: "agreement.notice"
    case .paymentPasswordCode: "payment-password.code"
    case .paymentPasswordSet: "payment-password.set"
    case .paymentPasswordUse: "payment-password.use"
    case .queryUnpaid: "query.unpaid"
    case .queryPaid: "query.paid"
    case .queryShow: "query.show"
    case .bankOrders: "bank.orders"
    case .bankSettles: "bank.settles"
    case .bankDebitReport: "bank.debit.report"
    case .bankAgreementReport: "bank.agreement.report"
    case .smsMessages: "sms.messages"
    case .smsAcknowledge: "sms.acknowledge"
    case .importBegin: "import.begin"
    case .importPart: "import.part"
    case .importCommit: "import.commit"
    case .importShow: "import.show"
    case .importProblems: "import.problems"
    case .officerUnlock: "officer.unlock"
    case .officerClockAdvance: "officer.clock.advance"
    case .officerClockShow: "officer.clock.show"
    case .officerAttempts: "officer.attempts"
    case .officerClockConfirm: "officer.clock.confirm"
    case .officerShow: "officer.show"
    case .officerResolve: "officer.resolve"
    }
  }
}
