import Protocol
import Terminal

/// Keyed changes other than payments. What is sent where a former change of the same thing may be
/// in flight:
///
/// | in flight       | requested now | sent                                                   |
/// | --------------- | ------------- | ------------------------------------------------------ |
/// | nothing         | A             | A under a new key                                      |
/// | A               | A             | A under its key: carried out once                      |
/// | A               | B             | A under its key; once answered, B under a new key      |
/// | A with a secret | B, or A with  | B under A's key, so that A cannot be carried out later; |
/// |                 | another one   | on KEY_REUSED (A has arrived) B under a new key        |
///
/// While the former change gets no answer, the new one is not sent.
extension Run {
  /// Sends a keyed change. Its request is on disk before it is sent, and deleted once the answer is
  /// final.
  func change<Asked: Message, Answer: Message>(
    _ definition: MethodDefinition<Asked, Answer>, _ message: Asked
  ) throws(ErrorReport) -> Answer {
    try definition.answer(try change(definition.request(message)))
  }

  /// Sends a keyed change that is known at run time only (`rpc call`).
  func change(_ request: Request) throws(ErrorReport) -> any Message {
    _ = try token(for: request.method)
    while true {
      let (inFlight, isKnown) = try prepared(request)
      try state.keep(.change(inFlight))
      switch try exchange(request, key: inFlight.key, timeoutMs: nil) {
      case .success(let reply):
        try state.drop(inFlight.key)
        return reply
      // The key has arrived with the former request, which is final thereby: send this one anew.
      case .failure(.answered(_, let error))
      where error.reason == CallError.Reason.keyReused && isKnown:
        try state.drop(inFlight.key)
      case .failure(let failure): throw try settle(failure, inFlight, isKnown: isKnown)
      }
    }
  }

  /// Returns the report of a failed change, and deletes its file where it was refused.
  private func settle(
    _ failure: CallFailure, _ inFlight: InFlightChange, isKnown: Bool
  ) throws(ErrorReport) -> ErrorReport {
    let report = try report(failure)
    guard failure.isSettled else {
      return Failures.unknownOutcome(inFlight.key, isPayment: false, why: report)
    }
    // A repeat that was refused unread says nothing of the first sending.
    if !(isKnown && Self.isInconclusive(report)) { try state.drop(inFlight.key) }
    return report
  }

  /// Returns whether the refusal says nothing about the request itself (not signed in, busy,
  /// unreachable).
  private static func isInconclusive(_ report: ErrorReport) -> Bool {
    [.notLoggedIn, .loginIncomplete, .locked, .notPermitted, .temporary, .unreachable]
      .contains(report.exit)
  }

  /// Returns the change to write to disk, and whether its key was sent before. Sends former changes
  /// of the same thing again first.
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

  /// Sends a change in flight again, and deletes its file on the answer; throws where none comes.
  private func resend(_ former: InFlightChange, _ body: [UInt8]) throws(ErrorReport) {
    let request: Request
    do throws(Malformed) { request = try former.method.request(body) } catch {
      // Written by another version of the client: it can't be sent again.
      return try state.drop(former.key)
    }
    switch try exchange(request, key: former.key, timeoutMs: nil) {
    case .success:
      try note(
        Phrase("此前未确认的 \(former.words) 已办理", "done, which was not confirmed: \(former.words)"))
    case .failure(let failure):
      let why = try report(failure)
      guard failure.isSettled else { throw Failures.stillInFlight(former, why: why) }
      guard !Self.isInconclusive(why) else { throw why }
      try note(
        Phrase(
          "此前未确认的 \(former.words) 未办理：\(why.what.zh)",
          "not done, which was not confirmed: \(former.words): \(why.what.en)"))
    }
    try state.drop(former.key)
  }

  /// Returns the owner of a request that is sent now.
  func owner(of method: Method) throws(ErrorReport) -> RequestOwner {
    if method.audience.isClerk, let session = try session() { return session.owner }
    return RequestOwner(
      realm: try greeting().realm, server: server, registration: "",
      personId: Id128(high: 0, low: 0), person: "")
  }
}
