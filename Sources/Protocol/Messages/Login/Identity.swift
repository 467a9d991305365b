/// A person's identity type at an employer (办税人员身份类型, L1.5).
public enum IdentityKind: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "IdentityKind"

  case legalRepresentative = 1
  case financeOfficer = 2
  case taxClerk = 3
  case administrator = 5
  case socialInsuranceClerk = 8
  case invoiceClerk = 9
  case salesperson = 10
}

/// An identity that may be chosen (L1.5).
package struct IdentityOption: Message {
  package static let name: StaticString = "IdentityOption"
  /// The identity type.
  package let kind: IdentityKind
  /// Whether the person has confirmed it (L1.6).
  package let confirmed: Bool
  /// The employer's 登记序号.
  package let registration: RegistrationNumber
  /// The employer's name.
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
  /// Its version.
  package let version: UInt32
  /// Its title.
  package let title: String
  /// SHA-256 of its text.
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

/// A consent document, whole.
package struct ConsentText: Message {
  package static let name: StaticString = "ConsentText"
  /// Which.
  package let document: UInt32
  /// Its version.
  package let version: UInt32
  /// Its title.
  package let title: String
  /// SHA-256 of the text.
  package let hash: Digest256
  /// The text.
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
  /// Which.
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
  /// From `LoginOpened`.
  package let login: Id128
  /// No ends the login.
  package let accepted: Bool
  /// What was shown.
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

/// The identity chosen (L1.5).
package struct IdentityChoice: Message {
  package static let name: StaticString = "IdentityChoice"
  /// From `LoginOpened`.
  package let login: Id128
  /// The identity type.
  package let kind: IdentityKind
  /// The employer's 登记序号.
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

/// A login that is complete.
package struct SessionOpened: Message {
  package static let name: StaticString = "SessionOpened"
  /// The session's token; a secret.
  package let token: [UInt8]
  /// The employer's 登记序号.
  package let registration: RegistrationNumber
  /// The employer's code.
  package let taxpayer: TaxpayerID
  /// The employer's name.
  package let employerName: String
  /// The person's name, masked.
  package let person: String
  /// The identity entered with.
  package let identity: IdentityKind
  /// When it ends if nothing is asked, real time.
  package let idleEnds: Timestamp
  /// When it ends in any case, real time.
  package let ends: Timestamp
  /// Who signed in, by an opaque name, the same for one person in one realm always: whose a key is
  /// (R-1205). It is not a secret, and says nothing of the person.
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

/// What a login waits for next.
package struct LoginStep: Message {
  package static let name: StaticString = "LoginStep"
  /// From `LoginOpened`.
  package let login: Id128
  /// What is next.
  package let stage: LoginStage
  /// At stage identity: the choice.
  package let identities: [IdentityOption]
  /// At stage confirmation: a scan is needed first (L1.6).
  package let needsScan: Bool
  /// At stage consent: what must be accepted.
  package let consents: [ConsentDocument]
  /// At stage entered.
  package let session: SessionOpened?
  /// From stage confirmation on: the identity chosen.
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
