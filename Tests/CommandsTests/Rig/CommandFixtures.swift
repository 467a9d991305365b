import Foundation
import Protocol

@testable import Commands

/// Test data: messages, and the results of calls.
enum CommandFixtures {
  static func refused(_ reason: String, _ text: String = "不可以") -> ScriptedCalls.CallResult {
    .failure(
      .answered(
        .failedPrecondition, CallError(reason, outcome: .notStarted, retry: .never, text: text)))
  }

  static let lost: ScriptedCalls.CallResult = .failure(
    .answered(
      .unavailable,
      CallError(CallError.Reason.connectionLost, outcome: .unknown, retry: .withSameKey)))

  static func notice() throws -> NoticeNumber { try need(NoticeNumber(text: "HR1")) }

  static func need<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw FixtureMissing() }
    return value
  }

  static func money(_ fen: Int64) throws -> Money { try need(Money(fen: fen)) }

  static func todo() throws -> Todo {
    let day = try need(BusinessDate(year: 2026, month: 4, day: 30))
    return Todo(
      notice: try notice(), version: 3, agency: try need(AgencyCode("3702023702020000001")),
      unit: try need(UnitNumber(text: "100000")), levies: "失业保险费", from: day.period,
      through: day.period, amount: try money(845_430), remaining: try money(845_430), due: day,
      sequential: true, kind: .normal, status: .unpaid, statusText: "未缴费", action: "继续缴费")
  }

  static func preview(passwordUsed: Bool = true, allowed: Bool = true, question: String = "") throws
    -> Preview
  {
    let todo = try todo()
    return Preview(
      todo: todo, lines: [], amount: todo.amount, lateFee: .zero, total: todo.amount,
      digest: .zero, methods: [MethodOption(method: .agreement, allowed: allowed, reason: "")],
      question: question, agreements: [], passwordSet: true, passwordUsed: passwordUsed,
      day: todo.due, passwordQuestion: "")
  }

  static func payment(_ status: AttemptStatus, final: Bool) throws -> Payment {
    let total = try money(845_430)
    return Payment(
      number: try need(TicketNumber("437026260400000001")), notice: try notice(),
      method: .agreement, status: status, statusText: "状态", amount: total, lateFee: .zero,
      total: total, requested: Timestamp(clamping: 1_780_000_000_000), bank: nil,
      account: "****1234",
      receipt: "", code: "", reason: "余额不足", ended: nil, next: "", final: final)
  }
}

struct FixtureMissing: Error {}
