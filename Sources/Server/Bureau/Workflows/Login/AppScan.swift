internal import Protocol

/// 扫码: a phone app's requests about a scan (L1.3). The app vouches for its user; the tax app also
/// for the employer that its user has entered there.
enum AppScan {
  /// Returns the lookup of the employer whose name the app shows: only where the scan has just
  /// one.
  static func needs(_ request: AppRequest, _ volatile: VolatileState) -> [Lookup] {
    guard case .scanLook(let look) = request, let id = ScanMaking.scan(look.qr),
      let scan = volatile.scans[id], scan.employers.count == 1
    else { return [] }
    return scan.employers.map { .employer($0) }
  }

  /// Decides the `app.` requests. An answer with the wrong digits ends the scan: that refusal,
  /// `.scanWrongDigits`, is part of the decision.
  ///
  /// - Throws: `.wrongRole`; `.scanExpired`, also for a text that is no genuine QR code;
  ///   `.scanWrongApp`; `.scanUsed`; for an answer `.scanOtherPerson` and, of the tax app,
  ///   `.scanOtherEmployer`.
  static func decide(
    _ request: AppRequest, _ caller: Caller, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    guard case .app(let app) = caller else { throw Dispatch.wrongRole }
    return switch request {
    case .scanLook(let look):
      .reply(terms(try scan(look.qr, app, volatile, context), state))
    case .scanAnswer(let answer):
      try decide(answer, try scan(answer.qr, app, volatile, context), state, context)
    }
  }

  /// Returns the open scan of a QR code that was made for this app.
  private static func scan(
    _ qr: String, _ app: ScanApp, _ volatile: VolatileState, _ context: Context
  ) throws(Refusal) -> Scan {
    guard let id = ScanMaking.scan(qr), ScanMaking.isGenuine(qr, id, context.digests),
      let scan = volatile.scans[id], scan.expires > context.now.real
    else { throw ScanMaking.expired }
    guard scan.app == app else {
      throw Refusal(.scanWrongApp, "此二维码须用\(name(scan.app))扫描", next: "请换用正确的APP")
    }
    guard scan.state == .open else {
      throw Refusal(.scanUsed, "此二维码已使用", next: "请刷新二维码后重新扫码")
    }
    return scan
  }

  private static func terms(_ scan: Scan, _ state: State) -> ScanTerms {
    let purpose =
      switch scan.purpose {
      case .factor: "登录电子税务局"
      case .confirmation: "确认办税人员身份"
      case .stepUp: "办理敏感业务前验证身份"
      }
    let employer = scan.employers.count == 1 ? state.employers[scan.employers[0]] : nil
    return ScanTerms(
      purpose: purpose, employerName: employer?.registration.name ?? "", expires: scan.expires)
  }

  private static func decide(
    _ answer: ScanAnswer, _ scan: Scan, _ state: State, _ context: Context
  ) throws(Refusal) -> Decision {
    if let resident = scan.resident, resident != answer.resident {
      throw Refusal(.scanOtherPerson, "扫码人与登录人不一致", next: "请由登录人本人扫码")
    }
    var decided = scan
    decided.expires = context.now.real.adding(milliseconds: ScanMaking.memoryMilliseconds)
    decided.state = .refused
    guard answer.approved else {
      return Decision(.reply(Done(text: "已拒绝")), volatile: [.scan(decided)])
    }
    if scan.app == .taxApp {
      guard let employer = answer.employer, scan.employers.contains(employer) else {
        throw Refusal(.scanOtherEmployer, "APP中登录的企业与本次登录的企业不一致", next: "请在APP中切换企业后重新扫码")
      }
    }
    guard answer.digits == scan.digits else {
      let wrong = Refusal(.scanWrongDigits, "两位数字不一致，此二维码已作废", next: "请刷新二维码后重新扫码")
      return Decision(.refusal(wrong), volatile: [.scan(decided)])
    }
    decided.state = .approved
    return try approve(decided, state)
  }

  private static func approve(_ scan: Scan, _ state: State) throws(Refusal) -> Decision {
    let done = Answer.reply(Done(text: "扫码成功"))
    switch scan.purpose {
    case .factor, .confirmation: return Decision(done, volatile: [.scan(scan)])
    case .stepUp(let session):
      guard state.sessions[session] != nil else { throw ScanMaking.expired }
      return Decision(
        done, events: [.session(.sessionProved(SessionProved(session: session)))],
        volatile: [.scan(scan)])
    }
  }

  private static func name(_ app: ScanApp) -> String {
    switch app {
    case .taxApp: "税务APP"
    case .incomeTaxApp: "个人所得税APP"
    }
  }
}
