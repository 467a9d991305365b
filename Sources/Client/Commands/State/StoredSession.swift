import Protocol
import Terminal

/// What the client keeps of a session.
struct StoredSession: Equatable {
  /// Bytes of the file.
  static let bytesMax = 8_192

  let token: SessionToken
  /// Where it was opened; the token goes nowhere else.
  let server: String
  /// The ledger that it is of.
  let realm: Id128
  let registration: String
  let employerName: String
  let person: String
  /// The person, by the server's opaque name.
  let personId: Id128
  let identity: String
  /// When it ends in any case, real time.
  let ends: Timestamp

  init(
    _ session: SessionOpened, server: String, realm: Id128
  ) throws(ErrorReport) {
    guard let token = SessionToken(bytes: session.token) else { throw Failures.wrongReply }
    self.token = token
    self.server = server
    self.realm = realm
    registration = session.registration.text
    employerName = session.employerName
    person = session.person
    personId = session.personId
    identity = IdentityWords.phrase(session.identity).zh
    ends = session.ends
  }

  /// The session in a file; nil where it can't be read, which is the same as none.
  init?(_ bytes: [UInt8]) {
    guard let json = Self.parsed(bytes), let hex = json["token"]?.string,
      let token = Hexadecimal.bytes(hex).flatMap({ SessionToken(bytes: $0) }),
      let ends = json["ends"]?.integer, let server = json["server"]?.string,
      let realm = json["realm"]?.string.flatMap({ Id128(hex: $0) }),
      let personId = json["personId"]?.string.flatMap({ Id128(hex: $0) })
    else { return nil }
    self.token = token
    self.server = server
    self.realm = realm
    self.personId = personId
    self.ends = Timestamp(clamping: UInt64(clamping: ends))
    registration = json["registration"]?.string ?? ""
    employerName = json["employer"]?.string ?? ""
    person = json["person"]?.string ?? ""
    identity = json["identity"]?.string ?? ""
  }

  private static func parsed(_ bytes: [UInt8]) -> JSONValue? {
    do throws(JSONError) {
      return try JSONParser.parse(bytes)
    } catch {
      return nil
    }
  }

  var bytes: [UInt8] {
    let json: JSONValue = [
      "v": 1, "token": .string(Hexadecimal.text(token.bytes)), "server": .string(server),
      "realm": .string(realm.description), "personId": .string(personId.description),
      "registration": .string(registration), "employer": .string(employerName),
      "person": .string(person), "identity": .string(identity),
      "ends": .integer(Int64(clamping: ends.milliseconds)),
    ]
    return Array((json.text + "\n").utf8)
  }
}
