internal import Protocol

/// 扫码: makes scan challenges, each for one app, one purpose and one person, to be answered once.
enum ScanMaking {
  /// The time in which a challenge can be answered, in milliseconds.
  static let lifeMilliseconds: Int64 = 90_000
  /// The time that an answer is kept, in milliseconds: as long as a login lives.
  static let memoryMilliseconds: Int64 = LoginRules.lifeMilliseconds

  private static let head = "shebao:scan"
  private static let markCount = 16

  /// Makes an open scan that ends after ``lifeMilliseconds``.
  ///
  /// - Throws: `.exhausted`.
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

  /// Returns what the clerk's screen shows: QR code, digits and end.
  static func challenge(_ scan: Scan, _ digests: any Digests) -> ScanChallenge {
    ScanChallenge(qr: text(scan.id, digests), digits: scan.digits, expires: scan.expires)
  }

  /// Returns the QR code's text: `shebao:scan:`, 32 hexadecimal digits of the scan's id, `:`, and
  /// 16 of a keyed digest of it.
  static func text(_ scan: Id128, _ digests: any Digests) -> String {
    "\(head):\(scan):\(mark(scan, digests))"
  }

  /// Returns the scan's id in a QR code's text, whether or not that scan exists; nil for a text of
  /// another form.
  static func scan(_ text: String) -> Id128? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 4, text.hasPrefix(head + ":") else { return nil }
    return Id128(hex: String(parts[2]))
  }

  /// Whether the text is the one that ``text(_:_:)`` makes of the scan.
  static func isGenuine(_ text: String, _ scan: Id128, _ digests: any Digests) -> Bool {
    SecretBytes.areEqual(Array(text.utf8), Array(self.text(scan, digests).utf8))
  }

  private static func mark(_ scan: Id128, _ digests: any Digests) -> String {
    String(digests.keyed(.scan, scan.bytes).hex.prefix(markCount))
  }

  /// The challenge has ended, or never existed.
  static let expired = Refusal(.scanExpired, "二维码已过期或无效", next: "请刷新二维码后重新扫码")
  /// The app's user refused, or entered other digits.
  static let refused = Refusal(.scanRefused, "扫码验证已被拒绝", next: "请刷新二维码后重新扫码")
}
