internal import Bureau
internal import Protocol
internal import Store

/// Loads the parts of an employer that an event needs: its own rows, and the notice and the attempt
/// that the event names. So neither time nor memory grows with the employer's other debts.
final class PieceLoader {
  /// The approximate number of notices and attempts in memory: one that is filed or requested twice
  /// counts twice.
  var loadedCount = 0
  private let employers: EmployerLoader
  private let notices: NoticeLoader
  private let attempts: AttemptLoader

  init(_ database: Database) throws(LedgerFailure) {
    employers = try EmployerLoader(database)
    notices = try NoticeLoader(database)
    attempts = try AttemptLoader(database)
  }

  /// Loads the rows that an event touches, and records them in `changes`.
  ///
  /// - Parameter employer: the employer in memory; nil: it is loaded.
  func complete(
    _ employer: inout Employer?, _ number: RegistrationNumber, _ event: EmployerEvent,
    _ operation: UInt64, _ changes: inout ChangeSet
  ) throws(LedgerFailure) {
    if employer == nil { employer = try employers.own(number) }
    switch event {
    case .employerFiled, .paymentPasswordFailed, .paymentPasswordPassed, .paymentPasswordChanged,
      .paymentPasswordUseSet, .autoPaymentSet:
      recordOwn(employer, number, &changes)
    case .noticeFiled(let e):
      let key = NoticeName(registration: number, number: e.notice.number)
      changes.filed[key] = operation
      changes.notices.updateValue(nil, forKey: key)
      loadedCount += 1
    case .noticeWithdrawn(let e): try complete(&employer, number, e.notice, &changes)
    case .declared(let e): try complete(&employer, number, e.notice, &changes)
    case .declarationVoided(let e): try complete(&employer, number, e.notice, &changes)
    case .attemptRequested(let e):
      changes.asked[e.attempt.number] = operation
      changes.attempts[e.attempt.number] = number
      loadedCount += 1
      try complete(&employer, number, e.attempt.notice, &changes)
    case .attemptHandedOut(let e): try complete(&employer, number, e.number, &changes)
    case .attemptSucceeded(let e): try complete(&employer, number, e.number, &changes)
    case .attemptFailed(let e): try complete(&employer, number, e.number, &changes)
    case .attemptUnknown(let e): try complete(&employer, number, e.number, &changes)
    case .attemptCancelled(let e): try complete(&employer, number, e.number, &changes)
    case .attemptReferred(let e): try complete(&employer, number, e.number, &changes)
    case .attemptDisputed(let e): try complete(&employer, number, e.number, &changes)
    case .attemptResolved(let e): try complete(&employer, number, e.number, &changes)
    case .agreementAdded(let e):
      recordOwn(employer, number, &changes)
      changes.orders[e.agreement.order] = AgreementOwner(number, of: e.agreement)
    case .agreementMoved(let e):
      recordOwn(employer, number, &changes)
      changes.recordOrder(replacedBy: e, employer?.agreements[e.number])
    }
  }

  private func complete(
    _ employer: inout Employer?, _ number: RegistrationNumber, _ attempt: TicketNumber,
    _ changes: inout ChangeSet
  ) throws(LedgerFailure) {
    changes.attempts[attempt] = number
    if employer?.attempts.index(forKey: attempt) == nil {
      employer?.attempts[attempt] = try attempts.attempt(number, attempt)
      loadedCount += 1
    }
    guard let notice = employer?.attempts[attempt]?.notice else { return }
    try complete(&employer, number, notice, &changes)
  }

  private func complete(
    _ employer: inout Employer?, _ number: RegistrationNumber, _ notice: NoticeNumber,
    _ changes: inout ChangeSet
  ) throws(LedgerFailure) {
    let key = NoticeName(registration: number, number: notice)
    guard changes.notices.index(forKey: key) == nil else { return }
    if employer?.notices.index(forKey: notice) == nil {
      employer?.notices[notice] = try notices.notice(number, notice)
      loadedCount += 1
    }
    changes.notices.updateValue(employer?.notices[notice].map(NoticeImage.init), forKey: key)
  }

  private func recordOwn(
    _ employer: Employer?, _ number: RegistrationNumber, _ changes: inout ChangeSet
  ) {
    guard changes.own.index(forKey: number) == nil else { return }
    var image = employer
    image?.notices = [:]
    image?.attempts = [:]
    changes.own.updateValue(image, forKey: number)
  }
}
