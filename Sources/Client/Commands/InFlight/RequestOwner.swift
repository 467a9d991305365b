import Protocol
import Terminal

/// The person and employer that a request in flight belongs to. The server keeps the keys of each
/// pair apart (R-1203): to any other caller it answers that there is no such key.
struct RequestOwner: Equatable {
  /// The server's realm, by its greeting: one server may have several addresses.
  let realm: Id128
  /// The server's address as given, for messages.
  let server: String
  /// The employer's registration number (登记序号); empty for an officer, who has no session.
  let registration: String
  /// The person's identifier at the server; zero for an officer.
  let personId: Id128
  /// The person's name, masked, for messages.
  let person: String

  /// Returns whether both are one caller for the server.
  func isSame(as other: RequestOwner) -> Bool {
    realm == other.realm && registration == other.registration && personId == other.personId
  }

  /// Whether the request was sent without a session: an officer's.
  var isWithoutSession: Bool { registration.isEmpty }

  /// The person and the employer, for messages.
  var words: String { "\(person)（\(registration)）" }
}

extension RequestOwner {
  /// Reads the members of a file; nil where one is missing.
  init?(_ json: JSONValue) {
    guard let realm = json["realm"]?.string.flatMap({ Id128(hex: $0) }),
      let personId = json["personId"]?.string.flatMap({ Id128(hex: $0) }),
      let server = json["server"]?.string, let registration = json["registration"]?.string
    else { return nil }
    self.init(
      realm: realm, server: server, registration: registration, personId: personId,
      person: json["person"]?.string ?? "")
  }

  /// The members of a file.
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
