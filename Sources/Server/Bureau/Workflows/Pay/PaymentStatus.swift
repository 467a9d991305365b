internal import Protocol

/// What became of a payment.
enum PaymentStatus {
  /// Decides `pay.status`: by number or by the payment's own key, now or when it is final.
  static func status(
    _ which: PaymentStatusRequest, _ desk: ClerkDesk, _ state: State, _ context: Context
  ) throws(Refusal) -> Decision {
    let registration = desk.employer.registration.number
    if let number = which.number {
      guard let attempt = desk.employer.attempts[number] else {
        return Decision(.query(.status(registration, number)))
      }
      return answer(attempt, which, context)
    }
    guard let key = which.key else { throw notFound }
    if let attempt = own(key, desk.employer, desk.session.resident) {
      return answer(attempt, which, context)
    }
    // A payment of long ago is in the books only.
    if let number = (context.found.keys[key] ?? nil)?.attempt {
      return Decision(.query(.status(registration, number)))
    }
    try state.checkGaps(key)
    // The payment may still be on its way: who waits for its outcome waits for it to begin, too.
    guard which.wait, !context.waited else { throw notFound }
    return Decision(.wait(.key(Caller.scope(of: desk.session), key)))
  }

  /// What a status by key needs: the books' word on a key that no payment in memory bears.
  static func needs(
    _ which: PaymentStatusRequest, _ session: Session, _ employer: Employer?
  ) -> [Lookup] {
    guard which.number == nil, let key = which.key, let employer,
      own(key, employer, session.resident) == nil
    else { return [] }
    return [.key(Caller.scope(of: session), key)]
  }

  private static func own(
    _ key: Id128, _ employer: Employer, _ person: ResidentID
  ) -> Attempt? {
    employer.attempts.values.first { $0.key == key && $0.person == person }
  }

  /// Decides `pay.show`.
  static func show(
    _ which: PaymentStatusRequest, _ desk: ClerkDesk
  ) throws(Refusal) -> Decision {
    guard let number = which.number else { throw notFound }
    let employer = desk.employer
    // One that has failed may be of an earlier version of its notice; the books can tell.
    guard let attempt = employer.attempts[number], !PaymentView.isWithoutMoney(attempt.status),
      let notice = employer.notices[attempt.notice]
    else { return Decision(.query(.payment(employer.registration.number, number))) }
    return .reply(PaymentView.detail(attempt, notice))
  }

  private static func answer(
    _ attempt: Attempt, _ which: PaymentStatusRequest, _ context: Context
  ) -> Decision {
    if which.wait, !context.waited, !PaymentView.isFinal(attempt.status) {
      return Decision(.wait(.attempt(attempt.number)))
    }
    return .reply(PaymentView.payment(attempt))
  }

  private static var notFound: Refusal {
    Refusal(.paymentNotFound, "没有这笔缴费", next: "shebao pay list")
  }
}
