package import Protocol

/// How often a fault happens.
package enum FaultRate: Equatable, Sendable {
  /// To so many debits, then no more.
  case count(Int)
  /// To so many of a thousand debits, drawn from the seed.
  case permille(Int)
}

/// One fault of one bank, or of all.
///
/// A spec is a list of rules, separated by commas or new lines; `#` begins a comment:
///
///     [BANK/]FAULT[*COUNT | @PER-MILLE]
///     refuse=24009*3, 103452000011/silent, delay=500@100, cut=after-doing*1
///
/// Without a rate it happens to every debit.
package struct FaultRule: Equatable, Sendable {
  /// Rules of one spec.
  package static let rulesMax = 64
  /// Bytes of one spec.
  package static let specBytesMax = 64 << 10
  /// Greatest count.
  package static let countMax = 1_000_000_000

  /// Whose; nil for every bank.
  package let bank: BankNumber?
  package let fault: BankFault
  /// How often.
  package let rate: FaultRate

  package init(bank: BankNumber? = nil, fault: BankFault, rate: FaultRate) {
    self.bank = bank
    self.fault = fault
    self.rate = rate
  }

  /// As it is written in a spec.
  package var text: String {
    let tail =
      switch rate {
      case .count(let count): "*\(count)"
      case .permille(let permille): "@\(permille)"
      }
    return (bank.map { "\($0.text)/" } ?? "") + fault.text + tail
  }

  /// Reads a spec. Throws with the rule that cannot be read.
  package static func parse(_ spec: String) throws(FaultProblem) -> [FaultRule] {
    guard spec.utf8.count <= specBytesMax else { throw .tooLong }
    var rules: [FaultRule] = []
    for line in spec.split(whereSeparator: \.isNewline) {
      let code = line.prefix { $0 != "#" }
      for part in code.split(separator: ",") {
        let word = trimmed(part)
        guard !word.isEmpty else { continue }
        guard let rule = FaultRule(word) else { throw .unreadable(String(word)) }
        guard rules.count < rulesMax else { throw .tooMany }
        rules.append(rule)
      }
    }
    return rules
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  private init?(_ text: Substring) {
    var rest = text
    var bank: BankNumber?
    if let slash = text.firstIndex(of: "/") {
      guard let number = BankNumber(String(text[..<slash])) else { return nil }
      bank = number
      rest = text[text.index(after: slash)...]
    }
    var rate = FaultRate.permille(1_000)
    if let mark = rest.lastIndex(where: { $0 == "*" || $0 == "@" }) {
      guard let number = Int(rest[rest.index(after: mark)...]) else { return nil }
      let isCount = rest[mark] == "*"
      guard (1...(isCount ? Self.countMax : 1_000)).contains(number) else { return nil }
      rate = isCount ? .count(number) : .permille(number)
      rest = rest[..<mark]
    }
    guard let fault = BankFault(rest) else { return nil }
    self.init(bank: bank, fault: fault, rate: rate)
  }
}

/// Why a fault spec was not taken.
package enum FaultProblem: Error, Equatable, Sendable {
  /// This rule cannot be read.
  case unreadable(String)
  /// More than `FaultRule.rulesMax` rules.
  case tooMany
  /// More than `FaultRule.specBytesMax` bytes.
  case tooLong
}
