internal import Protocol

/// What a clerk's request is decided on: the session, and whose it is. The employer is that of the
/// session, never one named by the request.
struct ClerkDesk {
  let session: Session
  /// The session's employer, with the notice that the request is about.
  let employer: Employer
  /// The session's person.
  let person: Person
}

extension ClerkDesk {
  /// Throws where nobody is signed in, or where the session's identity may not call the method.
  init(
    _ caller: Caller, _ method: Method, _ notice: NoticeNumber?, _ state: State,
    _ found: LookupResults
  ) throws(Refusal) {
    guard case .clerk(let session) = caller else { throw Dispatch.wrongDoor }
    guard let employer = state.employers[session.registration],
      let person = state.persons[session.resident]
    else { throw SessionRules.notSignedIn }
    try Permissions.check(method, session)
    self.session = session
    self.employer = Self.employer(employer, with: notice, found)
    self.person = person
  }

  /// The employer with a notice that only the books had, for the decision alone.
  private static func employer(
    _ employer: Employer, with number: NoticeNumber?, _ found: LookupResults
  ) -> Employer {
    guard let number, employer.notices[number] == nil else { return employer }
    let name = NoticeName(registration: employer.registration.number, number: number)
    guard let notice = found.notices[name] ?? nil else { return employer }
    var whole = employer
    whole.notices[number] = notice
    return whole
  }
}
