public import Protocol

/// Everything that can happen, as the journal keeps it.
///
/// An event carries results, never inputs to compute again; a released one keeps its number and its
/// meaning for ever.
public enum Event: Sendable, Equatable {
  /// An officer's file has a person.
  case personFiled(PersonFiled)
  /// A person set the password.
  case passwordSet(PasswordSet)
  /// A login failed; counted before the answer leaves.
  case loginFailed(LoginFailed)
  /// A login's factor was right: the way's failures are cleared.
  case loginPassed(LoginPassed)
  /// A login's error is taken back: scrypt gave no answer, so nobody has looked at the password.
  case loginUncounted(LoginUncounted)
  /// An officer lifted the locks.
  case loginUnlocked(LoginUnlocked)
  /// A person accepted a document.
  case consentAccepted(ConsentAccepted)
  /// A person confirmed an identity.
  case identityConfirmed(IdentityConfirmed)
  /// An SMS code was ordered for a person or a session.
  case codeOrdered(CodeOrdered)
  /// A login is complete.
  case sessionBegun(SessionBegun)
  /// A session ended.
  case sessionFinished(SessionFinished)
  /// A scan proved the person in a session.
  case sessionProved(SessionProved)
  /// A message that carries no code was ordered.
  case messageOrdered(MessageOrdered)
  /// The gateway has taken a message.
  case messageTaken(MessageTaken)
  /// No gateway took messages while they were worth sending.
  case messagesExpired(MessagesExpired)
  /// An officer's file has an employer.
  case employerFiled(EmployerFiled)
  /// The agency sent a notice, or a higher version of one.
  case noticeFiled(NoticeFiled)
  /// The agency withdrew a notice.
  case noticeWithdrawn(NoticeWithdrawn)
  /// A notice was declared.
  case declared(Declared)
  /// A declaration was voided.
  case declarationVoided(DeclarationVoided)
  /// A payment was asked for; its lines are held.
  case attemptRequested(AttemptRequested)
  /// The order goes to the bank.
  case attemptHandedOut(AttemptHandedOut)
  /// The bank has paid.
  case attemptSucceeded(AttemptSucceeded)
  /// The bank refused, for ever.
  case attemptFailed(AttemptFailed)
  /// The bank did not answer in time.
  case attemptUnknown(AttemptUnknown)
  /// No one took the order in time.
  case attemptCancelled(AttemptCancelled)
  /// The bank contradicts itself or us: an officer must look.
  case attemptReferred(AttemptReferred)
  /// A bank said what cannot be true beside what is known of an attempt.
  case attemptDisputed(AttemptDisputed)
  /// An officer resolved an attempt.
  case attemptResolved(AttemptResolved)
  /// A wrong payment password; counted before the answer leaves.
  case paymentPasswordFailed(PaymentPasswordFailed)
  /// A right payment password clears the failures.
  case paymentPasswordPassed(PaymentPasswordPassed)
  /// A payment password was set (A5).
  case paymentPasswordChanged(PaymentPasswordChanged)
  /// Its use was turned on or off (A6).
  case paymentPasswordUseSet(PaymentPasswordUseSet)
  /// An agreement was entered; the bank is asked.
  case agreementAdded(AgreementAdded)
  /// An agreement's state changed.
  case agreementMoved(AgreementMoved)
  /// Auto-payment was turned on or off (A4).
  case autoPaymentSet(AutoPaymentSet)
  /// An import began.
  case importBegun(ImportBegun)
  /// A part arrived.
  case importPartTaken(ImportPartTaken)
  /// An import was committed, or refused for its problems.
  case importCommitted(ImportCommitted)
  /// A slice of an import was applied.
  case importSliceApplied(ImportSliceApplied)
  /// An officer advanced a sandbox realm's business clock.
  case clockAdvanced(ClockAdvanced)
  /// An officer confirmed a step of the wall clock.
  case clockConfirmed(ClockConfirmed)
  /// The realm was restored from a backup.
  case recoveryBegun(RecoveryBegun)
  /// An officer ended the recovery.
  case recoveryEnded(RecoveryEnded)

  /// The number in the journal.
  public var number: UInt16 {
    switch self {
    case .personFiled: 1
    case .passwordSet: 2
    case .loginFailed: 3
    case .loginPassed: 4
    case .loginUnlocked: 5
    case .consentAccepted: 6
    case .identityConfirmed: 7
    case .codeOrdered: 8
    case .loginUncounted: 9
    case .sessionBegun: 16
    case .sessionFinished: 17
    case .sessionProved: 18
    case .messageOrdered: 20
    case .messageTaken: 21
    case .messagesExpired: 22
    case .employerFiled: 32
    case .noticeFiled: 33
    case .noticeWithdrawn: 34
    case .declared: 35
    case .declarationVoided: 36
    case .attemptRequested: 48
    case .attemptHandedOut: 49
    case .attemptSucceeded: 50
    case .attemptFailed: 51
    case .attemptUnknown: 52
    case .attemptCancelled: 53
    case .attemptReferred: 54
    case .attemptDisputed: 55
    case .attemptResolved: 56
    case .paymentPasswordFailed: 64
    case .paymentPasswordPassed: 65
    case .paymentPasswordChanged: 66
    case .paymentPasswordUseSet: 67
    case .agreementAdded: 80
    case .agreementMoved: 81
    case .autoPaymentSet: 82
    case .importBegun: 96
    case .importPartTaken: 97
    case .importCommitted: 98
    case .importSliceApplied: 99
    case .clockAdvanced: 112
    case .clockConfirmed: 113
    case .recoveryBegun: 116
    case .recoveryEnded: 117
    }
  }
}

extension Event {
  /// The payment that an operation asked for: what its key names.
  public static func payment(in events: [Event]) -> TicketNumber? {
    for case .attemptRequested(let event) in events.reversed() { return event.attempt.number }
    return nil
  }
}
