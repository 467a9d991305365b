import Crypto
import Protocol

/// A keyed change other than a payment, without a final answer. It is on disk before its request is
/// sent (R-1206), so that a repeat has the same key and is carried out once (R-1204).
///
/// It holds no secrets: of a request with some, only the digest of the rest.
struct InFlightChange: Equatable {
  let key: Id128
  let method: Method
  /// The thing that is changed, by `Request.subject`.
  let subject: String
  /// SHA-256 of the encoded request without its secrets.
  let digest: [UInt8]
  /// The encoded request; nil where it has secrets.
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

  /// Returns whether both are the same request, secrets aside.
  func isRepeat(of other: InFlightChange) -> Bool {
    method == other.method && digest == other.digest
  }

  /// Returns whether one can undo the other: both change the same thing, or both an agreement,
  /// since turning auto-payment (自动缴费) on for one turns it off for the others (A4).
  func concerns(_ other: InFlightChange) -> Bool {
    subject == other.subject || isOfAgreement && other.isOfAgreement
  }

  private var isOfAgreement: Bool {
    AgreementMethods.definitions.contains { $0.method == method }
  }

  /// Its name in messages.
  var words: String { "\(method.name) \(subject)" }
}
