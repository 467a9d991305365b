internal import Protocol

/// An input of the login's state machine.
enum LoginInput {
  /// The right SMS code was entered (L1.4).
  case codeEntered
  /// The app's user approved the scan that was made for this stage (L1.3).
  case scanned(ScanApp)
  /// An identity was chosen (L1.5).
  case chosen(PersonIdentity)
  /// The person confirms the identity chosen (L1.6).
  case confirmed
  /// Every document is accepted (L1.7).
  case consented
}

/// The state machine of a login (登录) after its password: second factor, identity, confirmation and
/// consent (L1.2–L1.7). It does not depend on the way that the login began.
///
/// ```
/// factor ─code, scan→ identity ─chosen→ confirmation ─confirmed→ consent ─consented→ entered
/// ```
/// A single identity is chosen automatically, and a stage with nothing to do is skipped.
enum LoginMachine {
  /// The facts about the person that the transitions depend on.
  struct Facts {
    /// The identities that may be chosen.
    let identities: [PersonIdentity]
    /// Whether a document has not been accepted in its present version.
    let lacksConsent: Bool
  }

  /// Returns the login after an input.
  ///
  /// - Throws: `.loginStage` for an input that does not belong to the stage; `.identityUnknown`
  ///   where the person holds no identity at the login's employers; `.scanNeeded` for a
  ///   confirmation that lacks the scan after an SMS code (L1.6).
  static func advance(
    _ input: LoginInput, _ login: Login, _ facts: Facts
  ) throws(Refusal) -> Login {
    switch (login.stage, input) {
    case (.factor, .codeEntered): return try proving(login, by: .sms, facts)
    case (.factor, .scanned(.taxApp)): return try proving(login, by: .taxAppScan, facts)
    case (.factor, .scanned(.incomeTaxApp)):
      return try proving(login, by: .incomeTaxAppScan, facts)
    case (.factor, .chosen), (.factor, .confirmed), (.factor, .consented): throw LoginRules.stage

    case (.identity, .chosen(let identity)): return choosing(identity, login, facts)
    case (.identity, .codeEntered), (.identity, .scanned), (.identity, .confirmed),
      (.identity, .consented):
      throw LoginRules.stage

    case (.confirmation, .scanned):
      var next = login
      next.proved = true
      next.scan = nil
      return next
    case (.confirmation, .confirmed):
      guard !needsScan(login) else { throw scanNeeded }
      return confirming(login, facts)
    case (.confirmation, .codeEntered), (.confirmation, .chosen), (.confirmation, .consented):
      throw LoginRules.stage

    case (.consent, .consented):
      var next = login
      next.stage = .entered
      return next
    case (.consent, .codeEntered), (.consent, .scanned), (.consent, .chosen),
      (.consent, .confirmed):
      throw LoginRules.stage

    case (.entered, .codeEntered), (.entered, .scanned), (.entered, .chosen),
      (.entered, .confirmed), (.entered, .consented):
      throw LoginRules.stage
    }
  }

  /// Whether the confirmation waits for a scan: after an SMS code, until one has been made (L1.6).
  static func needsScan(_ login: Login) -> Bool {
    login.stage == .confirmation && login.factor == .sms && !login.proved
  }

  private static func proving(
    _ login: Login, by factor: Factor, _ facts: Facts
  ) throws(Refusal) -> Login {
    var next = login
    next.factor = factor
    next.proved = factor != .sms
    next.scan = nil
    next.code = nil
    guard let first = facts.identities.first else { throw noIdentity }
    guard facts.identities.count > 1 else { return choosing(first, next, facts) }
    next.stage = .identity
    return next
  }

  private static func choosing(
    _ identity: PersonIdentity, _ login: Login, _ facts: Facts
  ) -> Login {
    var next = login
    next.chosen = identity
    next.stage = .confirmation
    return identity.confirmed ? confirming(next, facts) : next
  }

  private static func confirming(_ login: Login, _ facts: Facts) -> Login {
    var next = login
    next.chosen?.confirmed = true
    next.stage = facts.lacksConsent ? .consent : .entered
    return next
  }

  /// The person does not hold the identity.
  static let noIdentity = Refusal(
    .identityUnknown, "在该单位没有此办税人员身份", next: "shebao login password")
  private static let scanNeeded = Refusal(
    .scanNeeded, "上一步使用了短信验证，确认身份前需进行扫码验证", next: "请用税务APP或个人所得税APP扫码")
}
