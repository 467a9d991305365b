internal import Protocol

/// 缴费: preview, payment by agreement, and the status of payments (T4–T8, T11–T14).
enum Paying {
  /// Returns the lookups of a request beside the employer, the person and the notice.
  static func needs(_ request: PayRequest, _ caller: Caller, _ state: State) -> [Lookup] {
    guard case .status(let which) = request, case .clerk(let session) = caller else { return [] }
    return PaymentQueries.needs(which, session, state.employers[session.registration])
  }

  /// Decides the `pay.` requests.
  ///
  /// - Throws: as the function of each request.
  static func decide(
    _ request: PayRequest, _ clerk: SignedInClerk, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .preview(let preview): try Previewing.decide(preview, clerk.employer, context)
    case .agreement(let pay): try PayByAgreementRules.decide(pay, clerk, state, volatile, &context)
    case .status(let which): try PaymentQueries.status(which, clerk, state, context)
    case .show(let which): try PaymentQueries.show(which, clerk)
    case .list(let filter):
      Decision(.query(.payments(clerk.employer.registration.number, filter)))
    }
  }
}

extension PayRequest {
  /// The notice that the request names; nil where it names none.
  var notice: NoticeNumber? {
    switch self {
    case .preview(let preview): preview.notice
    case .agreement(let pay): pay.notice
    case .status, .list, .show: nil
    }
  }
}
