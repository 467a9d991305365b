import Crypto
import Protocol
import Terminal

/// A keyed request, written down before it leaves, so that a client that is killed finds it again
/// and nothing is done twice.
///
/// Secrets are never in it: of a request that has some, only the digest of the rest.
struct PendingChange: Equatable {
  let key: Id128
  let method: Method
  /// What it is about, such as the notice; empty where nothing names it.
  let subject: String
  /// SHA-256 over the request without its secrets.
  let digest: [UInt8]
  /// The request's bytes; nil where it has secrets.
  let body: [UInt8]?
  let server: String
  /// The employer's 登记序号, so that another employer's session does not repeat it.
  let registration: String
  /// When it was last about to leave, by the server's clock, ms since 1970; nil where that is not
  /// known.
  let sent: UInt64?

  /// Whether it was sent before, so lately that the former sending may still arrive; not written
  /// down.
  var follows = false

  /// How long after `sent` a request may still reach the server's books, in ms. Each try may take
  /// 5 minutes before the connection is given up and the next one leaves. What then lies in
  /// a dead connection is lost when the server ends it, within 50 s, and what the server
  /// has read it works off within another 5 minutes.
  static let arrivalMs: UInt64 = UInt64(Run.triesMax + 1) * 300_000

  /// Whether the server may still see it, at this time by its clock.
  func mayArrive(at serverMs: UInt64) -> Bool {
    guard let sent, serverMs > sent else { return true }
    return serverMs - sent <= Self.arrivalMs
  }

  var isPayment: Bool { method == .payAgreement }

  init(
    key: Id128, request: Request, subject: String, server: String, registration: String,
    sent: UInt64? = nil
  ) {
    let bare = request.withoutSecrets
    self.key = key
    self.subject = subject
    self.server = server
    self.registration = registration
    self.sent = sent
    method = request.method
    body = bare == request ? request.encoded() : nil
    digest = SHA256.hash(bare.encoded())
  }

  init?(_ bytes: [UInt8]) {
    guard let json = Self.parsed(bytes), let key = json["key"]?.string.flatMap({ Id128(hex: $0) }),
      let name = json["method"]?.string,
      let method = Method.allCases.first(where: { $0.name == name }),
      let digest = json["digest"]?.string.flatMap(Hexadecimal.bytes(_:))
    else { return nil }
    self.key = key
    self.method = method
    self.digest = digest
    body = json["body"]?.string.flatMap(Hexadecimal.bytes(_:))
    subject = json["subject"]?.string ?? ""
    server = json["server"]?.string ?? ""
    registration = json["registration"]?.string ?? ""
    sent = json["sent"]?.integer.flatMap { UInt64(exactly: $0) }
  }

  private static func parsed(_ bytes: [UInt8]) -> JSONValue? {
    do throws(JSONError) {
      return try JSONParser.parse(bytes)
    } catch {
      return nil
    }
  }

  var bytes: [UInt8] {
    var members = [
      JSONMember("v", 1), JSONMember("key", .string(key.description)),
      JSONMember("method", .string(method.name)), JSONMember("subject", .string(subject)),
      JSONMember("digest", .string(Hexadecimal.text(digest))),
      JSONMember("server", .string(server)),
      JSONMember("registration", .string(registration)),
    ]
    if let sent { members.append(JSONMember("sent", .integer(Int64(clamping: sent)))) }
    if let body { members.append(JSONMember("body", .string(Hexadecimal.text(body)))) }
    return Array((JSONValue.object(JSONObject(members)).text + "\n").utf8)
  }
}

extension Request {
  /// The same with every secret blank.
  var withoutSecrets: Request {
    switch self {
    case .payAgreement(let pay):
      .payAgreement(
        PayByAgreement(
          notice: pay.notice, version: pay.version, deferrable: pay.deferrable,
          deferralConfirmed: pay.deferralConfirmed, total: pay.total, digest: pay.digest,
          agreement: pay.agreement, password: nil, withoutPassword: pay.withoutPassword))
    case .paymentPasswordSet(let set):
      .paymentPasswordSet(
        PaymentPasswordSet(request: set.request, code: "", password: "", again: ""))
    case .paymentPasswordUse(let use):
      .paymentPasswordUse(
        PaymentPasswordUse(on: use.on, password: nil, request: use.request, code: nil))
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .loginPassword, .loginCodeSend,
      .loginCodeEnter, .loginScanStart, .loginScanWait, .loginIdentity, .loginConfirm,
      .loginConsentText, .loginConsent, .logout, .whoami, .sessionList, .sessionEnd, .stepupStart,
      .stepupWait, .accountActivateStart, .accountActivate, .appScanLook, .appScanAnswer,
      .registrationShow, .enrolmentList, .todoList, .todoShow, .declareSave, .declareVoid,
      .payPreview, .payStatus, .payList, .payShow, .agreementList, .agreementShow, .agreementAdd,
      .agreementDelete, .agreementAutopay, .agreementNotice, .paymentPasswordCode, .queryUnpaid,
      .queryPaid, .queryShow, .bankOrders, .bankSettles, .bankDebitReport, .bankAgreementReport,
      .smsMessages, .smsAcknowledge, .importBegin, .importPart, .importCommit, .importShow,
      .importProblems, .officerUnlock, .officerClockAdvance, .officerClockShow, .officerAttempts,
      .officerClockConfirm, .officerShow, .officerResolve:
      self
    }
  }
}
