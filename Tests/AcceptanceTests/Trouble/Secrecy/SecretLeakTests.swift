import Fixtures
import Foundation
import Protocol
import Testing
import Transport

/// Searches logs, journal, books, backup, client files and argument lists of a run for every secret
/// that it used.
@Suite(.serialized) struct SecretLeakTests {
  private static let password = "correct horse battery staple"
  private static let pins = ["135792", "246813"]

  @Test func `no secret of a run is in the files and output that the run left`() async throws {
    let (secrets, places, found) = try await onThread {
      let rig = try ServerRig("secrets")
      return try withRig(rig) {
        _ = unsafe mkdir(rig.folder + "/work", 0o700)
        try rig.file(DialogueFixture.file)
        let watch = ArgumentsWatch()
        try Self.month(rig)
        try rig.daemon(["backup", rig.folder + "/backup", "--data", rig.data])
        try rig.daemon(["verify", "--data", rig.data])
        let arguments = watch.stop()
        #expect(arguments.contains { String(decoding: $0, as: UTF8.self).contains("shebaod") })
        let secrets = try Self.secrets(rig)
        try rig.stop()
        try rig.daemon(["rebuild", "--data", rig.data])
        let places =
          try Self.places(rig) + [
            SearchedPlace(name: "arguments", bytes: Array(arguments.joined(separator: [10])))
          ]
        return (secrets, places, Self.search(secrets, places))
      }
    }
    #expect(found.isEmpty)
    // The search itself works: it finds a notice's number in the journal.
    let known = KnownSecret("a number", Array("SEQ202608".utf8))
    #expect(!Self.search([known], places).isEmpty)
    #expect(secrets.count >= 18, "\(secrets.map(\.name))")
    TroubleProof.measured("secrets: \(secrets.count) in \(places.count) places")
    TroubleProof.figure("secrets", secrets.count - Set(found).count, of: secrets.count)
  }

  @Test func `the client's files are its owner's alone`() async throws {
    try await onThread {
      let rig = try ServerRig("modes")
      try withRig(rig) {
        _ = unsafe mkdir(rig.folder + "/work", 0o700)
        try rig.file(DialogueFixture.file)
        try Self.type(rig, "new-clerk 1 1")
        let files = try Self.files(under: rig.folder + "/home")
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
    let place = SearchedPlace(name: "text", bytes: Array(text.utf8))
    #expect(Self.search([KnownSecret("it", Array(secret.utf8))], [place]).isEmpty != isFound)
  }

  // MARK: Run

  /// A clerk's month, with a wrong password and a wrong payment password, which are secrets too.
  private static func month(_ rig: ServerRig) throws {
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
    ] { try type(rig, line) }
  }

  private static func type(_ rig: ServerRig, _ line: String) throws {
    let child = try ChildProcess.start(
      "/bin/bash",
      [
        "-c",
        "cd '\(rig.folder)/work'; . \"$REPOSITORY/tour/phone.sh\";"
          + " . \"$REPOSITORY/\(DialogueFixture.prelude)\"; \(line)",
      ], environment: rig.environment.merging(DialogueFixture.names) { $1 },
      output: rig.folder + "/typed.log")
    guard try child.wait() == 0 else { throw RigFailure("\(line): \(child.text.suffix(1_000))") }
  }

  // MARK: Secrets

  struct KnownSecret: Hashable, Sendable {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  private static func secrets(_ rig: ServerRig) throws -> [KnownSecret] {
    var secrets = [KnownSecret("password", Array(password.utf8))]
    secrets.append(KnownSecret("wrong password", Array("quite another phrase of mine".utf8)))
    for pin in pins { secrets.append(KnownSecret("payment password", Array(pin.utf8))) }
    // Every code in the phones' messages; other messages contain no secret.
    let inbox = try rig.lab(["sandbox", "inbox", "--output", "json"])
    for code in inbox.matches(of: /验证码[^0-9"]*([0-9]{6})[^0-9]/).map({ String($0.output.1) }) {
      secrets.append(KnownSecret("code \(code)", Array(code.utf8)))
    }
    for file in try files(under: rig.folder + "/home") {
      for token in TestFiles.read(file).matches(of: /"token":"([0-9a-f]{64})"/).map({ $0.output.1 })
      {
        secrets.append(KnownSecret("session token", try hexBytes(String(token))))
      }
    }
    secrets.append(KnownSecret("master key", TestFiles.bytes(rig.keys + "/master.key")))
    let privates = ["\(rig.keys)/ca.key", "\(rig.keys)/server.key"]
    let issued = try files(under: rig.credentials).filter { $0.hasSuffix(".key") }
    for file in privates + issued { secrets += try privateKey(file) }
    return secrets
  }

  /// Returns a private key in the encodings in which it could leak.
  private static func privateKey(_ file: String) throws -> [KnownSecret] {
    let lines = TestFiles.read(file).split(separator: "\n").filter { !$0.hasPrefix("-") }
    let bytes = try #require(Data(base64Encoded: lines.joined()))
    // PKCS#8: a prefix common to all keys of 36 bytes, the private number of 32, the public key.
    return [
      KnownSecret("\(file), encoded", Array(lines[0].utf8)),
      KnownSecret("\(file), its number", Array(bytes.dropFirst(36).prefix(32))),
    ]
  }

  private static func hexBytes(_ hex: String) throws -> [UInt8] {
    let digits = Array(hex)
    return try stride(from: 0, to: digits.count, by: 2).map {
      try #require(UInt8(String(digits[$0...($0 + 1)]), radix: 16))
    }
  }

  // MARK: Search

  struct SearchedPlace: Sendable {
    let name: String
    let bytes: [UInt8]
  }

  private static func places(_ rig: ServerRig) throws -> [SearchedPlace] {
    let logs = ["server.log", "sandbox.log", "typed.log"].map { "\(rig.folder)/\($0)" }
    let kept = try files(under: rig.data) + files(under: rig.folder + "/backup")
    let pending = try files(under: rig.folder + "/home").filter { !$0.contains("session") }
    return (logs + kept + pending).map { SearchedPlace(name: $0, bytes: TestFiles.bytes($0)) }
  }

  private static func files(under folder: String) throws -> [String] {
    try SystemTool.run("find", [folder, "-type", "f"]).split(separator: "\n").map(String.init)
  }

  private static func mode(_ file: String) throws -> UInt32 {
    var status = stat()
    guard unsafe stat(file, &status) == 0 else { throw RigFailure("stat \(file): errno \(errno)") }
    return status.st_mode
  }

  /// Searches for secrets in raw, hexadecimal and base64 form, and describes each find.
  private static func search(_ secrets: [KnownSecret], _ places: [SearchedPlace]) -> [String] {
    var found: [String] = []
    for place in places {
      let data = Data(place.bytes)
      for secret in secrets where isThere(secret, data) {
        found.append("\(secret.name) in \(place.name)")
      }
    }
    return found
  }

  private static func isThere(_ secret: KnownSecret, _ data: Data) -> Bool {
    forms(of: secret).contains { form in
      var from = data.startIndex
      while let range = data.range(of: form.bytes, in: from..<data.endIndex) {
        if !form.isNumber || !isInsideNumber(range, data) { return true }
        from = range.upperBound
      }
      return false
    }
  }

  private static func forms(of secret: KnownSecret) -> [(bytes: Data, isNumber: Bool)] {
    let raw = Data(secret.bytes)
    let digits = "0123456789abcdef".map(String.init)
    let hex = secret.bytes.map { digits[Int($0 >> 4)] + digits[Int($0 & 15)] }.joined()
    var base = raw.base64EncodedString()
    while base.hasSuffix("=") { base.removeLast() }
    let isNumber = secret.bytes.allSatisfy { (0x30...0x39).contains($0) }
    return [
      (raw, isNumber), (Data(hex.utf8), false), (Data(hex.uppercased().utf8), false),
      // Without the last character of base64 where it depends on the bytes that follow.
      (Data((secret.bytes.count % 3 == 0 ? base[...] : base.dropLast()).utf8), false),
    ]
  }

  /// Whether digits are part of a longer number, and so no find.
  private static func isInsideNumber(_ range: Range<Data.Index>, _ data: Data) -> Bool {
    let before = range.lowerBound > data.startIndex ? data[range.lowerBound - 1] : 0
    let after = range.upperBound < data.endIndex ? data[range.upperBound] : 0
    return (0x30...0x39).contains(before) || (0x30...0x39).contains(after)
  }
}
