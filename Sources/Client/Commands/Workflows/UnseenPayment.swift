import Protocol
import Terminal

/// A payment of this client's that the server says it never saw.
enum UnseenPayment {
  /// What is said of it. While its request may still be on its way its outcome is unknown; then it
  /// never arrived, is let go of, and the clerk may pay anew. Any other report stands.
  static func report(
    _ run: Run, _ key: Id128?, _ report: ErrorReport
  ) throws(ErrorReport) -> ErrorReport {
    guard report.code == "PAYMENT_NOT_FOUND", let key, let pending = try own(run, key) else {
      return report
    }
    guard !pending.mayArrive(at: try run.greeting().serverTimeMs) else { return unknown(pending) }
    try run.state.drop(key)
    return settled(pending)
  }

  /// The caller's own: the server finds a payment by its key for the employer that made it alone.
  private static func own(_ run: Run, _ key: Id128) throws(ErrorReport) -> PendingChange? {
    let registration = try run.session()?.registration ?? ""
    return try run.pendingPayments().first { $0.key == key && $0.registration == registration }
  }

  private static func unknown(_ pending: PendingChange) -> ErrorReport {
    ErrorReport(
      .outcomeUnknown, code: "OUTCOME_UNKNOWN",
      what: Phrase("服务器尚未收到这笔缴费，请勿重复缴费", "not at the server yet, do not pay again"),
      why: Phrase("请求可能仍在途中", "the request may still be on its way"),
      next: Phrase(same: "shebao pay status --key \(pending.key)"), details: details(pending))
  }

  private static func settled(_ pending: PendingChange) -> ErrorReport {
    ErrorReport(
      .failed, code: "PAYMENT_NEVER_ARRIVED",
      what: Phrase(
        "告知单 \(pending.subject) 的缴费请求未到达服务器，未扣款",
        "the payment of notice \(pending.subject) never reached the server: nothing was paid"),
      why: Phrase("请求已不可能再到达，记录已清除", "it no longer can, and is let go of"),
      next: Phrase(
        "如仍需缴费: shebao pay agreement \(pending.subject)",
        "if it is still to be paid: shebao pay agreement \(pending.subject)"),
      details: details(pending))
  }

  private static func details(_ pending: PendingChange) -> JSONObject {
    JSONObject([
      JSONMember("key", .string(pending.key.description)),
      JSONMember("notice", .string(pending.subject)),
    ])
  }
}
