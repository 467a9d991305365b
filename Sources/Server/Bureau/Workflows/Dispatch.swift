internal import Protocol

/// Where each request goes: the one switch that a new workflow adds its cases to.
enum Dispatch {
  /// What a request needs in memory, in the order in which it is needed.
  static func needs(
    _ request: Request, _ caller: Caller, _ state: State, _ lobby: Lobby, _ found: Found
  ) -> [Need] {
    switch caller {
    case .clerk(let session):
      let needs = [Need.employer(session.registration), .person(session.resident)]
      let employer = state.employers[session.registration]
      if case .payStatus(let which) = request {
        return needs + PaymentStatus.needs(which, session, employer)
      }
      return NoticeNeeds.need(request, session, employer).map { needs + [$0] } ?? needs
    case .anyone: return SignInNeeds.needs(request, state, lobby, found)
    case .app: return AppScan.needs(request, lobby)
    case .bank: return BankNeeds.needs(request, state, found)
    case .gateway, .bureau: return []
    case .officer: return OfficerNeeds.needs(request, state, found)
    }
  }

  /// Decides a request. Pure: everything that it may use is an argument.
  static func decide(
    _ request: Request, _ caller: Caller, _ state: State, _ lobby: Lobby, _ means: inout Means
  ) throws(Refusal) -> Decision {
    switch caller {
    case .clerk(let session): try clerk(request, session, state, lobby, &means)
    case .anyone: try SignIn.decide(request, state, lobby, &means)
    case .app(let app): try AppScan.decide(request, app, state, lobby, &means)
    case .bank(let bank): try Bank.decide(request, bank, state, &means)
    case .gateway: try Gateway.decide(request, state)
    case .officer(let name): try Officer.decide(request, name, state, &means)
    case .bureau: throw wrongDoor
    }
  }

  /// A request that came to a caller's door to which it does not belong.
  static var wrongDoor: Refusal { Refusal(.wrongRole, "该凭证无权调用此方法") }

  /// A clerk's request: the employer is that of the session, never one named by the request.
  private static func clerk(
    _ request: Request, _ session: Session, _ state: State, _ lobby: Lobby, _ means: inout Means
  ) throws(Refusal) -> Decision {
    if case .todoList(let filter) = request {
      guard let place = state.employers.index(forKey: session.registration),
        state.persons.index(forKey: session.resident) != nil
      else { throw SessionRules.notSignedIn }
      try Permissions.check(.todoList, session)
      return try Todos.list(filter, state.employers.values[place].notices)
    }
    guard let employer = state.employers[session.registration],
      let person = state.persons[session.resident]
    else { throw SessionRules.notSignedIn }
    try Permissions.check(request.method, session)
    let whole =
      means.found.notices.isEmpty ? employer : NoticeNeeds.employer(employer, request, means.found)
    let desk = ClerkDesk(session: session, employer: whole, person: person)
    return switch request.method {
    case .logout, .whoami, .sessionList, .sessionEnd, .stepupStart, .stepupWait:
      try Sessions.decide(request, desk, state, lobby, &means)
    case .registrationShow, .enrolmentList: try Registrations.decide(request, desk)
    case .todoShow: try Todos.decide(request, desk, means)
    case .declareSave, .declareVoid: try Declaring.decide(request, desk, means)
    case .payPreview, .payAgreement, .payStatus, .payList, .payShow:
      try Paying.decide(request, desk, state, lobby, &means)
    case .agreementList, .agreementShow, .agreementAdd, .agreementDelete, .agreementAutopay,
      .agreementNotice:
      try Agreements.decide(request, desk, state, lobby, &means)
    case .paymentPasswordCode, .paymentPasswordSet, .paymentPasswordUse:
      try PaymentPasswords.decide(request, desk, state, lobby, &means)
    case .queryUnpaid, .queryPaid, .queryShow: try Queries.decide(request, desk, means)
    // The list has left before.
    case .todoList: throw wrongDoor
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .loginPassword, .loginCodeSend,
      .loginCodeEnter, .loginScanStart, .loginScanWait, .loginIdentity, .loginConfirm,
      .loginConsentText, .loginConsent, .accountActivateStart, .accountActivate, .appScanLook,
      .appScanAnswer, .bankOrders, .bankSettles, .bankDebitReport, .bankAgreementReport,
      .smsMessages, .smsAcknowledge, .importBegin, .importPart, .importCommit, .importShow,
      .importProblems, .officerUnlock, .officerClockAdvance, .officerClockShow, .officerAttempts,
      .officerClockConfirm, .officerShow, .officerResolve:
      throw wrongDoor
    }
  }
}

/// What a clerk's request is decided on: the session, and whose it is.
struct ClerkDesk {
  /// The session.
  let session: Session
  /// The session's employer.
  let employer: Employer
  /// The session's person.
  let person: Person
}
