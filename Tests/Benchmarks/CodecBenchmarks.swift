import Glibc
import Protocol

/// What the codec costs by itself.
extension Benchmarks {
  func codec() throws {
    let order = try Self.order()
    let bytes = encode(order)
    Report.note("a BankOrder of 12 fields with one row of 4, \(bytes.count) bytes")
    try time("encode", 200_000) { encode(order).count == bytes.count }
    try time("decode", 200_000) {
      do throws(Malformed) {
        return try decode(BankOrder.self, from: bytes).amount == order.amount
      } catch {
        return false
      }
    }
  }

  private func time(_ name: String, _ count: Int, _ body: () -> Bool) throws {
    var best = Double.infinity
    for _ in 0..<5 {
      let begun = Self.processorNanoseconds()
      for _ in 0..<count {
        guard body() else { throw Trouble("the codec is wrong") }
      }
      best = min(best, Double(Self.processorNanoseconds() - begun) / Double(count))
    }
    Report.say(
      "codec \(name): \(Report.number(best, 0)) ns of CPU a message (best of 5 × \(count))")
  }

  /// The thread's own time: what else runs on the machine is not in it.
  private static func processorNanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private static func order() throws -> BankOrder {
    let bank = try sure(Town.bank)
    let month = try sure(Period(number: 202_610))
    let amount = try sure(Money(fen: 200_021))
    return BankOrder(
      kind: .debit, reference: Id128(high: 0, low: 123_456_789), digest: Digest256(1, 2, 3, 4),
      agreement: try sure(AgreementNumber(text: "XY-1234")),
      account: try sure(AccountNumber(text: "3702000000000100")), accountName: "青岛海风机械有限公司",
      taxpayer: try sure(TaxpayerID(text: "F70000001")),
      office: try sure(TaxOfficeCode(number: 13_702_030_000)), amount: amount,
      rows: [TicketRow(name: "职工基本养老保险（单位缴纳）", from: month, through: month, amount: amount)],
      openingBank: bank, accountKind: .corporate)
  }
}
