/// A person's identity at an employer; it decides which methods they may call (办税人员身份类型, L1.5).
public enum IdentityKind: UInt8, Choice {
  public static let typeName: StaticString = "IdentityKind"

  /// 法定代表人.
  case legalRepresentative = 1
  /// 财务负责人.
  case financeOfficer = 2
  /// 办税员.
  case taxClerk = 3
  /// 管理员.
  case administrator = 5
  /// 社保经办人.
  case socialInsuranceClerk = 8
  /// 开票员.
  case invoiceClerk = 9
  /// 销售人员.
  case salesperson = 10
}

/// An identity that the person may choose (L1.5).
package struct IdentityOption: Message {
  package static let name: StaticString = "IdentityOption"
  /// 身份类型: the identity.
  package let kind: IdentityKind
  /// Whether the person has confirmed it (确认身份, L1.6).
  package let confirmed: Bool
  /// 登记序号 of the employer.
  package let registration: RegistrationNumber
  /// 纳税人名称 of the employer.
  package let employerName: String

  package init(
    kind: IdentityKind, confirmed: Bool, registration: RegistrationNumber, employerName: String
  ) {
    self.kind = kind
    self.confirmed = confirmed
    self.registration = registration
    self.employerName = employerName
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      kind: c.choice(1, "kind", m?.kind),
      confirmed: c.flag(2, "confirmed", m?.confirmed),
      registration: c.value(3, "registration", m?.registration),
      employerName: c.text(4, "employerName", m?.employerName, max: 200))
  }
}

/// A document to be accepted at the first login (L1.7).
package struct ConsentDocument: Message {
  package static let name: StaticString = "ConsentDocument"
  /// 1 《个人信息保护告知同意书》, 2 《人脸识别服务协议》.
  package let document: UInt32
  /// The document's version.
  package let version: UInt32
  /// The title, in Chinese.
  package let title: String
  /// SHA-256 of the text in UTF-8.
  package let hash: Digest256

  package init(document: UInt32, version: UInt32, title: String, hash: Digest256) {
    self.document = document
    self.version = version
    self.title = title
    self.hash = hash
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      document: c.number32(1, "document", m?.document),
      version: c.number32(2, "version", m?.version),
      title: c.text(3, "title", m?.title, max: 100),
      hash: c.digest(4, "hash", m?.hash))
  }
}

/// A consent document with its text.
package struct ConsentText: Message {
  package static let name: StaticString = "ConsentText"
  /// The document's number, as in `ConsentDocument`.
  package let document: UInt32
  /// The document's version.
  package let version: UInt32
  /// The title, in Chinese.
  package let title: String
  /// SHA-256 of `text` in UTF-8.
  package let hash: Digest256
  /// The whole text, in Chinese.
  package let text: String

  package init(document: UInt32, version: UInt32, title: String, hash: Digest256, text: String) {
    self.document = document
    self.version = version
    self.title = title
    self.hash = hash
    self.text = text
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      document: c.number32(1, "document", m?.document),
      version: c.number32(2, "version", m?.version),
      title: c.text(3, "title", m?.title, max: 100),
      hash: c.digest(4, "hash", m?.hash),
      text: c.text(5, "text", m?.text, max: 60000))
  }
}

/// Asks for a consent document's text.
package struct ConsentRequest: Message {
  package static let name: StaticString = "ConsentRequest"
  /// The document's number, as in `ConsentDocument`.
  package let document: UInt32

  package init(document: UInt32) {
    self.document = document
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      document: c.number32(1, "document", m?.document))
  }
}

/// The person's answer to the documents (L1.7).
package struct ConsentAnswer: Message {
  package static let name: StaticString = "ConsentAnswer"
  /// The login's id, from `LoginOpened`.
  package let login: Id128
  /// True accepts all documents; false ends the login.
  package let accepted: Bool
  /// The documents that the person was shown.
  package let documents: [ConsentDocument]

  package init(login: Id128, accepted: Bool, documents: [ConsentDocument]) {
    self.login = login
    self.accepted = accepted
    self.documents = documents
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login),
      accepted: c.flag(2, "accepted", m?.accepted),
      documents: c.list(3, "documents", m?.documents, max: 8))
  }
}

/// Chooses an identity (选择办税身份, L1.5).
package struct IdentityChoice: Message {
  package static let name: StaticString = "IdentityChoice"
  /// The login's id, from `LoginOpened`.
  package let login: Id128
  /// 身份类型: the identity.
  package let kind: IdentityKind
  /// 登记序号 of the employer.
  package let registration: RegistrationNumber

  package init(login: Id128, kind: IdentityKind, registration: RegistrationNumber) {
    self.login = login
    self.kind = kind
    self.registration = registration
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login),
      kind: c.choice(2, "kind", m?.kind),
      registration: c.value(3, "registration", m?.registration))
  }
}

/// A session that a login has opened (会话).
package struct SessionOpened: Message {
  package static let name: StaticString = "SessionOpened"
  /// 会话令牌: the 32 bytes that prove the session. A secret.
  package let token: [UInt8]
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
  /// When the session ends unless it is used before, real time.
  package let idleEnds: Timestamp
  /// When the session ends at the latest, real time.
  package let ends: Timestamp
  /// An opaque id of the person, always the same in one realm. A client files its idempotency keys
  /// under it (R-1205). Not a secret; nothing about the person follows from it.
  package let personId: Id128

  package init(
    token: [UInt8], registration: RegistrationNumber, taxpayer: TaxpayerID, employerName: String,
    person: String, identity: IdentityKind, idleEnds: Timestamp, ends: Timestamp, personId: Id128
  ) {
    self.token = token
    self.registration = registration
    self.taxpayer = taxpayer
    self.employerName = employerName
    self.person = person
    self.identity = identity
    self.idleEnds = idleEnds
    self.ends = ends
    self.personId = personId
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      token: c.secret(1, "token", m?.token, max: 32),
      registration: c.value(2, "registration", m?.registration),
      taxpayer: c.value(3, "taxpayer", m?.taxpayer),
      employerName: c.text(4, "employerName", m?.employerName, max: 200),
      person: c.text(5, "person", m?.person, max: 100),
      identity: c.choice(6, "identity", m?.identity),
      idleEnds: c.value(7, "idleEnds", m?.idleEnds),
      ends: c.value(8, "ends", m?.ends),
      personId: c.id(9, "personId", m?.personId))
  }
}

/// The state of a login, after each of its steps.
package struct LoginStep: Message {
  package static let name: StaticString = "LoginStep"
  /// The login's id, from `LoginOpened`.
  package let login: Id128
  /// The step that is next.
  package let stage: LoginStage
  /// At stage identity: the identities to choose from.
  package let identities: [IdentityOption]
  /// At stage confirmation: whether a scan must come first (L1.6).
  package let needsScan: Bool
  /// At stage consent: the documents to accept.
  package let consents: [ConsentDocument]
  /// At stage entered: the session.
  package let session: SessionOpened?
  /// From stage confirmation on: the chosen identity.
  package let chosen: IdentityOption?

  package init(
    login: Id128, stage: LoginStage, identities: [IdentityOption], needsScan: Bool,
    consents: [ConsentDocument], session: SessionOpened? = nil, chosen: IdentityOption? = nil
  ) {
    self.login = login
    self.stage = stage
    self.identities = identities
    self.needsScan = needsScan
    self.consents = consents
    self.session = session
    self.chosen = chosen
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login),
      stage: c.choice(2, "stage", m?.stage),
      identities: c.list(3, "identities", m?.identities, max: 32),
      needsScan: c.flag(4, "needsScan", m?.needsScan),
      consents: c.list(5, "consents", m?.consents, max: 8),
      session: c.maybe(6, "session", m?.session),
      chosen: c.maybe(7, "chosen", m?.chosen))
  }
}
