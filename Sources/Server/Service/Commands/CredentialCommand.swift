internal import Protocol
internal import Store

/// `shebaod credential issue|list|revoke`: manages the certificates of apps, banks, the gateway and
/// officers.
enum CredentialCommand {
  static func run(_ arguments: Arguments) throws(ServerFault) {
    let keys = KeysFolder(path: try arguments.keys())
    switch arguments.words.dropFirst().first {
    case "issue": try issue(arguments, keys)
    case "list": StandardOutput.write(try list(keys))
    case "revoke": try revoke(arguments, keys)
    default: throw ServerFault("credential issue, list or revoke?", next: "shebaod help")
    }
  }

  private static func issue(_ arguments: Arguments, _ keys: KeysFolder) throws(ServerFault) {
    let role = try arguments.required("role")
    let name = try arguments.required("name")
    try check(role, name)
    let out = try arguments.required("out")
    try PrivateFolder.make(out)
    let now = BureauClock.wallMilliseconds()
    let issued = try keys.issue(role: role, name: name, now: Int64(now))
    let line = "\(issued.serial) \(role) \(name) \(Timestamp(clamping: now).businessDate)\n"
    do throws(StoreFailure) {
      try Files.write(issued.certificate, to: "\(out)/\(role)-\(name).pem")
      try Files.write(issued.key, to: "\(out)/\(role)-\(name).key")
      let before = Files.exists(keys.credentialsPath) ? try Files.read(keys.credentialsPath) : []
      try Files.write(before + Array(line.utf8), to: keys.credentialsPath)
    } catch {
      throw ServerFault("cannot write the credential: \(error)")
    }
    StandardOutput.write("\(out)/\(role)-\(name).pem\n\(out)/\(role)-\(name).key\n")
  }

  private static func check(_ role: String, _ name: String) throws(ServerFault) {
    guard let role = Authenticator.CredentialRole(rawValue: role) else {
      let roles = Authenticator.CredentialRole.allCases.map(\.rawValue).joined(separator: ", ")
      throw ServerFault("there is no role \(role)", next: "choose one of \(roles)")
    }
    switch role {
    case .bank:
      guard BankNumber(name) != nil else {
        throw ServerFault("\(name) is not a bank number", next: "12 digits with their check digit")
      }
    case .app:
      guard ["tax", "incometax"].contains(name) else {
        throw ServerFault("there is no app \(name)", next: "choose tax or incometax")
      }
    case .gateway, .officer: break
    }
    guard !name.isEmpty, name.utf8.allSatisfy({ isNameByte($0) }) else {
      throw ServerFault("a credential's name is made of letters, digits, - and _")
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func list(_ keys: KeysFolder) throws(ServerFault) -> String {
    guard Files.exists(keys.credentialsPath) else { return "no credential was issued\n" }
    let revoked = Set(try lines(keys.revokedPath))
    return try lines(keys.credentialsPath).map { line in
      let serial = line.prefix { $0 != " " }
      return line + (revoked.contains(String(serial)) ? " revoked" : "") + "\n"
    }
    .joined()
  }

  private static func lines(_ path: String) throws(ServerFault) -> [String] {
    guard Files.exists(path) else { return [] }
    do throws(StoreFailure) {
      return String(decoding: try Files.read(path), as: UTF8.self)
        .split(separator: "\n").map(String.init)
    } catch {
      throw ServerFault("cannot read \(path): \(error)")
    }
  }

  private static func revoke(_ arguments: Arguments, _ keys: KeysFolder) throws(ServerFault) {
    let serial = try arguments.required("serial")
    guard try lines(keys.credentialsPath).contains(where: { $0.hasPrefix("\(serial) ") }) else {
      throw ServerFault("no credential has the serial \(serial)", next: "shebaod credential list")
    }
    let text = (try lines(keys.revokedPath) + [serial]).joined(separator: "\n") + "\n"
    do throws(StoreFailure) {
      try Files.write(Array(text.utf8), to: keys.revokedPath)
    } catch {
      throw ServerFault("cannot write \(keys.revokedPath): \(error)")
    }
    StandardOutput.write("revoked; it is refused from its next connection on\n")
  }
}
