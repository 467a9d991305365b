/// A person's identity type at an employer (办税人员身份类型, L1.5).
public enum IdentityKind: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "IdentityKind"

  /// 1 on the wire.
  case legalRepresentative = 1
  /// 2 on the wire.
  case financeOfficer = 2
  /// 3 on the wire.
  case taxClerk = 3
  /// 5 on the wire.
  case administrator = 5
  /// 8 on the wire.
  case socialInsuranceClerk = 8
  /// 9 on the wire.
  case invoiceClerk = 9
  /// 10 on the wire.
  case salesperson = 10
}

/// An identity that may be chosen (L1.5).
public struct IdentityOption: Message {
  /// The name in the schema.
  public static let name: StaticString = "IdentityOption"
  /// The identity type.
  public let kind: IdentityKind
  /// Whether the person has confirmed it (L1.6).
  public let confirmed: Bool
  /// The employer's 登记序号.
  public let registration: RegistrationNumber
  /// The employer's name.
  public let employerName: String

  /// Makes it of its fields.
  public init(
    kind: IdentityKind, confirmed: Bool, registration: RegistrationNumber, employerName: String
  ) {
    self.kind = kind
    self.confirmed = confirmed
    self.registration = registration
    self.employerName = employerName
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct ConsentDocument: Message {
  /// The name in the schema.
  public static let name: StaticString = "ConsentDocument"
  /// 1 《个人信息保护告知同意书》, 2 《人脸识别服务协议》.
  public let document: UInt32
  /// Its version.
  public let version: UInt32
  /// Its title.
  public let title: String
  /// SHA-256 of its text.
  public let hash: Digest256

  /// Makes it of its fields.
  public init(document: UInt32, version: UInt32, title: String, hash: Digest256) {
    self.document = document
    self.version = version
    self.title = title
    self.hash = hash
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      document: c.number32(1, "document", m?.document),
      version: c.number32(2, "version", m?.version),
      title: c.text(3, "title", m?.title, max: 100),
      hash: c.digest(4, "hash", m?.hash))
  }
}

/// A consent document, whole.
public struct ConsentText: Message {
  /// The name in the schema.
  public static let name: StaticString = "ConsentText"
  /// Which.
  public let document: UInt32
  /// Its version.
  public let version: UInt32
  /// Its title.
  public let title: String
  /// SHA-256 of the text.
  public let hash: Digest256
  /// The text.
  public let text: String

  /// Makes it of its fields.
  public init(document: UInt32, version: UInt32, title: String, hash: Digest256, text: String) {
    self.document = document
    self.version = version
    self.title = title
    self.hash = hash
    self.text = text
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct ConsentRequest: Message {
  /// The name in the schema.
  public static let name: StaticString = "ConsentRequest"
  /// Which.
  public let document: UInt32

  /// Makes it of its fields.
  public init(document: UInt32) {
    self.document = document
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      document: c.number32(1, "document", m?.document))
  }
}

/// The person's answer to the documents (L1.7).
public struct ConsentAnswer: Message {
  /// The name in the schema.
  public static let name: StaticString = "ConsentAnswer"
  /// From `LoginOpened`.
  public let login: Id128
  /// No ends the login.
  public let accepted: Bool
  /// What was shown.
  public let documents: [ConsentDocument]

  /// Makes it of its fields.
  public init(login: Id128, accepted: Bool, documents: [ConsentDocument]) {
    self.login = login
    self.accepted = accepted
    self.documents = documents
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login),
      accepted: c.flag(2, "accepted", m?.accepted),
      documents: c.list(3, "documents", m?.documents, max: 8))
  }
}

/// The identity chosen (L1.5).
public struct IdentityChoice: Message {
  /// The name in the schema.
  public static let name: StaticString = "IdentityChoice"
  /// From `LoginOpened`.
  public let login: Id128
  /// The identity type.
  public let kind: IdentityKind
  /// The employer's 登记序号.
  public let registration: RegistrationNumber

  /// Makes it of its fields.
  public init(login: Id128, kind: IdentityKind, registration: RegistrationNumber) {
    self.login = login
    self.kind = kind
    self.registration = registration
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      login: c.secret(1, "login", m?.login),
      kind: c.choice(2, "kind", m?.kind),
      registration: c.value(3, "registration", m?.registration))
  }
}

/// A login that is complete.
public struct SessionOpened: Message {
  /// The name in the schema.
  public static let name: StaticString = "SessionOpened"
  /// The session's token; a secret.
  public let token: [UInt8]
  /// The employer's 登记序号.
  public let registration: RegistrationNumber
  /// The employer's code.
  public let taxpayer: TaxpayerID
  /// The employer's name.
  public let employerName: String
  /// The person's name, masked.
  public let person: String
  /// The identity entered with.
  public let identity: IdentityKind
  /// When it ends if nothing is asked, real time.
  public let idleEnds: Timestamp
  /// When it ends in any case, real time.
  public let ends: Timestamp
  /// Who signed in, by an opaque name, the same for one person in one realm always: whose a key is
  /// (R-1205). It is not a secret, and says nothing of the person.
  public let personId: Id128

  /// Makes it of its fields.
  public init(
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

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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

/// What a login waits for next.
public struct LoginStep: Message {
  /// The name in the schema.
  public static let name: StaticString = "LoginStep"
  /// From `LoginOpened`.
  public let login: Id128
  /// What is next.
  public let stage: LoginStage
  /// At stage identity: the choice.
  public let identities: [IdentityOption]
  /// At stage confirmation: a scan is needed first (L1.6).
  public let needsScan: Bool
  /// At stage consent: what must be accepted.
  public let consents: [ConsentDocument]
  /// At stage entered.
  public let session: SessionOpened?
  /// From stage confirmation on: the identity chosen.
  public let chosen: IdentityOption?

  /// Makes it of its fields.
  public init(
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

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
