import Protocol
import Terminal

/// What the client keeps of a session.
struct StoredSession: Equatable {
  /// Bytes of the file.
  static let bytesMax = 8_192

  let token: SessionToken
  /// Where it was opened; the token goes nowhere else.
  let server: String
  let registration: String
  let employerName: String
  let person: String
  let identity: String
  /// When it ends in any case, real time.
  let ends: Timestamp

  init(_ session: SessionOpened, server: String) throws(ErrorReport) {
    guard let token = SessionToken(bytes: session.token) else { throw Failures.wrongReply }
    self.token = token
    self.server = server
    registration = session.registration.text
    employerName = session.employerName
    person = session.person
    identity = IdentityWords.phrase(session.identity).zh
    ends = session.ends
  }

  /// The session in a file; nil where it can't be read, which is the same as none.
  init?(_ bytes: [UInt8]) {
    guard let json = Self.parsed(bytes), let hex = json["token"]?.string,
      let token = Hex.bytes(hex).flatMap({ SessionToken(bytes: $0) }),
      let ends = json["ends"]?.integer, let server = json["server"]?.string
    else { return nil }
    self.token = token
    self.server = server
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
      "v": 1, "token": .string(Hex.text(token.bytes)), "server": .string(server),
      "registration": .string(registration), "employer": .string(employerName),
      "person": .string(person), "identity": .string(identity),
      "ends": .integer(Int64(clamping: ends.milliseconds)),
    ]
    return Array((json.text + "\n").utf8)
  }
}

/// Hexadecimal digits.
enum Hex {
  static func text(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The bytes of an even number of digits, or nil.
  static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[index..<index + 2], as: UTF8.self)
      guard pair.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
        let byte = UInt8(pair, radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

/// The profile's state folder: the session and the requests under way.
struct StateStore {
  /// Bytes of one of them.
  static let inflightBytesMax = 262_144

  /// nil where no home is known: nothing can be kept.
  let path: String?

  func session() throws(ErrorReport) -> StoredSession? {
    guard let folder = try folder("") else { return nil }
    return try reporting { () throws(InputFailure) in
      try folder.read("session", limit: StoredSession.bytesMax)
    }.flatMap(StoredSession.init)
  }

  func keep(_ session: StoredSession) throws(ErrorReport) {
    let folder = try needed("")
    try reporting { () throws(InputFailure) in try folder.write("session", session.bytes) }
  }

  func dropSession() throws(ErrorReport) {
    guard let folder = try folder("") else { return }
    try reporting { () throws(InputFailure) in try folder.remove("session") }
  }

  func keep(_ pending: PendingChange) throws(ErrorReport) {
    let folder = try needed("/inflight")
    try reporting { () throws(InputFailure) in
      try folder.write(pending.key.description, pending.bytes)
    }
  }

  func drop(_ key: Id128) throws(ErrorReport) {
    guard let folder = try folder("/inflight") else { return }
    try reporting { () throws(InputFailure) in try folder.remove(key.description) }
  }

  /// Oldest first: keys begin with their time.
  func pending() throws(ErrorReport) -> [PendingChange] {
    guard let folder = try folder("/inflight") else { return [] }
    return try reporting { () throws(InputFailure) in
      var found: [PendingChange] = []
      for name in try folder.names(where: { Id128(hex: $0.filter { $0 != "-" }) != nil }) {
        guard let bytes = try folder.read(name, limit: Self.inflightBytesMax) else { continue }
        if let pending = PendingChange(bytes), pending.key.description == name {
          found.append(pending)
        }
      }
      return found
    }
  }

  /// The folder if it is there.
  private func folder(_ below: String) throws(ErrorReport) -> Folder? {
    guard let path, Folder.exists(path + below) else { return nil }
    return try needed(below)
  }

  private func needed(_ below: String) throws(ErrorReport) -> Folder {
    guard let path else {
      throw ErrorReport(
        .configuration, code: "config.no-home",
        what: Phrase("未设置 HOME 或 XDG_STATE_HOME", "neither HOME nor XDG_STATE_HOME is set"))
    }
    return try reporting { () throws(InputFailure) in try Folder(making: path + below) }
  }
}

/// Turns what failed with files, the terminal or input into its report.
func reporting<Value>(
  _ body: () throws(InputFailure) -> Value
) throws(ErrorReport) -> Value {
  do throws(InputFailure) {
    return try body()
  } catch {
    throw error.report
  }
}
