internal import Protocol

/// What must be in memory before a step of signing in is decided.
enum SignInNeeds {
  static func needs(_ request: Request, _ state: State, _ lobby: Lobby, _ found: Found) -> [Need] {
    switch request {
    case .loginPassword(let m): password(m, found)
    case .loginCodeSend(let m): login(m.login, lobby)
    case .loginCodeEnter(let m): login(m.login, lobby)
    case .loginScanStart(let m): login(m.login, lobby)
    case .loginScanWait(let m): login(m.login, lobby)
    case .loginIdentity(let m): login(m.login, lobby)
    case .loginConfirm(let m): login(m.login, lobby)
    case .loginConsent(let m): login(m.login, lobby)
    case .accountActivateStart(let m): [.person(m.resident)]
    case .accountActivate(let m):
      lobby.codes[m.request]?.resident.map { [.person($0)] } ?? []
    case .systemHealth, .systemPing, .systemCounters, .loginSlider, .loginConsentText, .logout,
      .whoami, .sessionList, .sessionEnd, .stepupStart, .stepupWait, .appScanLook, .appScanAnswer,
      .registrationShow, .enrolmentList, .todoList, .todoShow, .declareSave, .declareVoid,
      .payPreview, .payAgreement, .payStatus, .payList, .payShow, .agreementList, .agreementShow,
      .agreementAdd, .agreementDelete, .agreementAutopay, .agreementNotice, .paymentPasswordCode,
      .paymentPasswordSet, .paymentPasswordUse, .queryUnpaid, .queryPaid, .queryShow, .bankOrders,
      .bankSettles, .bankDebitReport, .bankAgreementReport, .smsMessages, .smsAcknowledge,
      .importBegin, .importPart, .importCommit, .importShow, .importProblems, .officerUnlock,
      .officerClockAdvance, .officerClockConfirm, .officerClockShow, .officerAttempts,
      .officerShow, .officerResolve:
      []
    }
  }

  /// A login name as the books have it: a mobile number or a resident ID that was typed with
  /// spaces around it, a lower-case letter or full-width digits is the same one.
  static func loginName(_ typed: String) -> String {
    do throws(IdentifierProblem) { return try MobileNumber.parse(typed).text } catch {}
    do throws(IdentifierProblem) { return try ResidentID.parse(typed).text } catch {}
    return typed
  }

  private static func password(_ login: PasswordLogin, _ found: Found) -> [Need] {
    let name = loginName(login.user)
    let persons = (found.users[name] ?? []).map { Need.person($0) }
    return [.user(name), .taxpayer(login.taxpayer)] + persons
  }

  /// A login's person and employers: they may have been let go from memory since it began.
  private static func login(_ id: Id128, _ lobby: Lobby) -> [Need] {
    guard let login = lobby.logins[id] else { return [] }
    return [.person(login.resident)] + login.employers.map { .employer($0) }
  }
}
