internal import Protocol

/// A scan challenge: made for one app, one purpose and one person, and answered once (扫码).
enum ScanMaking {
  /// How long a challenge may be answered, in milliseconds.
  static let lifeMilliseconds: Int64 = 90_000
  /// How long its answer is remembered, in milliseconds: as long as the longest login.
  static let memoryMilliseconds: Int64 = LoginRules.lifeMilliseconds

  private static let head = "shebao:scan"
  private static let markCount = 16

  /// Opens a scan.
  static func make(
    _ app: ScanApp, _ purpose: ScanPurpose, resident: ResidentID?,
    employers: [RegistrationNumber], _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Scan {
    guard volatile.scans.count < VolatileState.countMax else { throw LoginRules.busy }
    return Scan(
      id: context.entropy.name(), app: app, purpose: purpose, resident: resident,
      employers: employers, digits: UInt32(10 + context.entropy.number() % 90),
      expires: context.now.real.adding(milliseconds: lifeMilliseconds))
  }

  /// What the clerk's screen shows.
  static func challenge(_ scan: Scan, _ digests: any Digests) -> ScanChallenge {
    ScanChallenge(qr: text(scan.id, digests), digits: scan.digits, expires: scan.expires)
  }

  /// The QR code's text: `shebao:scan:` + 32 hexadecimal digits + `:` + 16 of a keyed check.
  static func text(_ scan: Id128, _ digests: any Digests) -> String {
    "\(head):\(scan):\(mark(scan, digests))"
  }

  /// The scan that a QR code's text names, whether or not there is one; nil for any other text.
  static func scan(_ text: String) -> Id128? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 4, text.hasPrefix(head + ":") else { return nil }
    return Id128(hex: String(parts[2]))
  }

  /// Whether the text is the one that was made for the scan.
  static func isGenuine(_ text: String, _ scan: Id128, _ digests: any Digests) -> Bool {
    SecretBytes.areEqual(Array(text.utf8), Array(self.text(scan, digests).utf8))
  }

  private static func mark(_ scan: Id128, _ digests: any Digests) -> String {
    String(digests.keyed(.scan, scan.bytes).hex.prefix(markCount))
  }

  /// The challenge has ended, or there is none such.
  static let expired = Refusal(.scanExpired, "二维码已过期或无效", next: "请刷新二维码后重新扫码")
  /// The app's user said no, or read other digits.
  static let refused = Refusal(.scanRefused, "扫码验证已被拒绝", next: "请刷新二维码后重新扫码")
}
