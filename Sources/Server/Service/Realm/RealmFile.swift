internal import Bureau
internal import Crypto
internal import Protocol
internal import Store

/// The values that `init` fixes for a realm, stored as `key=value` lines in the data folder.
struct RealmFile: Sendable, Equatable {
  /// The file's name in the data folder.
  static let name = "realm"

  /// The realm's identity, which clients see in HELLO.
  var id: Id128
  /// The first four digits of the administrative division (行政区划), such as 3702 for 青岛.
  var region: UInt32
  /// Whether the realm is a sandbox, whose business clock may be advanced.
  var sandbox: Bool
  /// scrypt's N for new passwords: 16384, lower only in a sandbox.
  var scryptN: UInt32
  /// The least time between two SMS codes for a person, in seconds: 60, lower only in a sandbox.
  var codePauseSeconds: UInt32

  init(id: Id128, region: UInt32, sandbox: Bool, scryptN: UInt32, codePauseSeconds: UInt32) {
    self.id = id
    self.region = region
    self.sandbox = sandbox
    self.scryptN = scryptN
    self.codePauseSeconds = codePauseSeconds
  }

  /// The text of the file.
  var text: String {
    """
    id=\(id)
    region=\(region)
    sandbox=\(sandbox)
    scrypt=\(scryptN)
    code-pause=\(codePauseSeconds)

    """
  }

  /// Parses the text of the file; nil where a line is missing or wrong. A file without `code-pause`
  /// has 60.
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
      let scryptN = UInt32(values["scrypt"] ?? ""), Self.isAcceptedCost(scryptN),
      let codePauseSeconds = UInt32(values["code-pause"] ?? "60")
    else { return nil }
    self.init(
      id: id, region: region, sandbox: sandbox, scryptN: scryptN, codePauseSeconds: codePauseSeconds
    )
  }

  /// Whether scrypt accepts this N with r = 8 and p = 5. With a cost that it refuses no password
  /// could be set.
  static func isAcceptedCost(_ scryptN: UInt32) -> Bool {
    do throws(CryptoFailure) {
      _ = try ScryptCost(n: Int(scryptN), r: scryptR, p: scryptP)
      return true
    } catch {
      return false
    }
  }

  private static let scryptR = 8
  private static let scryptP = 5

  /// The values that the bureau's decisions use.
  var realm: Realm {
    Realm(
      region: region, sandbox: sandbox,
      scrypt: ScryptParameters(n: scryptN, r: UInt32(Self.scryptR), p: UInt32(Self.scryptP)),
      dayCount: .throughPaymentDay, codePauseMilliseconds: Int64(codePauseSeconds) * 1_000)
  }
}
