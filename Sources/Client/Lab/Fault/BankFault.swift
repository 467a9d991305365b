/// A fault injected into one debit.
package enum BankFault: Equatable, Sendable {
  /// The moment at which the connection is cut.
  package enum Cut: String, Equatable, Sendable, CaseIterable {
    /// Before the order reached the bank.
    case beforeTaking = "before-taking"
    /// After the bank received the order, which it executes once it is connected again.
    case afterTaking = "after-taking"
    /// After the money moved; the report waits for the next connection.
    case afterDoing = "after-doing"
  }

  /// Refuses the debit with this code.
  case refuse(code: String)
  /// Executes the debit and does not report it; a settle is answered.
  case silent
  /// Executes the debit this much later; a settle meanwhile is answered *working*.
  case delay(milliseconds: UInt64)
  /// Sends the report twice.
  case twice
  /// Reports the amount plus one fen.
  case amount
  /// Reports a wrong digest.
  case digest
  /// Cuts the connection; everything queued on it is lost.
  case cut(Cut)

  /// Longest delay, ms: an hour.
  package static let delayMax: UInt64 = 3_600_000

  /// The fault in the syntax of a spec.
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

  /// Parses `silent`, `refuse=24009`, `delay=500`, `cut=after-doing` …; nil for anything else.
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
