import Bureau
import Fixtures
import Protocol

/// The cost of the codec alone.
extension Benchmarks {
  func codec() throws {
    let order = try Self.order()
    let bytes = encode(order)
    BenchReport.comment("a BankOrder of 12 fields with one row of 4, \(bytes.count) bytes")
    try time("encode", 200_000) { encode(order).count == bytes.count }
    try time("decode", 200_000) {
      do throws(Malformed) {
        return try decode(BankOrder.self, from: bytes).amount == order.amount
      } catch {
        return false
      }
    }
    try envelope(.system(.ping))
    try envelope(.todo(.list(TodoFilter())))
    try envelope(.pay(.agreement(try Self.payment())))
    try envelope(.bank(.debitReport(Self.report(order))))
    try reply(PayMethods.status.method, encode(try Self.paid()))
    let realm = RealmFixture(employers: 1, notices: 1)
    let made = FixtureEvents(master: [UInt8](repeating: 7, count: 32))
    let (registration, notice) = realm.notice(0)
    try events(
      "Declared",
      [
        .employer(
          .declared(
            Declared(registration: registration, notice: notice, on: made.businessDate)))
      ])
    try events("AttemptRequested", made.payment(0, in: realm, isDone: false))
  }

  /// Measures a request through its method, as client and server encode and decode it.
  private func envelope(_ request: Request) throws {
    let bytes = request.encoded()
    let method = request.method
    BenchReport.comment("a request of \(method.name), \(bytes.count) bytes")
    try time("\(method.name) encode", 200_000) { request.encoded().count == bytes.count }
    try time("\(method.name) decode", 200_000) {
      do throws(Malformed) {
        return try method.request(bytes).method == method
      } catch {
        return false
      }
    }
  }

  /// Measures a reply through its method.
  private func reply(_ method: Method, _ bytes: [UInt8]) throws {
    BenchReport.comment("a reply to \(method.name), \(bytes.count) bytes")
    try time("reply to \(method.name) decode and encode", 200_000) {
      do throws(Malformed) {
        return try method.reply(bytes).encoded().count == bytes.count
      } catch {
        return false
      }
    }
  }

  /// Measures events in the journal's encoding.
  private func events(_ name: String, _ events: [Event]) throws {
    let bytes = EventCoding.encode(events)
    BenchReport.comment("\(name), \(bytes.count) bytes")
    try time("event encode", 200_000) { EventCoding.encode(events).count == bytes.count }
    try time("event decode", 200_000) {
      do throws(Malformed) {
        return try EventCoding.decode(bytes).count == events.count
      } catch {
        return false
      }
    }
  }

  private static func report(_ order: BankOrder) -> DebitReport {
    DebitReport(
      reference: order.reference, digest: order.digest, outcome: .done, amount: order.amount,
      receipt: "R123456", code: "", reason: "")
  }

  private func time(_ name: String, _ count: Int, _ body: () -> Bool) throws {
    var best = Double.infinity
    for _ in 0..<5 {
      let begun = Machine.threadNanoseconds()
      for _ in 0..<count {
        guard body() else { throw BenchFailure("the codec is wrong") }
      }
      best = min(best, Double(Machine.threadNanoseconds() - begun) / Double(count))
    }
    BenchReport.say(
      "codec \(name): \(BenchReport.number(best, 0)) ns of CPU a message (best of 5 × \(count))")
  }

  private static func payment() throws -> PayByAgreement {
    PayByAgreement(
      notice: Fixture.sure(NoticeNumber(text: "HR2026110000000016")), version: 1, deferrable: [],
      deferralConfirmed: false, total: Fixture.sure(Money(fen: 8_576_412)),
      digest: Digest256(1, 2, 3, 4), agreement: Fixture.sure(AgreementNumber(text: "XY-1234")),
      password: "135790", withoutPassword: false)
  }

  private static func paid() throws -> Payment {
    try fill(Payment.self, Filling(.full, seed: 1, bytesMax: 24, countMax: 1))
  }

  private static func order() throws -> BankOrder {
    let bank = Fixture.bank
    let month = Fixture.month(10)
    let amount = Fixture.money(200_021)
    return BankOrder(
      kind: .debit, reference: Id128(high: 0, low: 123_456_789), digest: Digest256(1, 2, 3, 4),
      agreement: Fixture.sure(AgreementNumber(text: "XY-1234")),
      account: Fixture.sure(AccountNumber(text: "3702000000000100")), accountName: Fixture.name(1),
      taxpayer: Fixture.taxpayer(1),
      office: Fixture.office, amount: amount,
      rows: [TicketRow(name: "职工基本养老保险（单位缴纳）", from: month, through: month, amount: amount)],
      openingBank: bank, accountKind: .corporate)
  }
}
