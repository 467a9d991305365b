import Protocol
import Terminal

/// Whose an unanswered request is. The server keeps keys for each person and employer apart
/// (R-1203): asked by anybody else it knows nothing of them, which says nothing.
struct RequestOwner: Equatable {
  /// The ledger, by the server's greeting: one server may be reached by several addresses.
  let realm: Id128
  /// The server's address as it was given, to say where to sign in.
  let server: String
  /// The employer's 登记序号; empty for an officer, who has no session.
  let registration: String
  /// The person, by the server's opaque name; zero for an officer.
  let personId: Id128
  /// The person's name, masked, for people.
  let person: String

  /// Whether the server takes both for one caller.
  func isSame(as other: RequestOwner) -> Bool {
    realm == other.realm && registration == other.registration && personId == other.personId
  }

  /// Whether it was made without a session.
  var isWithoutSession: Bool { registration.isEmpty }

  /// The person and the employer, for a message.
  var words: String { "\(person)（\(registration)）" }
}

extension RequestOwner {
  /// The owner in a note; nil where one is missing.
  init?(_ json: JSONValue) {
    guard let realm = json["realm"]?.string.flatMap({ Id128(hex: $0) }),
      let personId = json["personId"]?.string.flatMap({ Id128(hex: $0) }),
      let server = json["server"]?.string, let registration = json["registration"]?.string
    else { return nil }
    self.init(
      realm: realm, server: server, registration: registration, personId: personId,
      person: json["person"]?.string ?? "")
  }

  var members: [JSONMember] {
    [
      JSONMember("realm", .string(realm.description)), JSONMember("server", .string(server)),
      JSONMember("registration", .string(registration)),
      JSONMember("personId", .string(personId.description)), JSONMember("person", .string(person)),
    ]
  }
}

extension StoredSession {
  var owner: RequestOwner {
    RequestOwner(
      realm: realm, server: server, registration: registration, personId: personId, person: person)
  }
}
