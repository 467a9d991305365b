package import Protocol

/// An event that moves a withholding agreement (委托扣款协议).
package enum AgreementEvent: CaseIterable, Sendable {
  /// 验证通过: the bank has verified or made it.
  case accept
  /// The bank refuses it (验证失败), or refuses to end it.
  case refuse
  /// 删除协议: a clerk asks to end it (A3).
  case askEnd
  /// 已终止: the bank has ended it.
  case end
}

/// The transitions of an agreement.
package enum AgreementTable {
  /// Returns the state after an event; nil if the state forbids the event.
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

  /// Whether the bank has an unanswered order in this state.
  package static func isAwaited(_ status: AgreementStatus) -> Bool {
    switch status {
    case .verifying, .ending: true
    case .active, .refused, .ended: false
    }
  }
}
