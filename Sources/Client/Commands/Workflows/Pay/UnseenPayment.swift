import Protocol
import Terminal

/// A payment in flight that the server does not have.
enum UnseenPayment {
  /// Returns the report for PAYMENT_NOT_FOUND. While the request may still arrive the outcome is
  /// unknown; afterwards it never arrived: its file is deleted, and the clerk may pay anew. Any
  /// other report is returned as it is.
  static func report(
    _ run: Run, _ key: Id128?, _ report: ErrorReport
  ) throws(ErrorReport) -> ErrorReport {
    guard report.code == "PAYMENT_NOT_FOUND", let key, let inFlight = try own(run, key) else {
      return report
    }
    guard !inFlight.mayArrive(at: try run.greeting().serverTimeMs) else { return unknown(inFlight) }
    try run.state.drop(key)
    return settled(inFlight)
  }

  private static func own(_ run: Run, _ key: Id128) throws(ErrorReport) -> InFlightPayment? {
    for case .payment(let payment) in try run.inFlight().own where payment.key == key {
      return payment
    }
    return nil
  }

  /// Returns the report of a payment of another person or employer. The server is not asked: it
  /// finds a payment by its key only for the person and employer that made it (R-1205).
  static func ofAnother(_ owner: RequestOwner, than session: StoredSession?) -> ErrorReport {
    let isColleague = owner.registration == session?.registration
    return ErrorReport(
      .inputMissing, code: isColleague ? "pay.other-person" : "pay.other-employer",
      what: isColleague
        ? Phrase(
          "未确认的缴费由 \(owner.person) 办理，须其本人登录后查询",
          "what waits for its outcome is \(owner.person)'s payment: they have to sign in")
        : Phrase(
          "未确认的缴费属于登记序号 \(owner.registration)（\(owner.person)），不属于当前单位",
          "what waits for its outcome is a payment of registration \(owner.registration) "
            + "(\(owner.person))"),
      next: Phrase(same: "shebao login password --registration \(owner.registration)"))
  }

  private static func unknown(_ inFlight: InFlightPayment) -> ErrorReport {
    ErrorReport(
      .outcomeUnknown, code: "OUTCOME_UNKNOWN",
      what: Phrase("服务器尚未收到这笔缴费，请勿重复缴费", "not at the server yet, do not pay again"),
      why: Phrase("请求可能仍在途中", "the request may still be on its way"),
      next: Phrase(same: "shebao pay status --key \(inFlight.key)"), details: details(inFlight))
  }

  private static func settled(_ inFlight: InFlightPayment) -> ErrorReport {
    ErrorReport(
      .failed, code: "PAYMENT_NEVER_ARRIVED",
      what: Phrase(
        "告知单 \(inFlight.notice) 的缴费请求未到达服务器，未扣款",
        "the payment of notice \(inFlight.notice) never reached the server: nothing was paid"),
      why: Phrase("请求已不可能再到达，记录已清除", "it no longer can, and is let go of"),
      next: Phrase(
        "如仍需缴费: shebao pay agreement \(inFlight.notice)",
        "if it is still to be paid: shebao pay agreement \(inFlight.notice)"),
      details: details(inFlight))
  }

  private static func details(_ inFlight: InFlightPayment) -> JSONObject {
    JSONObject([
      JSONMember("key", .string(inFlight.key.description)),
      JSONMember("notice", .string(inFlight.notice)),
    ])
  }
}
