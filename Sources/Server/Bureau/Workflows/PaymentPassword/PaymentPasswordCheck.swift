internal import Protocol

/// 支付密码: the check of an entered payment password (T12–T14).
///
/// Of parallel guesses at most three are compared: each is judged on the state that the one before
/// it left, and the third wrong one locks the person and ends their sessions at the employer (T13).
enum PaymentPasswordCheck {
  /// The number of wrong passwords in a row that locks (T13).
  static let triesMax: UInt32 = 3
  /// The time that the lock holds, in milliseconds: always 3 minutes (T13).
  static let lockMilliseconds: Int64 = 180_000

  /// The result of the check.
  enum Verdict {
    /// Not compared: none is set (T14), none was entered (T12), or the person is locked (T13).
    case refused(Refusal)
    /// Wrong, which the events count. At the third they also end the sessions (T13), and the order
    /// notifies the person.
    case counted(Refusal, [Event], [Order])
    /// Not compared: its use is switched off (A6), and the payer has to confirm instead.
    case off
    /// Right; the events clear earlier failures, if there are any.
    case passed([Event])
  }

  /// Judges the password entered for a payment by agreement.
  static func judge(
    _ entered: String?, _ clerk: SignedInClerk, _ state: State, _ context: inout Context
  ) -> Verdict {
    let password = clerk.employer.password
    guard password.digest != nil else { return .refused(notSet) }
    guard !password.off else { return .off }
    guard let entered, !entered.isEmpty else { return .refused(needed) }
    return compare(entered, clerk, state, &context)
  }

  /// Compares an entered password, whether its use is on or off; never returns `.off`.
  static func compare(
    _ entered: String, _ clerk: SignedInClerk, _ state: State, _ context: inout Context
  ) -> Verdict {
    let employer = clerk.employer
    let lock = employer.locks[clerk.person.resident]
    if let until = lock?.lockedUntil, until > context.now.real { return .refused(locked(until)) }
    guard let digest = employer.password.digest, let salt = employer.password.salt else {
      return .refused(notSet)
    }
    let registration = employer.registration.number
    let given = keyed(entered, salt: salt, registration, context.digests)
    guard SecretBytes.areEqual(given.bytes, digest.bytes) else {
      return wrong(clerk, failures: (lock?.failures ?? 0) + 1, state, &context)
    }
    guard lock != nil else { return .passed([]) }
    let passed = PaymentPasswordPassed(registration: registration, resident: clerk.person.resident)
    return .passed([.employer(.paymentPasswordPassed(passed))])
  }

  /// Returns the keyed digest over registration number, salt and digits.
  static func keyed(
    _ digits: String, salt: Id128, _ registration: RegistrationNumber, _ digests: any Digests
  ) -> Digest256 {
    digests.keyed(.paymentPassword, Array(registration.text.utf8) + salt.bytes + Array(digits.utf8))
  }

  private static func wrong(
    _ clerk: SignedInClerk, failures: UInt32, _ state: State, _ context: inout Context
  ) -> Verdict {
    let registration = clerk.employer.registration.number
    let resident = clerk.person.resident
    guard failures >= triesMax else {
      let lock = PaymentLock(resident: resident, failures: failures)
      let left = triesMax - failures
      return .counted(
        Refusal(
          .paymentPasswordWrong, "支付密码错误，还可输入\(left)次，连续错误\(triesMax)次将被强制退出登录并锁定3分钟",
          next: "请重新输入；忘记支付密码：shebao payment-password set", left: left),
        [
          .employer(
            .paymentPasswordFailed(PaymentPasswordFailed(registration: registration, lock: lock)))
        ],
        [])
    }
    let until = context.now.real.adding(milliseconds: lockMilliseconds)
    let lock = PaymentLock(resident: resident, failures: 0, lockedUntil: until)
    let failed = PaymentPasswordFailed(registration: registration, lock: lock)
    let ended = SessionRules.sessions(of: resident, at: registration, in: state).map {
      Event.session(.sessionFinished(SessionFinished(session: $0.id, why: .forced)))
    }
    let message = Notifying.locked(clerk, state, &context)
    return .counted(
      Refusal(
        .paymentPasswordWrong, "支付密码连续错误\(triesMax)次，已强制退出登录并锁定3分钟",
        next: "3分钟后 shebao login password", left: 0, until: until),
      [.employer(.paymentPasswordFailed(failed))] + ended + message.events, message.orders)
  }

  /// Returns the refusal `.personLocked`: three wrong payment passwords at the employer (T13).
  static func locked(_ until: Timestamp) -> Refusal {
    Refusal(
      .personLocked, "支付密码连续错误\(triesMax)次，该缴费人用户已被锁定3分钟，锁定期满后方可继续",
      next: "shebao login password", until: until)
  }

  /// No payment password is set (T14).
  static let notSet = Refusal(
    .paymentPasswordNotSet, "尚未设置支付密码，请前往委托扣款协议页面设置支付密码",
    next: "shebao payment-password set")

  private static let needed = Refusal(
    .paymentPasswordNeeded, "使用协议缴费时，需输入支付密码", next: "shebao pay agreement")
}
