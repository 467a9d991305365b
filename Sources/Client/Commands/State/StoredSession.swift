import Protocol
import Terminal

/// The session as the file `session` has it, one object of JSON and LF:
/// ```
/// {"v":1,"token":"<64 hex digits>","server":"…","realm":"…","personId":"…","registration":"…",
/// "employer":"…","person":"…","identity":"…","ends":<ms since 1970>}
/// ```
struct StoredSession: Equatable {
  /// The most bytes of the file.
  static let bytesMax = 8_192
  /// The version of the form, `v`.
  private static let version: Int64 = 1

  let token: SessionToken
  /// The address of the server that opened it; the token is sent to no other.
  let server: String
  /// The realm (账套) of the server.
  let realm: Id128
  /// The employer's registration number (登记序号).
  let registration: String
  let employerName: String
  /// The person's name, masked.
  let person: String
  /// The person's identifier at the server.
  let personId: Id128
  /// The identity (办税人员身份) in Chinese.
  let identity: String
  /// The end of the session even if it is used, real time.
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

  /// Reads a file's bytes; nil where they are of another form or version, which is the same as
  /// no session.
  init?(_ bytes: [UInt8]) {
    guard let json = Self.parsed(bytes), json["v"]?.integer == Self.version,
      let hex = json["token"]?.string,
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

  /// The bytes of the file: JSON and LF.
  var bytes: [UInt8] {
    let json: JSONValue = [
      "v": .integer(Self.version), "token": .string(Hexadecimal.text(token.bytes)),
      "server": .string(server),
      "realm": .string(realm.description), "personId": .string(personId.description),
      "registration": .string(registration), "employer": .string(employerName),
      "person": .string(person), "identity": .string(identity),
      "ends": .integer(Int64(clamping: ends.milliseconds)),
    ]
    return Array((json.text + "\n").utf8)
  }
}
