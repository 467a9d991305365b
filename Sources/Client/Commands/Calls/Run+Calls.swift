import Protocol
import Terminal

extension Run {
  /// The most sendings of a request by one command: a second one where the connection broke and a
  /// repeat does no harm.
  static let triesMax: UInt32 = 2

  /// Calls a method without key.
  func ask<Asked: Message, Answer: Message>(
    _ definition: MethodDefinition<Asked, Answer>, _ message: Asked, timeoutMs: UInt32? = nil
  ) throws(ErrorReport) -> Answer {
    try definition.answer(try ask(definition.request(message), timeoutMs: timeoutMs))
  }

  /// Calls a method without key whose request is empty.
  func ask<Answer: Message>(_ definition: MethodDefinition<Empty, Answer>) throws(ErrorReport)
    -> Answer
  {
    try ask(definition, Empty())
  }

  /// Calls a method without key that is known at run time only (`rpc call`).
  func ask(
    _ request: Request, timeoutMs: UInt32? = nil
  ) throws(ErrorReport) -> any Message {
    switch try exchange(request, key: nil, timeoutMs: timeoutMs) {
    case .success(let reply): return reply
    case .failure(let failure): throw try report(failure, of: request.method)
    }
  }

  /// Sends a request of a known method; see the form for any request.
  func exchange<Asked: Message, Answer: Message>(
    _ definition: MethodDefinition<Asked, Answer>, _ message: Asked, key: Id128? = nil,
    timeoutMs: UInt32? = nil
  ) throws(ErrorReport) -> Result<Answer, CallFailure> {
    switch try exchange(definition.request(message), key: key, timeoutMs: timeoutMs) {
    case .success(let reply): .success(try definition.answer(reply))
    case .failure(let failure): .failure(failure)
    }
  }

  /// Sends a request, with the session's token for a clerk's method, at most `triesMax` times.
  ///
  /// Returns the failure of the last sending; but that of an earlier one where only the earlier one
  /// may have arrived, since the outcome is unknown then.
  func exchange(
    _ request: Request, key: Id128?, timeoutMs: UInt32?
  ) throws(ErrorReport) -> Result<any Message, CallFailure> {
    let token = try token(for: request.method)
    let calls = try calls()
    var uncertain: CallFailure?
    var attempt: UInt32 = 0
    while true {
      let terms = CallTerms(
        session: token, key: key, attempt: attempt,
        timeoutMs: timeoutMs ?? settings.timeoutMs ?? 0)
      do throws(CallFailure) {
        return .success(try calls.send(request, terms))
      } catch {
        if error.outcome != .notStarted { uncertain = uncertain ?? error }
        attempt += 1
        guard attempt < Self.triesMax, Self.mayRepeat(error, request.method) else {
          return .failure(error.outcome == .notStarted ? uncertain ?? error : error)
        }
        calls.reconnect()
      }
    }
  }

  /// Returns the report of a failed call. Exit 75, "not carried out", is kept only where that is
  /// known, or where the method changes nothing.
  private func report(
    _ failure: CallFailure, of method: Method
  ) throws(ErrorReport) -> ErrorReport {
    let report = try report(failure)
    guard report.exit == .temporary, failure.outcome != .notStarted,
      method.idempotency != .safe
    else { return report }
    return ErrorReport(
      .unreachable, code: report.code, what: report.what, why: report.why, next: report.next,
      trace: report.trace, details: report.details)
  }

  /// Returns the report of a failed call. Forgets the stored session where the server has ended it.
  func report(_ failure: CallFailure) throws(ErrorReport) -> ErrorReport {
    let report = Failures.report(failure, server: server)
    let isOver = report.code == "NOT_SIGNED_IN" || report.code == "PERSON_LOCKED"
    if isOver || report.exit == .notLoggedIn && report.code != "LOGIN_EXPIRED" {
      try remember(nil)
    }
    return report
  }

  /// Connects, unless connected, and returns the server's greeting.
  func greeting() throws(ErrorReport) -> Greeting {
    let calls = try calls()
    do throws(CallFailure) {
      return try calls.greeting()
    } catch {
      throw Failures.report(error, server: server)
    }
  }

  /// Makes a request key: a UUIDv7 of the server's time.
  func newKey() throws(ErrorReport) -> Id128 {
    let time = try greeting().serverTimeMs
    let random = environment.random(10)
    let low = random.dropFirst(2).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Id128(millis: time, randomA: UInt16(random[0]) << 8 | UInt16(random[1]), randomB: low)
  }

  /// Returns the key of `--key`, if given: 32 hexadecimal digits, with or without dashes.
  func givenKey() throws(ErrorReport) -> Id128? {
    guard let text = invocation.folded("key") else { return nil }
    guard let key = Id128(hex: text.filter { $0 != "-" }), key.isVersion7 else {
      throw ErrorReport(
        .usage, code: "KEY_MALFORMED",
        what: Phrase("--key 不是 UUIDv7：\(text)", "--key is no UUIDv7: \(text)"))
    }
    return key
  }

  /// Returns the key of `--key`, if given. Throws where another request in flight has it, `isSame`
  /// excepted.
  func freeKey(_ isSame: (InFlightRequest) -> Bool) throws(ErrorReport) -> Id128? {
    guard let given = try givenKey() else { return nil }
    guard try state.inFlight().allSatisfy({ $0.key != given || isSame($0) }) else {
      throw ErrorReport(
        .usage, code: CallError.Reason.keyReused,
        what: Phrase("--key 已用于另一请求，结果未确认", "--key is that of another, unanswered request"))
    }
    return given
  }

  /// Returns the session's token for a clerk's method, nil for others. Throws where not signed in.
  func token(for method: Method) throws(ErrorReport) -> SessionToken? {
    guard method.audience.isClerk else { return nil }
    guard let session = try session() else {
      throw ErrorReport(
        .notLoggedIn, code: "NOT_SIGNED_IN",
        what: Phrase("未登录或会话已失效", "not signed in, or the session is over"),
        next: Phrase(same: "shebao login password"))
    }
    return session.token
  }

  private static func mayRepeat(_ failure: CallFailure, _ method: Method) -> Bool {
    let isHarmless =
      switch method.idempotency {
      case .safe, .keyed: true
      case .none, .feed: failure.outcome == .notStarted
      }
    guard isHarmless else { return false }
    switch failure {
    case .closed: return true
    case .unsent(let refusal): return refusal == .closed || refusal == .draining
    case .answered(_, let error):
      return [
        CallError.Reason.connectionLost, CallError.Reason.notAccepted, CallError.Reason.draining,
      ].contains(error.reason)
    case .connect, .unreadable: return false
    }
  }
}

extension MethodDefinition {
  /// Casts a reply to the method's type. A reply is decoded by its method's definition: this never
  /// fails.
  func answer(_ reply: any Message) throws(ErrorReport) -> Answer {
    guard let answer = reply as? Answer else { throw Failures.wrongReply }
    return answer
  }
}
