internal import Protocol

/// The session of a clerk's request, with its employer and person: what the request is decided on.
/// The employer is the session's, never one named by the request.
struct SignedInClerk {
  let session: Session
  /// The session's employer, with the request's notice where only the books had it.
  let employer: Employer
  let person: Person
}

extension SignedInClerk {
  /// Takes the caller's session, where its identity may call the method.
  ///
  /// - Throws: `.wrongRole` for a caller who is no clerk; `.notSignedIn` where the employer or the
  ///   person does not exist; `.stepUpNeeded` and `.notPermitted` as `Permissions.check`.
  init(
    _ caller: Caller, _ method: Method, _ notice: NoticeNumber?, _ state: State,
    _ found: LookupResults
  ) throws(Refusal) {
    guard case .clerk(let session) = caller else { throw Dispatch.wrongRole }
    guard let employer = state.employers[session.registration],
      let person = state.persons[session.resident]
    else { throw SessionRules.notSignedIn }
    try Permissions.check(method, session)
    self.session = session
    self.employer = Self.employer(employer, with: notice, found)
    self.person = person
  }

  /// Returns the employer with a notice that only the books had, for this decision alone.
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
