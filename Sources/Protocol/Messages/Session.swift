/// The requests about the caller's session, and the person's other sessions at the employer (会话).
package enum SessionRequest: WorkflowRequest {
  /// Ends the caller's session (退出登录).
  case logout
  /// Describes the caller's session.
  case whoami
  /// Lists the person's sessions at this employer.
  case list
  /// Ends one of those sessions.
  case end(SessionReference)
  /// Makes a QR code, to prove the person by a scan within the session (扫码验证).
  case stepupStart(StepUpStart)
  /// Waits until the QR code is scanned.
  case stepupWait

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .logout: reader.read(SessionMethods.logout, Empty())
    case .whoami: reader.read(SessionMethods.whoami, Empty())
    case .list: reader.read(SessionMethods.list, Empty())
    case .end(let m): reader.read(SessionMethods.end, m)
    case .stepupStart(let m): reader.read(SessionMethods.stepupStart, m)
    case .stepupWait: reader.read(SessionMethods.stepupWait, Empty())
    }
  }
}

package enum SessionMethods {
  package static let logout = MethodDefinition(
    0x0110, "logout", .clerk(.session), .none, .free,
    Empty.self, Done.self
  ) { _ in .session(.logout) }
  package static let whoami = MethodDefinition(
    0x0111, "whoami", .clerk(.session), .safe, .free,
    Empty.self, WhoAmI.self
  ) { _ in .session(.whoami) }
  package static let list = MethodDefinition(
    0x0112, "session.list", .clerk(.session), .safe, .free,
    Empty.self, SessionList.self
  ) { _ in .session(.list) }
  package static let end = MethodDefinition(
    0x0113, "session.end", .clerk(.session), .none, .free,
    SessionReference.self, Done.self
  ) { .session(.end($0)) }
  package static let stepupStart = MethodDefinition(
    0x0114, "stepup.start", .clerk(.session), .none, .gated,
    StepUpStart.self, ScanChallenge.self
  ) { .session(.stepupStart($0)) }
  package static let stepupWait = MethodDefinition(
    0x0115, "stepup.wait", .clerk(.session), .safe, .free,
    Empty.self, StepUpState.self
  ) { _ in .session(.stepupWait) }

  static let definitions: [AnyMethodDefinition] = [
    logout.untyped, whoami.untyped, list.untyped, end.untyped, stepupStart.untyped,
    stepupWait.untyped,
  ]
}

/// A live session of the person at the employer.
package struct SessionSummary: Message {
  package static let name: StaticString = "SessionSummary"
  /// The session's id; not its token.
  package let session: Id128
  /// 身份类型 in this session.
  package let identity: IdentityKind
  /// When it was opened, real time.
  package let since: Timestamp
  /// When it was last used, real time.
  package let lastUsed: Timestamp
  /// Whether it is the caller's own session.
  package let current: Bool
  /// When it ends at the latest, real time.
  package let ends: Timestamp

  package init(
    session: Id128, identity: IdentityKind, since: Timestamp, lastUsed: Timestamp, current: Bool,
    ends: Timestamp
  ) {
    self.session = session
    self.identity = identity
    self.since = since
    self.lastUsed = lastUsed
    self.current = current
    self.ends = ends
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      session: c.id(1, "session", m?.session),
      identity: c.choice(2, "identity", m?.identity),
      since: c.value(3, "since", m?.since),
      lastUsed: c.value(4, "lastUsed", m?.lastUsed),
      current: c.flag(5, "current", m?.current),
      ends: c.value(6, "ends", m?.ends))
  }
}

/// The caller's session: the person, the employer and the identity.
package struct WhoAmI: Message {
  package static let name: StaticString = "WhoAmI"
  /// 登记序号 of the employer.
  package let registration: RegistrationNumber
  /// 纳税人识别号 of the employer.
  package let taxpayer: TaxpayerID
  /// 纳税人名称 of the employer.
  package let employerName: String
  /// 姓名 of the person, masked.
  package let person: String
  /// 身份类型 in this session.
  package let identity: IdentityKind
  /// When the session was opened, real time.
  package let since: Timestamp
  /// When the session ends unless it is used before, real time.
  package let idleEnds: Timestamp
  /// When the session ends at the latest, real time.
  package let ends: Timestamp
  /// Whether a scan has proved the person in this session.
  package let proved: Bool

  package init(
    registration: RegistrationNumber, taxpayer: TaxpayerID, employerName: String, person: String,
    identity: IdentityKind, since: Timestamp, idleEnds: Timestamp, ends: Timestamp, proved: Bool
  ) {
    self.registration = registration
    self.taxpayer = taxpayer
    self.employerName = employerName
    self.person = person
    self.identity = identity
    self.since = since
    self.idleEnds = idleEnds
    self.ends = ends
    self.proved = proved
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      registration: c.value(1, "registration", m?.registration),
      taxpayer: c.value(2, "taxpayer", m?.taxpayer),
      employerName: c.text(3, "employerName", m?.employerName, max: 200),
      person: c.text(4, "person", m?.person, max: 100),
      identity: c.choice(5, "identity", m?.identity),
      since: c.value(6, "since", m?.since),
      idleEnds: c.value(7, "idleEnds", m?.idleEnds),
      ends: c.value(8, "ends", m?.ends),
      proved: c.flag(9, "proved", m?.proved))
  }
}

/// The person's live sessions at the employer.
package struct SessionList: Message {
  package static let name: StaticString = "SessionList"
  /// The oldest first.
  package let sessions: [SessionSummary]

  package init(sessions: [SessionSummary]) {
    self.sessions = sessions
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      sessions: c.list(1, "sessions", m?.sessions, max: 64))
  }
}

/// Names one of the person's sessions at the employer.
package struct SessionReference: Message {
  package static let name: StaticString = "SessionReference"
  /// The session's id, from `SessionList`.
  package let session: Id128

  package init(session: Id128) {
    self.session = session
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      session: c.id(1, "session", m?.session))
  }
}
