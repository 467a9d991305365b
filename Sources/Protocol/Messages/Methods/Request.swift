/// Any request, typed: one case for each workflow, whose own requests are an enumeration beside its
/// messages.
package enum Request: Sendable, Equatable {
  /// The server's health and counters.
  case system(SystemRequest)
  /// 登录: the steps of a login.
  case login(LoginRequest)
  /// 会话: the caller's session, the person's others, and step-up.
  case session(SessionRequest)
  /// 账户: the person's password.
  case account(AccountRequest)
  /// 扫码: a phone app's questions and answers.
  case app(AppRequest)
  /// 登记信息: tax registration and enrolments (I1, I2).
  case registration(RegistrationRequest)
  /// 待办事项 (T1, T2).
  case todo(TodoRequest)
  /// 申报 (T3).
  case declare(DeclareRequest)
  /// 缴费 (T4–T16).
  case pay(PayRequest)
  /// 委托扣款协议 (A1–A4, A7).
  case agreement(AgreementRequest)
  /// 支付密码 (A5, A6).
  case paymentPassword(PaymentPasswordRequest)
  /// 缴费情况查询 (Q1–Q4).
  case query(QueryRequest)
  /// 银行: a bank's feeds and reports.
  case bank(BankRequest)
  /// 短信: the SMS gateway's feed and acknowledgements.
  case sms(SmsRequest)
  /// 导入: an officer's import of registrations and notices.
  case imports(ImportRequest)
  /// 税务机关: locks, the clock, payments that wait for an officer.
  case officer(OfficerRequest)
}

/// The requests of one workflow.
package protocol WorkflowRequest: Sendable, Equatable {
  /// Passes the request's definition and message to the reader. The only switch over the workflow's
  /// cases in this module: the compiler asks for the definition of a new case.
  func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result
}

/// A generic operation on a request, called with its definition and message.
package protocol RequestReader {
  /// The operation's result.
  associatedtype Result
  /// Runs the operation on one request.
  func read<Asked: Message, Answer: Message>(
    _ definition: MethodDefinition<Asked, Answer>, _ message: Asked
  ) -> Result
}

extension Request: WorkflowRequest {
  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .system(let request): request.show(to: reader)
    case .login(let request): request.show(to: reader)
    case .session(let request): request.show(to: reader)
    case .account(let request): request.show(to: reader)
    case .app(let request): request.show(to: reader)
    case .registration(let request): request.show(to: reader)
    case .todo(let request): request.show(to: reader)
    case .declare(let request): request.show(to: reader)
    case .pay(let request): request.show(to: reader)
    case .agreement(let request): request.show(to: reader)
    case .paymentPassword(let request): request.show(to: reader)
    case .query(let request): request.show(to: reader)
    case .bank(let request): request.show(to: reader)
    case .sms(let request): request.show(to: reader)
    case .imports(let request): request.show(to: reader)
    case .officer(let request): request.show(to: reader)
    }
  }

  /// The request's method.
  package var method: Method { show(to: MethodReader()) }

  /// Encodes the request's body.
  package func encoded() -> [UInt8] { show(to: EncodingReader()) }

  /// The subject of a keyed change; empty for other requests. Two changes of one subject can undo
  /// each other, so a client sends the second only after the first is answered.
  package var subject: String { show(to: SubjectReader()) }

  /// The same request with every field blank that the schema marks as secret.
  package var withoutSecrets: Request { show(to: BlankingReader()) }
}

private struct MethodReader: RequestReader {
  func read<Asked: Message, Answer: Message>(
    _ definition: MethodDefinition<Asked, Answer>, _ message: Asked
  ) -> Method { definition.method }
}

private struct EncodingReader: RequestReader {
  func read<Asked: Message, Answer: Message>(
    _ definition: MethodDefinition<Asked, Answer>, _ message: Asked
  ) -> [UInt8] { encode(message) }
}

private struct SubjectReader: RequestReader {
  func read<Asked: Message, Answer: Message>(
    _ definition: MethodDefinition<Asked, Answer>, _ message: Asked
  ) -> String { definition.subject(message) }
}

private struct BlankingReader: RequestReader {
  func read<Asked: Message, Answer: Message>(
    _ definition: MethodDefinition<Asked, Answer>, _ message: Asked
  ) -> Request { definition.request(withoutSecrets(message)) }
}
