internal import Protocol

/// What leaves, and what it rests on.
extension Engine {
  /// What the answer to a request rests on: the last of everything that it could have read.
  func restsOn(_ incoming: IncomingRequest) -> UInt64 {
    guard let token = incoming.token, let id = state.sessionByToken[token],
      let session = state.sessions[id]
    else { return state.sequence }
    return restsOn(incoming.request.method, session)
  }

  /// The same where the session is known. Reads of fees read the employer alone; what a session
  /// asks of itself, and a wait that enters, rest on persons and sessions, which keep no
  /// sequence of their own.
  func restsOn(_ method: Method, _ session: Session) -> UInt64 {
    guard method.audience == .clerk(.read),
      let place = state.employers.index(forKey: session.registration)
    else { return state.sequence }
    return state.employers.values[place].sequence
  }

  /// Puts an output in the queue.
  mutating func put(_ address: ReplyAddress, _ body: OutputBody, restsOn: UInt64) {
    outputs.append(Output(restsOn: restsOn, address: address, body: body))
  }
}
