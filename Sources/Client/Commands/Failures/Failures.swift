import Protocol
import TLS
import Terminal
import Transport

/// The reports of failed calls.
enum Failures {
  /// Returns the report of a call that changed nothing, or whose outcome does not matter.
  static func report(_ failure: CallFailure, server: String) -> ErrorReport {
    switch failure {
    case .connect(let reason): connect(reason, server)
    case .unsent(let reason): unsent(reason)
    case .closed(let reason):
      ErrorReport(
        .unreachable, code: "connection.lost", what: Phrase("连接中断", "the connection was lost"),
        why: Phrase(same: "\(reason)"))
    case .answered(let status, let error): answered(status, error)
    case .unreadable(let malformed):
      ErrorReport(
        .protocolMismatch, code: "BAD_ANSWER",
        what: Phrase("服务器的应答无法解读", "the server's answer can't be read"),
        why: Phrase(same: "\(malformed)"), next: Phrase(same: "shebao doctor"))
    }
  }

  /// Returns the report of a change or payment whose outcome is unknown: it stays in flight.
  static func unknownOutcome(_ key: Id128, isPayment: Bool, why: ErrorReport) -> ErrorReport {
    let status = "shebao pay status --key \(key) --wait"
    return ErrorReport(
      .outcomeUnknown, code: "OUTCOME_UNKNOWN",
      what: isPayment
        ? Phrase("结果未知，请勿重复缴费", "outcome unknown, do not pay again")
        : Phrase("结果未知", "outcome unknown"),
      why: why.why.map { Phrase("\(why.what.zh)（\($0.zh)）", "\(why.what.en) (\($0.en))") }
        ?? why.what,
      next: isPayment
        ? Phrase(same: status) : Phrase("请重新运行同一命令，将沿用同一键", "run the same command again"),
      details: JSONObject([
        JSONMember("key", .string(key.description)), JSONMember("cause", .string(why.code)),
      ]))
  }

  /// Returns the report of a change that was not sent, because a former one is still in flight.
  static func stillInFlight(_ former: InFlightChange, why: ErrorReport) -> ErrorReport {
    ErrorReport(
      .outcomeUnknown, code: "OUTCOME_UNKNOWN",
      what: Phrase(
        "此前的 \(former.words) 结果未知，本次未办理",
        "the outcome of \(former.words) is still unknown: nothing new was sent"),
      why: why.what, next: Phrase("请稍后重新运行同一命令", "run the same command again later"),
      details: JSONObject([
        JSONMember("key", .string(former.key.description)), JSONMember("cause", .string(why.code)),
      ]))
  }

  /// The server's reply is not of the method's type, or contradicts the protocol.
  static let wrongReply = ErrorReport(
    .protocolMismatch, code: "BAD_ANSWER",
    what: Phrase("服务器的应答与请求不符", "the server's answer does not fit the request"))

  private static func answered(_ status: Status, _ error: CallError) -> ErrorReport {
    let entry = Reasons.entry(error.reason)
    let gloss = entry?.gloss ?? (error.reason.isEmpty ? "\(status)" : error.reason)
    let zh = error.text.isEmpty ? (error.reason.isEmpty ? "\(status)" : error.reason) : error.text
    let english = error.text.isEmpty ? gloss : "\(gloss) (\(error.text))"
    let place = error.path.isEmpty ? nil : Phrase("字段 \(error.path)", "field \(error.path)")
    return ErrorReport(
      entry?.exit ?? exit(status), code: error.reason.isEmpty ? "\(status)" : error.reason,
      what: Phrase(zh, english), why: place,
      next: error.next.isEmpty ? entry?.next : Phrase(same: error.next),
      details: details(error, counts: entry?.exit == .wrongSecret))
  }

  /// Returns the exit code of a status without a known reason.
  private static func exit(_ status: Status) -> ExitCode {
    status == .unauthenticated ? .notLoggedIn : .failed
  }

  /// Returns the numbers of an error as members of its report.
  ///
  /// - Parameter counts: whether `CallError.actual` is the number of tries left.
  private static func details(_ error: CallError, counts: Bool) -> JSONObject {
    var members: [JSONMember] = []
    let outcome =
      switch error.outcome {
      case .notStarted: "notStarted"
      case .unknown: "unknown"
      case .done: "done"
      }
    members.append(JSONMember("outcome", .string(outcome)))
    if error.retryAfterMs > 0 {
      members.append(JSONMember("retryAfterMs", .integer(Int64(error.retryAfterMs))))
    }
    if error.limit > 0 {
      members.append(JSONMember("limit", .integer(Int64(clamping: error.limit))))
    }
    if error.actual > 0 || counts {
      members.append(
        JSONMember(counts ? "left" : "actual", .integer(Int64(clamping: error.actual))))
    }
    return JSONObject(members)
  }

  private static func unsent(_ reason: SendRefusal) -> ErrorReport {
    switch reason {
    case .tooLarge(let actual, let limit):
      ErrorReport(
        .badData, code: "request.too-large", what: Phrase("请求过大", "the request is too large"),
        why: Phrase(same: "\(actual) > \(limit)"))
    case .closed, .draining, .tooManyCalls, .metaTooLarge, .idsExhausted, .wrongRole:
      ErrorReport(
        .temporary, code: "request.unsent", what: Phrase("请求未发出", "the request was not sent"),
        why: Phrase(same: "\(reason)"))
    }
  }

  private static func connect(_ reason: ConnectFailure, _ server: String) -> ErrorReport {
    let doctor = Phrase(same: "shebao doctor")
    func report(_ code: String, _ why: Phrase, _ exit: ExitCode = .unreachable) -> ErrorReport {
      ErrorReport(
        exit, code: "connect." + code,
        what: Phrase("无法连接服务器 \(server)", "cannot connect to \(server)"), why: why, next: doctor)
    }
    switch reason {
    case .refused: return report("refused", Phrase("没有服务在该地址监听", "nobody listens there"))
    case .timedOut: return report("timed-out", Phrase("连接超时", "no answer in time"))
    case .unreachable: return report("no-route", Phrase("网络不可达", "no way there"))
    case .name(let name): return report("name", Phrase("找不到主机 \(name)", "no host \(name)"))
    case .denied:
      return report("denied", Phrase("无权打开该套接字", "not allowed to open it"), .notPermitted)
    case .plainOffLoopback:
      return report(
        "plain", Phrase("明文只允许本机回环地址", "plain text is for loopback only"), .configuration)
    case .system(let number): return report("system", Phrase(same: "errno \(number)"))
    case .ended(let end): return report(end.code, end.why, end.exit)
    case .tls(let failure):
      let (code, why) = tls(failure)
      return report(code, why, failure.reason == .configuration ? .configuration : .unreachable)
    }
  }

  private static func tls(_ failure: TLSFailure) -> (String, Phrase) {
    switch failure.reason {
    case .configuration:
      ("tls.configuration", Phrase("证书或密钥不可用：\(failure.text)", "unusable: \(failure.text)"))
    case .untrusted:
      ("tls.untrusted", Phrase("服务器证书不受所给 CA 信任", "the server is not trusted by the CA"))
    case .wrongName:
      ("tls.name", Phrase("服务器证书的名称不符", "the certificate bears another name"))
    case .expired:
      ("tls.expired", Phrase("证书不在有效期内", "the certificate does not hold now"))
    case .refusedByPeer(let alert):
      ("tls.refused", Phrase("服务器拒绝了本方证书（\(alert)）", "the server refused us (\(alert))"))
    case .handshake, .protocolViolation, .closedEarly, .overflow, .notOpen:
      ("tls.failed", Phrase("TLS 握手失败：\(failure.text)", "TLS failed: \(failure.text)"))
    }
  }
}
