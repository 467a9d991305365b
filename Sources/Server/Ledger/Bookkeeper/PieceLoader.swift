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

  /// Brings what an event of an operation touches into memory, and notes it in the stretch.
  ///
  /// - Parameter employer: the employer's place in memory, nil where it is not there.
  func complete(
    _ employer: inout Employer?, _ number: RegistrationNumber, _ event: EmployerEvent,
    _ operation: UInt64, _ stretch: inout Stretch
  ) throws(LedgerFailure) {
    if employer == nil { employer = try employers.own(number) }
    switch event {
    case .employerFiled, .paymentPasswordFailed, .paymentPasswordPassed, .paymentPasswordChanged,
      .paymentPasswordUseSet, .autoPaymentSet:
      note(own: employer, number, &stretch)
    case .noticeFiled(let e):
      let key = NoticeName(registration: number, number: e.notice.number)
      stretch.filed[key] = operation
      stretch.notices.updateValue(nil, forKey: key)
      held += 1
    case .noticeWithdrawn(let e): try complete(&employer, number, e.notice, &stretch)
    case .declared(let e): try complete(&employer, number, e.notice, &stretch)
    case .declarationVoided(let e): try complete(&employer, number, e.notice, &stretch)
    case .attemptRequested(let e):
      stretch.asked[e.attempt.number] = operation
      stretch.attempts[e.attempt.number] = number
      held += 1
      try complete(&employer, number, e.attempt.notice, &stretch)
    case .attemptHandedOut(let e): try complete(&employer, number, e.number, &stretch)
    case .attemptSucceeded(let e): try complete(&employer, number, e.number, &stretch)
    case .attemptFailed(let e): try complete(&employer, number, e.number, &stretch)
    case .attemptUnknown(let e): try complete(&employer, number, e.number, &stretch)
    case .attemptCancelled(let e): try complete(&employer, number, e.number, &stretch)
    case .attemptReferred(let e): try complete(&employer, number, e.number, &stretch)
    case .attemptDisputed(let e): try complete(&employer, number, e.number, &stretch)
    case .attemptResolved(let e): try complete(&employer, number, e.number, &stretch)
    case .agreementAdded(let e):
      note(own: employer, number, &stretch)
      stretch.orders[e.agreement.order] = AgreementOwner(number, of: e.agreement)
    case .agreementMoved(let e):
      note(own: employer, number, &stretch)
      stretch.note(orderOf: e, employer?.agreements[e.number])
    }
  }

  private func complete(
    _ employer: inout Employer?, _ number: RegistrationNumber, _ attempt: TicketNumber,
    _ stretch: inout Stretch
  ) throws(LedgerFailure) {
    stretch.attempts[attempt] = number
    if employer?.attempts.index(forKey: attempt) == nil {
      employer?.attempts[attempt] = try attempts.attempt(number, attempt)
      held += 1
    }
    guard let notice = employer?.attempts[attempt]?.notice else { return }
    try complete(&employer, number, notice, &stretch)
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
