internal import Bureau
internal import Protocol
internal import Store

/// Reads what an event needs of an employer, and no more: its own rows, the notice and the attempt
/// that the event names. So neither time nor memory grows with what else an employer owes.
final class PieceLoader {
  /// Notices and attempts in memory, about: one filed or asked for twice counts twice.
  var held = 0
  private let employers: EmployerLoader
  private let notices: NoticeLoader
  private let attempts: AttemptLoader

  init(_ database: Database) throws(LedgerFailure) {
    employers = try EmployerLoader(database)
    notices = try NoticeLoader(database)
    attempts = try AttemptLoader(database)
  }

  /// Brings what an event touches into memory, and notes it in the stretch.
  ///
  /// - Parameter employer: the employer's place in memory, nil where it is not there.
  func complete(
    _ employer: inout Employer?, _ number: RegistrationNumber, _ event: Event,
    _ stretch: inout Stretch
  ) throws(LedgerFailure) {
    if employer == nil { employer = try employers.own(number) }
    switch event.reach {
    case .nothing: break
    case .own: note(own: employer, number, &stretch)
    case .filed(let notice):
      let key = NoticeName(registration: number, number: notice)
      stretch.notices.updateValue(nil, forKey: key)
      held += 1
    case .notice(let notice): try complete(&employer, number, notice, &stretch)
    case .asked(let attempt, let notice):
      stretch.attempts[attempt] = number
      held += 1
      try complete(&employer, number, notice, &stretch)
    case .attempt(let attempt):
      stretch.attempts[attempt] = number
      if employer?.attempts.index(forKey: attempt) == nil {
        employer?.attempts[attempt] = try attempts.attempt(number, attempt)
        held += 1
      }
      guard let notice = employer?.attempts[attempt]?.notice else { return }
      try complete(&employer, number, notice, &stretch)
    }
  }

  private func complete(
    _ employer: inout Employer?, _ number: RegistrationNumber, _ notice: NoticeNumber,
    _ stretch: inout Stretch
  ) throws(LedgerFailure) {
    let key = NoticeName(registration: number, number: notice)
    guard stretch.notices.index(forKey: key) == nil else { return }
    if employer?.notices.index(forKey: notice) == nil {
      employer?.notices[notice] = try notices.notice(number, notice)
      held += 1
    }
    stretch.notices.updateValue(employer?.notices[notice].map(NoticeMark.init), forKey: key)
  }

  private func note(
    own employer: Employer?, _ number: RegistrationNumber, _ stretch: inout Stretch
  ) {
    guard stretch.own.index(forKey: number) == nil else { return }
    var image = employer
    image?.notices = [:]
    image?.attempts = [:]
    stretch.own.updateValue(image, forKey: number)
  }
}

extension Event {
  /// What of an employer an event changes.
  fileprivate enum Reach {
    case nothing
    /// Its own rows: registration, enrolments, agreements, password, locks.
    case own
    /// A notice that the event brings.
    case filed(NoticeNumber)
    /// A notice that is there.
    case notice(NoticeNumber)
    /// An attempt that the event brings, and its notice.
    case asked(TicketNumber, NoticeNumber)
    /// An attempt that is there, and its notice.
    case attempt(TicketNumber)
  }

  fileprivate var reach: Reach {
    switch self {
    case .employerFiled, .paymentPasswordFailed, .paymentPasswordPassed, .paymentPasswordChanged,
      .paymentPasswordUseSet, .agreementAdded, .agreementMoved, .autoPaymentSet:
      .own
    case .noticeFiled(let e): .filed(e.notice.number)
    case .noticeWithdrawn(let e): .notice(e.notice)
    case .declared(let e): .notice(e.notice)
    case .declarationVoided(let e): .notice(e.notice)
    case .attemptRequested(let e): .asked(e.attempt.number, e.attempt.notice)
    case .attemptHandedOut(let e): .attempt(e.number)
    case .attemptSucceeded(let e): .attempt(e.number)
    case .attemptFailed(let e): .attempt(e.number)
    case .attemptUnknown(let e): .attempt(e.number)
    case .attemptCancelled(let e): .attempt(e.number)
    case .attemptReferred(let e): .attempt(e.number)
    case .attemptDisputed(let e): .attempt(e.number)
    case .attemptResolved(let e): .attempt(e.number)
    case .personFiled, .passwordSet, .loginFailed, .loginPassed, .loginUncounted, .loginUnlocked,
      .consentAccepted, .identityConfirmed, .codeOrdered, .sessionBegun, .sessionFinished,
      .sessionProved, .messageOrdered, .messageTaken, .messagesExpired, .importBegun,
      .importPartTaken, .importCommitted, .importSliceApplied, .clockAdvanced, .clockConfirmed,
      .recoveryBegun, .recoveryEnded:
      .nothing
    }
  }
}
