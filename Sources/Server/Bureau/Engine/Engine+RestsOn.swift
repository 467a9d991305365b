internal import Protocol

/// The operation that an answer rests on: it leaves once that is durable.
extension Engine {
  /// Returns the last operation of everything that a request could have read.
  func restsOn(_ incoming: IncomingRequest) -> UInt64 {
    guard let token = incoming.token, let id = state.sessionByToken[token],
      let session = state.sessions[id]
    else { return state.sequence }
    return restsOn(incoming.request.method, session)
  }

  /// Returns the same for a method of a session. Fee reads depend on the employer only; every
  /// other answer may depend on persons and sessions too, which keep no sequence of their own.
  func restsOn(_ method: Method, _ session: Session) -> UInt64 {
    guard method.audience == .clerk(.read),
      let place = state.employers.index(forKey: session.registration)
    else { return state.sequence }
    return state.employers.values[place].sequence
  }
}
