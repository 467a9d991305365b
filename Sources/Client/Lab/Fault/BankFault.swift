/// A bad habit of a bank, for one debit (design: the bad habits of partners).
package enum BankFault: Equatable, Sendable {
  /// When a connection is cut.
  package enum Cut: String, Equatable, Sendable, CaseIterable {
    /// The order never reached the bank.
    case beforeTaking = "before-taking"
    /// The bank has the order in hand, and carries it out once it is connected again.
    case afterTaking = "after-taking"
    /// The money has moved; the report waits for the next connection.
    case afterDoing = "after-doing"
  }

  /// Refuses with this code instead of doing it.
  case refuse(code: String)
  /// Does it and says nothing until asked.
  case silent
  /// Carries it out so many milliseconds later; a settle meanwhile hears *working*.
  case delay(milliseconds: UInt64)
  /// Reports twice.
  case twice
  /// Reports one fen more than was debited.
  case amount
  /// Reports under another digest.
  case digest
  /// Cuts the connection.
  case cut(Cut)

  /// Longest delay, ms: an hour.
  package static let delayMax: UInt64 = 3_600_000

  /// As it is written in a spec.
  package var text: String {
    switch self {
    case .refuse(let code): "refuse=\(code)"
    case .silent: "silent"
    case .delay(let milliseconds): "delay=\(milliseconds)"
    case .twice: "twice"
    case .amount: "amount"
    case .digest: "digest"
    case .cut(let cut): "cut=\(cut.rawValue)"
    }
  }

  /// Reads `silent`, `refuse=24009`, `delay=500`, `cut=after-doing` …; nil for all else.
  init?(_ text: Substring) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count == 2 ? String(parts[1]) : nil
    switch (parts.first.map(String.init) ?? "", value) {
    case ("silent", nil): self = .silent
    case ("twice", nil): self = .twice
    case ("amount", nil): self = .amount
    case ("digest", nil): self = .digest
    case ("refuse", let code?):
      guard (1...16).contains(code.utf8.count),
        code.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
      else { return nil }
      self = .refuse(code: code)
    case ("delay", let number?):
      guard let delay = UInt64(number), (1...Self.delayMax).contains(delay) else { return nil }
      self = .delay(milliseconds: delay)
    case ("cut", let name?):
      guard let cut = Cut(rawValue: name) else { return nil }
      self = .cut(cut)
    case (_, _): return nil
    }
  }
}
