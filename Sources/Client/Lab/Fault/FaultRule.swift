package import Protocol

/// The frequency of a fault.
package enum FaultRate: Equatable, Sendable {
  /// The next so many debits, from 1 to `FaultRule.countMax`.
  case count(Int)
  /// So many of a thousand debits, from 1 to 1,000, drawn from the seed.
  case permille(Int)
}

/// A rule that injects a fault at one bank, or at all.
///
/// A spec is a list of rules, separated by commas or line breaks; `#` begins a comment:
///
///     [BANK/]FAULT[*COUNT | @PER-MILLE]
///     refuse=24009*3, 103452000011/silent, delay=500@100, cut=after-doing*1
///
/// A rule without a rate applies to every debit.
package struct FaultRule: Equatable, Sendable {
  /// The most rules of one spec.
  package static let rulesMax = 64
  /// The longest spec, in bytes.
  package static let specBytesMax = 64 << 10
  /// The greatest count of a rule.
  package static let countMax = 1_000_000_000

  /// The bank concerned; nil for every bank.
  package let bank: BankNumber?
  package let fault: BankFault
  package let rate: FaultRate

  package init(bank: BankNumber? = nil, fault: BankFault, rate: FaultRate) {
    self.bank = bank
    self.fault = fault
    self.rate = rate
  }

  /// The rule in the syntax of a spec, its rate spelled out.
  package var text: String {
    let tail =
      switch rate {
      case .count(let count): "*\(count)"
      case .permille(let permille): "@\(permille)"
      }
    return (bank.map { "\($0.text)/" } ?? "") + fault.text + tail
  }

  /// Parses a spec; an empty one has no rules.
  ///
  /// - Throws: the first rule that cannot be parsed, or the limit that the spec exceeds.
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

/// The reason why a fault spec was refused.
package enum FaultProblem: Error, Equatable, Sendable {
  /// This rule is malformed.
  case unreadable(String)
  /// More than `FaultRule.rulesMax` rules.
  case tooMany
  /// More than `FaultRule.specBytesMax` bytes.
  case tooLong
}
