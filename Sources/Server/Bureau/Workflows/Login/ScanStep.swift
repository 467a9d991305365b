internal import Protocol

/// The second factor by scan, and the scan that an SMS login needs to confirm an identity (L1.3,
/// L1.6).
enum ScanStep {
  /// Makes a challenge for one app, and ends an earlier one of this login.
  ///
  /// - Throws: `.loginExpired`; `.loginStage` where the stage takes no scan; `.exhausted`.
  static func start(
    _ request: ScanStart, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let open = try LoginRules.open(request.login, state, volatile, now: context.now.real)
    var login = open.login
    let purpose: ScanPurpose
    switch login.stage {
    case .factor: purpose = .factor(login: login.id)
    case .confirmation where LoginMachine.needsScan(login):
      purpose = .confirmation(login: login.id)
    case .confirmation, .identity, .consent, .entered: throw LoginRules.stage
    }
    let employers = login.chosen.map { [$0.registration] } ?? login.employers
    let scan = try ScanMaking.make(
      request.app, purpose, resident: login.resident, employers: employers, volatile, &context)
    let ended: [VolatileChange] = login.scan.map { [.scanEnded($0)] } ?? []
    login.scan = scan.id
    return Decision(
      .reply(ScanMaking.challenge(scan, context.digests)),
      volatile: ended + [.scan(scan), .login(login)])
  }

  /// Waits for the app's answer, and moves the login on by it.
  ///
  /// - Throws: `.loginExpired`; `.scanExpired`; `.scanRefused`; after a scan as `Entering.move`.
  static func wait(
    _ request: LoginReference, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let open = try LoginRules.open(request.login, state, volatile, now: context.now.real)
    let asItIs = Entering.step(open.login, open, state, context.digests)
    guard let id = open.login.scan else { return .reply(asItIs) }
    guard let scan = volatile.scans[id], scan.expires > context.now.real else {
      throw ScanMaking.expired
    }
    switch scan.state {
    case .open:
      return context.waited ? .reply(asItIs) : Decision(.wait(.login(open.login.id)))
    case .refused: throw ScanMaking.refused
    case .approved: return try Entering.move(.scanned(scan.app), open, state, &context)
    }
  }
}
