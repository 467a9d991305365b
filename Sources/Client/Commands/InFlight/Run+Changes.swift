import Protocol
import Terminal

/// Keyed changes other than payments. What was asked for before and has no answer yet:
///
/// | before, of one matter | now                  | what leaves                               |
/// | --------------------- | -------------------- | ----------------------------------------- |
/// | nothing               | A                    | A, new key                                |
/// | A                     | A again              | A, its key: done once                     |
/// | A                     | B                    | A again, its key; answered: B, new key    |
/// | A, answered, then B   | A                    | A, new key                                |
/// | A with a secret       | B, or A with another | B under A's key: A can't come late. Where |
/// |                       |                      | A has come, KEY_REUSED: B, new key        |
///
/// While what was before gets no answer, nothing new leaves.
extension Run {
  /// Makes a keyed change. Its request is on disk before it leaves, and goes from there once the
  /// answer is final.
  func change<Asked: Message, Answer: Message>(
    _ row: MethodDefinition<Asked, Answer>, _ message: Asked
  ) throws(ErrorReport) -> Answer {
    try row.answer(try change(row.request(message)))
  }

  /// The same for what only its bytes say the type of.
  func change(_ request: Request) throws(ErrorReport) -> any Message {
    _ = try token(for: request.method)
    while true {
      let (inFlight, isKnown) = try prepared(request)
      try state.keep(.change(inFlight))
      switch try exchange(request, key: inFlight.key, timeoutMs: nil) {
      case .success(let reply):
        try state.drop(inFlight.key)
        return reply
      // The key has arrived with what was asked for before: that is over, and this is another.
      case .failure(.answered(_, let error))
      where error.reason == CallError.Reason.keyReused && isKnown:
        try state.drop(inFlight.key)
      case .failure(let failure): throw try settle(failure, inFlight, isKnown: isKnown)
      }
    }
  }

  /// What is said of a change that failed; it is forgotten where it was refused.
  private func settle(
    _ failure: CallFailure, _ inFlight: InFlightChange, isKnown: Bool
  ) throws(ErrorReport) -> ErrorReport {
    let report = try report(failure)
    guard failure.isSettled else {
      return Failures.unknownOutcome(inFlight.key, isPayment: false, why: report)
    }
    // A repeat that was not looked at says nothing of the first sending.
    if !(isKnown && Self.isNoWord(report)) { try state.drop(inFlight.key) }
    return report
  }

  /// Whether a refusal is of the caller or the moment, not of what was asked.
  private static func isNoWord(_ report: ErrorReport) -> Bool {
    [.notLoggedIn, .loginIncomplete, .locked, .notPermitted, .temporary, .unreachable]
      .contains(report.exit)
  }

  /// The change as it is written down, and whether its key was used before.
  private func prepared(
    _ request: Request
  ) throws(ErrorReport) -> (inFlight: InFlightChange, isKnown: Bool) {
    let owner = try owner(of: request.method)
    let wanted = InFlightChange(key: Id128(high: 0, low: 0), request: request, owner: owner)
    let formers = try state.inFlightChanges().filter {
      $0.concerns(wanted) && $0.owner.isSame(as: owner)
    }
    let given = try freeKey { request in formers.contains { $0.key == request.key } }
    let again = given ?? formers.last.flatMap { $0.isRepeat(of: wanted) ? $0.key : nil }
    for former in formers where former.key != again {
      if let body = former.body { try resend(former, body) }
    }
    let known = again ?? formers.first { $0.body == nil }?.key
    guard let known else {
      return (InFlightChange(key: try newKey(), request: request, owner: owner), false)
    }
    return (
      InFlightChange(key: known, request: request, owner: owner),
      formers.contains { $0.key == known }
    )
  }

  /// Sends an unanswered change again, and lets go of it on its answer; throws where none comes.
  private func resend(_ former: InFlightChange, _ body: [UInt8]) throws(ErrorReport) {
    let request: Request
    do throws(Malformed) { request = try former.method.request(body) } catch {
      // Another version of the client wrote it: it cannot be asked for.
      return try state.drop(former.key)
    }
    switch try exchange(request, key: former.key, timeoutMs: nil) {
    case .success:
      try note(
        Phrase("此前未确认的 \(former.words) 已办理", "done, which was not confirmed: \(former.words)"))
    case .failure(let failure):
      let why = try report(failure)
      guard failure.isSettled else { throw Failures.stillInFlight(former, why: why) }
      guard !Self.isNoWord(why) else { throw why }
      try note(
        Phrase(
          "此前未确认的 \(former.words) 未办理：\(why.what.zh)",
          "not done, which was not confirmed: \(former.words): \(why.what.en)"))
    }
    try state.drop(former.key)
  }

  /// Whose a request is that leaves now.
  func owner(of method: Method) throws(ErrorReport) -> RequestOwner {
    if method.audience.isClerk, let session = try session() { return session.owner }
    return RequestOwner(
      realm: try greeting().realm, server: server, registration: "",
      personId: Id128(high: 0, low: 0), person: "")
  }
}
