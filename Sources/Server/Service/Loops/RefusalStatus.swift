internal import Bureau
internal import Protocol

/// Maps a refusal of the bureau to the wire: status, reason and retry advice.
enum RefusalStatus {
  /// Returns the error of a refusal; `outcome` says what the request may have done: one that left
  /// an event is done.
  static func error(_ refusal: Refusal, _ outcome: CallError.Outcome, now: Timestamp) -> CallError {
    let wait = refusal.until.map { UInt32(clamping: $0.milliseconds(since: now)) }
    return CallError(
      refusal.code.rawValue, outcome: outcome, retry: retry(refusal.code, outcome, wait),
      text: refusal.text, next: refusal.next, retryAfterMs: wait ?? pause(refusal.code),
      actual: UInt64(refusal.left ?? 0))
  }

  static func status(_ code: RefusalCode) -> Status {
    switch code {
    case .notSignedIn: .unauthenticated
    case .wrongRole, .notPermitted, .stepUpNeeded: .permissionDenied
    case .noticeNotFound, .paymentNotFound, .agreementNotFound, .orderNotFound, .importNotFound,
      .personNotFound, .sessionNotFound:
      .notFound
    case .exhausted, .limit: .resourceExhausted
    case .booksBehind, .readOnly, .bankNotConnected: .unavailable
    case .deadline: .deadlineExceeded
    case .keyMissing, .keyMalformed, .keyFromFuture: .invalidArgument
    case .personLocked, .scanRefused, .sliderRefused, .loginRefused, .loginLocked, .loginExpired,
      .loginStage,
      .codeWrong, .codeExpired, .codeTooSoon, .scanExpired, .scanUsed, .scanWrongApp,
      .scanOtherPerson, .scanOtherEmployer, .scanWrongDigits, .scanNeeded, .identityUnknown,
      .consentRefused, .consentStale, .passwordWeak, .noticeChanged, .amountDiffers,
      .alreadyDeclared, .notDeclared, .notVoidable, .linesHeld, .alreadyPaid, .nothingDue,
      .outOfSequence, .specialByAgreement, .deferralUnconfirmed, .lineNotDeferrable,
      .previewStale, .numbersExhausted, .agreementNone, .agreementChoice, .agreementNotUsable,
      .agreementExists, .agreementInUse, .agreementInvalid, .paymentPasswordNotSet,
      .paymentPasswordNeeded, .paymentPasswordWrong, .paymentPasswordWeak,
      .paymentPasswordDiffers, .confirmationNeeded, .orderDiffers, .importPhase, .importGap,
      .importIncomplete, .importRefused, .notForOfficer, .resolutionInvalid, .notSandbox,
      .clockNotStepped, .clockMoved, .keyReused, .keyInRecoveryGap:
      .failedPrecondition
    }
  }

  private static func retry(_ code: RefusalCode, _ outcome: CallError.Outcome, _ wait: UInt32?)
    -> CallError.Retry
  {
    if wait != nil || pause(code) > 0 { return .after }
    guard code == .deadline else { return .never }
    return outcome == .notStarted ? .now : .withSameKey
  }

  /// Returns the pause before the same call may succeed, in milliseconds; 0: time alone does not
  /// help.
  private static func pause(_ code: RefusalCode) -> UInt32 {
    switch code {
    case .exhausted: 200
    case .booksBehind, .bankNotConnected: 1_000
    case .readOnly: 10_000
    default: 0
    }
  }
}
