internal import Protocol

/// Sums of money. Each throws `.limit` on overflow and never wraps.
enum Sums {
  static func of(_ amounts: some Sequence<Money>) throws(Refusal) -> Money {
    // Added up here: a generic of another module is not specialised, and cost a tenth of a list's
    // time.
    do throws(MoneyOverflow) {
      var total = Money.zero
      for amount in amounts { total = try total.adding(amount) }
      return total
    } catch {
      throw tooLarge
    }
  }

  static func of(_ left: Money, _ right: Money) throws(Refusal) -> Money {
    do { return try left.adding(right) } catch { throw tooLarge }
  }

  private static var tooLarge: Refusal { Refusal(.limit, "金额超出系统可处理的范围") }
}
