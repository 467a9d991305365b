internal import Protocol

/// 缴费: preview, payment by agreement, and what became of it (T4–T8, T11–T14).
enum Paying {
  /// Decides the `pay.` requests.
  static func decide(
    _ request: Request, _ desk: ClerkDesk, _ state: State, _ lobby: Lobby, _ means: inout Means
  ) throws(Refusal) -> Decision {
    switch request {
    case .payPreview(let preview): try Previewing.decide(preview, desk.employer, means)
    case .payAgreement(let pay): try PayByAgreementRules.decide(pay, desk, state, lobby, &means)
    case .payStatus(let which): try PaymentStatus.status(which, desk, state, means)
    case .payShow(let which): try PaymentStatus.show(which, desk)
    case .payList(let filter):
      Decision(.query(.payments(desk.employer.registration.number, filter)))
    default: throw Dispatch.wrongDoor
    }
  }
}
