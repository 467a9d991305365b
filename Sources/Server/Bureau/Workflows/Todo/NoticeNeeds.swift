internal import Protocol

/// The notice that a clerk's request is about. One that is wholly paid or withdrawn is not read
/// with its employer, and asking for it must not be answered as if it had never been.
enum NoticeNeeds {
  /// The notice, where memory does not have it.
  static func need(_ request: Request, _ session: Session, _ employer: Employer?) -> Need? {
    guard let number = notice(of: request), let employer, employer.notices[number] == nil else {
      return nil
    }
    return .notice(NoticeName(registration: session.registration, number: number))
  }

  /// The employer with that notice, for the decision alone.
  static func employer(_ employer: Employer, _ request: Request, _ found: Found) -> Employer {
    guard let number = notice(of: request), employer.notices[number] == nil else {
      return employer
    }
    let name = NoticeName(registration: employer.registration.number, number: number)
    guard let notice = found.notices[name] ?? nil else { return employer }
    var whole = employer
    whole.notices[number] = notice
    return whole
  }

  private static func notice(of request: Request) -> NoticeNumber? {
    switch request {
    case .todoShow(let which): which.notice
    case .declareSave(let save): save.notice
    case .declareVoid(let void): void.notice
    case .payPreview(let preview): preview.notice
    case .payAgreement(let pay): pay.notice
    default: nil
    }
  }
}
