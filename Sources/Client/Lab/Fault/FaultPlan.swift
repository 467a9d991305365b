package import Protocol

/// The faults that a bank still has to commit. Drawn from a seed: the same debits in the same
/// order meet the same faults.
package struct FaultPlan: Equatable, Sendable {
  /// The rules in force, counts as they are now.
  package private(set) var rules: [FaultRule]
  private var random: SplitMix64

  /// The rules of a spec that concern a bank.
  package init(_ rules: [FaultRule] = [], bank: BankNumber, seed: UInt64) {
    self.rules = rules.filter { $0.bank == nil || $0.bank == bank }
    random = SplitMix64(seed: seed ^ bank.number)
  }

  /// Adds rules, behind those there are.
  package mutating func add(_ more: [FaultRule], bank: BankNumber) {
    rules += more.filter { $0.bank == nil || $0.bank == bank }
  }

  /// Ends all faults.
  package mutating func clear() { rules = [] }

  /// What the next debit meets: the first rule that applies to it.
  package mutating func draw() -> BankFault? {
    for place in rules.indices {
      let rule = rules[place]
      switch rule.rate {
      case .count(let count):
        if count == 1 {
          rules.remove(at: place)
        } else {
          rules[place] = FaultRule(bank: rule.bank, fault: rule.fault, rate: .count(count - 1))
        }
        return rule.fault
      case .permille(let permille):
        if Int(random.next() % 1_000) < permille { return rule.fault }
      }
    }
    return nil
  }
}
