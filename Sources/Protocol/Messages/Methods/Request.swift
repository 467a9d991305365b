/// Every request there is, typed: one case a workflow, its own requests below.
package enum Request: Sendable, Equatable {
  /// The server's health and counters.
  case system(SystemRequest)
  /// 登录: the steps of signing in.
  case login(LoginRequest)
  /// 会话: one's own session, its siblings and its step-up.
  case session(SessionRequest)
  /// 账户: the person's own password.
  case account(AccountRequest)
  /// 扫码: what a phone app asks and answers.
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
  /// A bank's feeds and reports.
  case bank(BankRequest)
  /// The SMS gateway's feed and acknowledgements.
  case sms(SmsRequest)
  /// 导入: an officer's files.
  case imports(ImportRequest)
  /// 税务机关: locks, the clock, attempts that wait for an officer.
  case officer(OfficerRequest)
}

/// The requests of one workflow.
package protocol WorkflowRequest: Sendable, Equatable {
  /// Shows the reader the request's row and its message: the one switch over a workflow's cases in
  /// this module, so that the compiler asks for the row of a new one.
  func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result
}

/// Does something with a request of which row and message are known.
package protocol RequestReader {
  /// What it makes of the request.
  associatedtype Result
  /// Reads one request.
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

  /// Which method it is of.
  package var method: Method { show(to: MethodReader()) }

  /// The body's bytes.
  package func encoded() -> [UInt8] { show(to: EncodingReader()) }

  /// What a keyed change is about: two of one subject can undo each other, so that the first must
  /// have its answer before the second leaves. Empty for what takes no key.
  package var subject: String { show(to: SubjectReader()) }

  /// The same with every field blank that the schema marks as secret.
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
