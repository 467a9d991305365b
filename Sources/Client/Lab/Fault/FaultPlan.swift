package import Protocol

/// The fault rules in force at one bank. Draws come from a seed: the same debits in the same order
/// meet the same faults.
package struct FaultPlan: Equatable, Sendable {
  /// The rules in force, with the counts that are left.
  package private(set) var rules: [FaultRule]
  private var random: SplitMix64

  /// Makes a plan of the rules that name this bank or none.
  package init(_ rules: [FaultRule] = [], bank: BankNumber, seed: UInt64) {
    self.rules = rules.filter { $0.bank == nil || $0.bank == bank }
    random = SplitMix64(seed: seed ^ bank.number)
  }

  /// Appends rules that name this bank or none.
  package mutating func add(_ more: [FaultRule], bank: BankNumber) {
    rules += more.filter { $0.bank == nil || $0.bank == bank }
  }

  package mutating func clear() { rules = [] }

  /// Returns the fault of the next debit, by the first rule that applies, and uses up its count.
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
