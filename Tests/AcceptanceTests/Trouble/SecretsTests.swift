import Fixtures
import Foundation
import Protocol
import Testing
import Transport

/// Nothing secret is ever in a log, the journal, the books, a backup or an argument list: all that
/// a run used is looked for in all that it left.
@Suite(.serialized) struct SecretsTests {
  private static let password = "correct horse battery staple"
  private static let pins = ["135792", "246813"]

  @Test func `no secret of a run is in anything that it left`() async throws {
    let (secrets, places, found) = try await onThread {
      let house = try House("secrets")
      return try inHouse(house) {
        _ = unsafe mkdir(house.folder + "/desk", 0o700)
        try house.file(Town.file)
        let watch = ArgumentsWatch()
        try Self.month(house)
        try house.daemon(["backup", house.folder + "/backup", "--data", house.data])
        try house.daemon(["verify", "--data", house.data])
        let arguments = watch.stop()
        #expect(arguments.contains { String(decoding: $0, as: UTF8.self).contains("shebaod") })
        let secrets = try Self.secrets(house)
        try house.stop()
        try house.daemon(["rebuild", "--data", house.data])
        let places =
          try Self.places(house) + [
            Place(name: "arguments", bytes: Array(arguments.joined(separator: [10])))
          ]
        return (secrets, places, Self.search(secrets, places))
      }
    }
    #expect(found.isEmpty)
    // The search finds what is there: a notice's number is in the journal.
    let known = Secret("a number", Array("SEQ202608".utf8))
    #expect(!Self.search([known], places).isEmpty)
    #expect(secrets.count >= 18, "\(secrets.map(\.name))")
    Proof.note("secrets: \(secrets.count) in \(places.count) places")
    Proof.figure("secrets", secrets.count - Set(found).count, of: secrets.count)
  }

  @Test func `the client's files are its owner's alone`() async throws {
    try await onThread {
      let house = try House("modes")
      try inHouse(house) {
        _ = unsafe mkdir(house.folder + "/desk", 0o700)
        try house.file(Town.file)
        try Self.type(house, "new-clerk 1 1")
        let files = try Self.files(under: house.folder + "/home")
        #expect(files.contains { $0.hasSuffix("session") || $0.contains("session") })
        for file in files {
          #expect(try Self.mode(file) & 0o077 == 0, "\(file)")
        }
      }
    }
  }

  @Test(arguments: [
    ("abcdef", "x abcdef y", true), ("abcdef", "616263646566", true),
    ("abcdef", "61626364656G", false), ("JKLMNO", "4A4B4C4D4E4F", true),
    ("abcdef", "YWJjZGVm", true), ("abcdef", "YWJjZGVn", false), ("135792", "code 135792.", true),
    ("135792", "account 3701357926", false), ("135792", "MTM1Nzky", true),
  ])
  func `a secret is found in every form, and six digits only where they stand alone`(
    _ secret: String, _ text: String, _ isFound: Bool
  ) {
    let place = Place(name: "text", bytes: Array(text.utf8))
    #expect(Self.search([Secret("it", Array(secret.utf8))], [place]).isEmpty != isFound)
  }

  // MARK: the run

  /// A month of a clerk, with the mistakes that secrets are in too: a wrong password, a wrong
  /// payment password.
  private static func month(_ house: House) throws {
    for line in [
      "activate 1", "printf '%s %s\\n' 'quite another' 'phrase of mine' >bad",
      "! shebao login password --taxpayer \"$taxpayer1\" --user user1 --password-file bad"
        + " --factor sms --no-input 2>&1",
      "sign-in 1 1 2>&1", "sign-agreement 5000", "set-pin 1",
      "shebao declare save SEQ202608 --confirm-amount 1500.00 --no-input",
      "! shebao pay agreement SEQ202608 --confirm-amount 1500.00 --password-file wrong --no-input",
      "shebao pay agreement SEQ202608 --confirm-amount 1500.00 --password-file pin --wait"
        + " --no-input",
      "shebao query paid", "shebao session list",
    ] { try type(house, line) }
  }

  private static func type(_ house: House, _ line: String) throws {
    let child = try Child.start(
      "/bin/bash",
      [
        "-c",
        "cd '\(house.folder)/desk'; . \"$REPOSITORY/tour/phone.sh\";"
          + " . \"$REPOSITORY/\(Town.prelude)\"; \(line)",
      ], environment: house.environment.merging(Town.names) { $1 },
      output: house.folder + "/typed.log")
    guard try child.wait() == 0 else { throw Stumble("\(line): \(child.text.suffix(1_000))") }
  }

  // MARK: what is secret

  struct Secret: Hashable, Sendable {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  private static func secrets(_ house: House) throws -> [Secret] {
    var secrets = [Secret("password", Array(password.utf8))]
    secrets.append(Secret("wrong password", Array("quite another phrase of mine".utf8)))
    for pin in pins { secrets.append(Secret("payment password", Array(pin.utf8))) }
    // Every code that the phones got; other messages have no secret.
    let inbox = try house.lab(["sandbox", "inbox", "--output", "json"])
    for code in inbox.matches(of: /验证码[^0-9"]*([0-9]{6})[^0-9]/).map({ String($0.output.1) }) {
      secrets.append(Secret("code \(code)", Array(code.utf8)))
    }
    for file in try files(under: house.folder + "/home") {
      for token in Text.read(file).matches(of: /"token":"([0-9a-f]{64})"/).map({ $0.output.1 }) {
        secrets.append(Secret("session token", try hexBytes(String(token))))
      }
    }
    secrets.append(Secret("master key", Text.bytes(house.keys + "/master.key")))
    let privates = ["\(house.keys)/ca.key", "\(house.keys)/server.key"]
    let issued = try files(under: house.credentials).filter { $0.hasSuffix(".key") }
    for file in privates + issued { secrets += try privateKey(file) }
    return secrets
  }

  /// The lines of a PEM file, and the bytes that they encode.
  private static func privateKey(_ file: String) throws -> [Secret] {
    let lines = Text.read(file).split(separator: "\n").filter { !$0.hasPrefix("-") }
    let bytes = try #require(Data(base64Encoded: lines.joined()))
    // PKCS#8 begins with what all keys have; the private number is inside, the public one follows.
    return [
      Secret("\(file), encoded", Array(lines[0].utf8)),
      Secret("\(file), its number", Array(bytes.dropFirst(36).prefix(32))),
    ]
  }

  private static func hexBytes(_ hex: String) throws -> [UInt8] {
    let digits = Array(hex)
    return try stride(from: 0, to: digits.count, by: 2).map {
      try #require(UInt8(String(digits[$0...($0 + 1)]), radix: 16))
    }
  }

  // MARK: where it is looked for

  struct Place: Sendable {
    let name: String
    let bytes: [UInt8]
  }

  private static func places(_ house: House) throws -> [Place] {
    let logs = ["server.log", "sandbox.log", "typed.log"].map { "\(house.folder)/\($0)" }
    let kept = try files(under: house.data) + files(under: house.folder + "/backup")
    let pending = try files(under: house.folder + "/home").filter { !$0.contains("session") }
    return (logs + kept + pending).map { Place(name: $0, bytes: Text.bytes($0)) }
  }

  private static func files(under folder: String) throws -> [String] {
    try Tool.run("find", [folder, "-type", "f"]).split(separator: "\n").map(String.init)
  }

  private static func mode(_ file: String) throws -> UInt32 {
    var status = stat()
    guard unsafe stat(file, &status) == 0 else { throw Stumble("stat \(file): errno \(errno)") }
    return status.st_mode
  }

  /// What is found where: raw, as hexadecimal digits and as base64.
  private static func search(_ secrets: [Secret], _ places: [Place]) -> [String] {
    var found: [String] = []
    for place in places {
      let data = Data(place.bytes)
      for secret in secrets where isThere(secret, data) {
        found.append("\(secret.name) in \(place.name)")
      }
    }
    return found
  }

  private static func isThere(_ secret: Secret, _ data: Data) -> Bool {
    forms(of: secret).contains { form in
      var from = data.startIndex
      while let range = data.range(of: form.bytes, in: from..<data.endIndex) {
        if !form.isNumber || !isInsideNumber(range, data) { return true }
        from = range.upperBound
      }
      return false
    }
  }

  private static func forms(of secret: Secret) -> [(bytes: Data, isNumber: Bool)] {
    let raw = Data(secret.bytes)
    let digits = "0123456789abcdef".map(String.init)
    let hex = secret.bytes.map { digits[Int($0 >> 4)] + digits[Int($0 & 15)] }.joined()
    var base = raw.base64EncodedString()
    while base.hasSuffix("=") { base.removeLast() }
    let isNumber = secret.bytes.allSatisfy { (0x30...0x39).contains($0) }
    return [
      (raw, isNumber), (Data(hex.utf8), false), (Data(hex.uppercased().utf8), false),
      // Without a last character that depends on what follows.
      (Data((secret.bytes.count % 3 == 0 ? base[...] : base.dropLast()).utf8), false),
    ]
  }

  /// Six digits inside a longer number are that number's.
  private static func isInsideNumber(_ range: Range<Data.Index>, _ data: Data) -> Bool {
    let before = range.lowerBound > data.startIndex ? data[range.lowerBound - 1] : 0
    let after = range.upperBound < data.endIndex ? data[range.upperBound] : 0
    return (0x30...0x39).contains(before) || (0x30...0x39).contains(after)
  }
}

/// Looks at every process's arguments, over and over, as any user of the machine can.
final class ArgumentsWatch: Sendable {
  private let seen = Monitor<Set<[UInt8]>>([])
  private let isOver = Monitor(false)
  private let ended = Monitor(false)

  init() {
    Thread.detachNewThread { [self] in
      while !isOver.look({ $0 }) {
        look()
        Pause.take(2)
      }
      ended.change { $0 = true }
    }
  }

  private func look() {
    // Processes come and go meanwhile: what cannot be listed now is seen the next time.
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: "/proc") } catch { return }
    for name in names where Int(name) != nil {
      let arguments = Text.bytes("/proc/\(name)/cmdline")
      if !arguments.isEmpty { seen.change { _ = $0.insert(arguments) } }
    }
  }

  /// Ends it; every argument list that it saw.
  func stop() -> Set<[UInt8]> {
    isOver.change { $0 = true }
    _ = ended.wait { $0 ? true : nil }
    return seen.look { $0 }
  }
}
