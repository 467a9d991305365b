import Protocol
import Terminal

/// A keyed request without a final answer, as the file `inflight/<key>` has it: an object of JSON
/// `{"v":1,"key":…,"method":…,"subject":…}` and LF. A payment adds `sent`, if known; another change
/// adds `digest`, and `body` where it has no secrets; both add the members of ``RequestOwner``.
enum InFlightRequest: Equatable {
  case payment(InFlightPayment)
  case change(InFlightChange)

  /// The version of the form, `v`.
  private static let version: Int64 = 1

  var key: Id128 {
    switch self {
    case .payment(let payment): payment.key
    case .change(let change): change.key
    }
  }

  var owner: RequestOwner {
    switch self {
    case .payment(let payment): payment.owner
    case .change(let change): change.owner
    }
  }

  var method: Method {
    switch self {
    case .payment: PayMethods.agreement.method
    case .change(let change): change.method
    }
  }

  /// Reads a file's bytes; nil where they are of another form or version.
  init?(_ bytes: [UInt8]) {
    guard let json = Self.parsed(bytes), json["v"]?.integer == Self.version,
      let key = json["key"]?.string.flatMap({ Id128(hex: $0) }),
      let name = json["method"]?.string, let owner = RequestOwner(json),
      let method = Method(name: name),
      let subject = json["subject"]?.string
    else { return nil }
    if method == PayMethods.agreement.method {
      let sent = json["sent"]?.integer.flatMap { UInt64(exactly: $0) }
      self = .payment(InFlightPayment(key: key, notice: subject, owner: owner, sent: sent))
      return
    }
    guard let digest = json["digest"]?.string.flatMap(Hexadecimal.bytes(_:)) else { return nil }
    let body = json["body"]?.string.flatMap(Hexadecimal.bytes(_:))
    self = .change(
      InFlightChange(
        key: key, method: method, subject: subject, digest: digest, body: body, owner: owner))
  }

  private static func parsed(_ bytes: [UInt8]) -> JSONValue? {
    do throws(JSONError) {
      return try JSONParser.parse(bytes)
    } catch {
      return nil
    }
  }

  /// The bytes of its file: JSON and LF.
  var bytes: [UInt8] {
    var members = [
      JSONMember("v", .integer(Self.version)), JSONMember("key", .string(key.description)),
      JSONMember("method", .string(method.name)),
    ]
    switch self {
    case .payment(let payment):
      members.append(JSONMember("subject", .string(payment.notice)))
      if let sent = payment.sent {
        members.append(JSONMember("sent", .integer(Int64(clamping: sent))))
      }
    case .change(let change):
      members.append(JSONMember("subject", .string(change.subject)))
      members.append(JSONMember("digest", .string(Hexadecimal.text(change.digest))))
      if let body = change.body {
        members.append(JSONMember("body", .string(Hexadecimal.text(body))))
      }
    }
    members += owner.members
    return Array((JSONValue.object(JSONObject(members)).text + "\n").utf8)
  }
}
