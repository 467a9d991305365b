internal import Protocol

/// Whether a payment password lets a payment through (T12–T14).
enum PaymentPasswordCheck {
  /// What the check comes to.
  enum Verdict {
    /// Nothing was looked at: none is set, none was entered, or the person is locked.
    case refused(Refusal)
    /// A wrong one was looked at and counted.
    case counted(Refusal, [Event])
    /// Its use is switched off (A6).
    case off
    /// It is right; the events clear the failures, if there were any.
    case passed([Event])
  }

  static func judge(
    _ entered: String?, _ desk: ClerkDesk, _ state: State, _ means: inout Means
  ) -> Verdict { .off }
}
