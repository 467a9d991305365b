internal import Protocol

/// Decides the queries of one payment (缴费): `pay.status` and `pay.show`.
enum PaymentQueries {
  /// Decides `pay.status`, by the payment's number or by the key of the request that began it: at
  /// once, or when the payment is final.
  ///
  /// - Throws: `.paymentNotFound` for an unknown key, and for neither number nor key;
  ///   `.keyInRecoveryGap` where a restored backup may have lost the payment of the key. An unknown
  ///   number is refused by the books' reader.
  static func status(
    _ which: PaymentStatusRequest, _ clerk: SignedInClerk, _ state: State, _ context: Context
  ) throws(Refusal) -> Decision {
    let registration = clerk.employer.registration.number
    if let number = which.number {
      guard let attempt = clerk.employer.attempts[number] else {
        return Decision(.query(.status(registration, number)))
      }
      return answer(attempt, which, context)
    }
    guard let key = which.key else { throw notFound }
    if let attempt = own(key, clerk.employer, clerk.session.resident) {
      return answer(attempt, which, context)
    }
    // A payment of long ago is in the books only.
    if let number = (context.found.keys[key] ?? nil)?.attempt {
      return Decision(.query(.status(registration, number)))
    }
    try state.checkGaps(key)
    // The request that pays may come later: waiting for the outcome includes waiting for that.
    guard which.wait, !context.waited else { throw notFound }
    return Decision(.wait(.key(Caller.scope(of: clerk.session), key)))
  }

  /// Returns the lookup of the key for a status by key, where no payment in memory has it.
  static func needs(
    _ which: PaymentStatusRequest, _ session: Session, _ employer: Employer?
  ) -> [Lookup] {
    guard which.number == nil, let key = which.key, let employer,
      own(key, employer, session.resident) == nil
    else { return [] }
    return [.key(Caller.scope(of: session), key)]
  }

  /// Decides `pay.show`.
  ///
  /// - Throws: `.paymentNotFound` without a number. An unknown one is refused by the books' reader.
  static func show(
    _ which: PaymentStatusRequest, _ clerk: SignedInClerk
  ) throws(Refusal) -> Decision {
    guard let number = which.number else { throw notFound }
    let employer = clerk.employer
    // A failed one may be of an earlier version of its notice, which only the books can tell.
    guard let attempt = employer.attempts[number], !PaymentView.isWithoutMoney(attempt.status),
      let notice = employer.notices[attempt.notice]
    else { return Decision(.query(.payment(employer.registration.number, number))) }
    return .reply(PaymentView.detail(attempt, notice))
  }

  private static func own(
    _ key: Id128, _ employer: Employer, _ person: ResidentID
  ) -> Attempt? {
    employer.attempts.values.first { $0.key == key && $0.person == person }
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
