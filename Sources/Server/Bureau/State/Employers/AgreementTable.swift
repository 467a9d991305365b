package import Protocol

/// What can happen to a withholding agreement (委托扣款协议).
package enum AgreementEvent: CaseIterable, Sendable {
  /// The bank has verified or made it.
  case accept
  /// The bank refuses what it was asked.
  case refuse
  /// The payer asks to end it (删除协议, A3).
  case askEnd
  /// The bank has ended it.
  case end
}

/// The states of an agreement and what moves it from one to another.
package enum AgreementTable {
  /// The state after an event; nil where the state forbids the event.
  package static func after(
    _ status: AgreementStatus, _ event: AgreementEvent
  ) -> AgreementStatus? {
    switch status {
    case .verifying:
      switch event {
      case .accept: .active
      case .refuse: .refused
      case .askEnd: .ending
      case .end: nil
      }
    case .active:
      switch event {
      case .askEnd: .ending
      case .accept, .refuse, .end: nil
      }
    case .refused:
      switch event {
      case .askEnd: .ended
      case .accept, .refuse, .end: nil
      }
    case .ending:
      switch event {
      case .refuse: .active
      case .end: .ended
      case .accept, .askEnd: nil
      }
    case .ended:
      switch event {
      case .accept, .refuse, .askEnd, .end: nil
      }
    }
  }

  /// Whether the bank has an order that it has not answered.
  package static func isAwaited(_ status: AgreementStatus) -> Bool {
    switch status {
    case .verifying, .ending: true
    case .active, .refused, .ended: false
    }
  }
}
