import Crypto
import Protocol

/// A keyed change other than a payment, written down before it leaves, so that it is sent again
/// under its key where no answer comes, and is done once.
///
/// Secrets are never in it: of a request that has some, only the digest of the rest.
struct InFlightChange: Equatable {
  let key: Id128
  let method: Method
  /// What it changes, by `Request.subject`.
  let subject: String
  /// SHA-256 over the request without its secrets.
  let digest: [UInt8]
  /// The request's bytes; nil where it has secrets.
  let body: [UInt8]?
  let owner: RequestOwner

  init(key: Id128, request: Request, owner: RequestOwner) {
    let bare = request.withoutSecrets
    self.init(
      key: key, method: request.method, subject: request.subject,
      digest: SHA256.hash(bare.encoded()), body: bare == request ? request.encoded() : nil,
      owner: owner)
  }

  init(
    key: Id128, method: Method, subject: String, digest: [UInt8], body: [UInt8]?,
    owner: RequestOwner
  ) {
    self.key = key
    self.method = method
    self.subject = subject
    self.digest = digest
    self.body = body
    self.owner = owner
  }

  /// Whether both ask for the same, secrets aside.
  func isRepeat(of other: InFlightChange) -> Bool {
    method == other.method && digest == other.digest
  }

  /// Whether one of both can undo the other: they are about one thing, or about agreements, of
  /// which one alone has auto-payment (A4).
  func concerns(_ other: InFlightChange) -> Bool {
    subject == other.subject || isOfAgreement && other.isOfAgreement
  }

  private var isOfAgreement: Bool {
    AgreementMethods.entries.contains { $0.method == method }
  }

  /// What it is called in messages.
  var words: String { "\(method.name) \(subject)" }
}
