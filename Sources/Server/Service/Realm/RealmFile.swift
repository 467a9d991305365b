internal import Bureau
internal import Crypto
internal import Protocol
internal import Store

/// What `init` fixed for a realm, kept as `key=value` lines in the data folder.
struct RealmFile: Sendable, Equatable {
  /// The file's name in the data folder.
  static let name = "realm"

  /// Names the realm; clients see it in HELLO.
  var id: Id128
  /// The first four digits of the division (青岛 3702).
  var region: UInt32
  /// Whether it is a sandbox: its business clock may be advanced.
  var sandbox: Bool
  /// scrypt's N for new passwords; lower than the product's only in a sandbox.
  var scryptN: UInt32
  /// Seconds between two SMS codes for one person; fewer than the product's only in a sandbox.
  var codePause: UInt32

  init(id: Id128, region: UInt32, sandbox: Bool, scryptN: UInt32, codePause: UInt32) {
    self.id = id
    self.region = region
    self.sandbox = sandbox
    self.scryptN = scryptN
    self.codePause = codePause
  }

  /// The file's text.
  var text: String {
    "id=\(id)\nregion=\(region)\nsandbox=\(sandbox)\nscrypt=\(scryptN)\ncode-pause=\(codePause)\n"
  }

  /// Reads the file's text; nil where a line is missing or wrong.
  init?(text: String) {
    var values: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      values[parts[0]] = parts[1]
    }
    guard let id = Id128(hex: String(values["id"] ?? "")),
      let region = UInt32(values["region"] ?? ""), (1_000...9_999).contains(region),
      let sandbox = Bool(String(values["sandbox"] ?? "")),
      let scryptN = UInt32(values["scrypt"] ?? ""), Self.isCost(scryptN),
      let codePause = UInt32(values["code-pause"] ?? "60")
    else { return nil }
    self.init(
      id: id, region: region, sandbox: sandbox, scryptN: scryptN, codePause: codePause)
  }

  /// Whether scrypt takes an N, with the product's r and p. A cost that it refuses would make every
  /// password impossible.
  static func isCost(_ scryptN: UInt32) -> Bool {
    do throws(CryptoFailure) {
      _ = try ScryptCost(n: Int(scryptN), r: scryptR, p: scryptP)
      return true
    } catch {
      return false
    }
  }

  private static let scryptR = 8
  private static let scryptP = 5

  /// What decisions need of it.
  var realm: Realm {
    Realm(
      region: region, sandbox: sandbox,
      scrypt: ScryptParameters(n: scryptN, r: UInt32(Self.scryptR), p: UInt32(Self.scryptP)),
      dayCount: .throughPaymentDay, codePause: Int64(codePause) * 1_000)
  }
}
