package import Protocol

/// An event that moves a payment attempt (缴费).
package enum AttemptEvent: CaseIterable, Sendable {
  /// 扣款处理中: the order leaves for the bank, once only.
  case handOut
  /// 银行未受理: no connection of the bank took the order in time.
  case cancel
  /// 扣款成功: the bank has debited the account.
  case succeed
  /// 扣款失败: the bank refused for good, or has recorded that it never had the order and never will
  /// debit.
  case fail
  /// 扣款状态不明: the bank did not answer in time, or the realm was restored from a backup.
  case giveUp
  /// 待税务机关核实: a report contradicts what is known.
  case refer
  /// 入库: the bank's day-end list has the payment.
  case post
}

/// The transitions of an attempt.
package enum AttemptTable {
  /// Returns the state after an event; nil if the state forbids the event.
  package static func after(_ status: AttemptStatus, _ event: AttemptEvent) -> AttemptStatus? {
    switch status {
    case .requested: requested(event)
    case .handedOut: handedOut(event)
    case .unknown: unknown(event)
    case .officer: officer(event)
    case .succeeded: succeeded(event)
    case .failed, .cancelled, .posted: ended(event)
    }
  }

  /// Whether an attempt in this state holds its lines (扣款锁定).
  package static func holds(_ status: AttemptStatus) -> Bool {
    switch status {
    case .requested, .handedOut, .unknown, .officer: true
    case .succeeded, .failed, .cancelled, .posted: false
    }
  }

  private static func requested(_ event: AttemptEvent) -> AttemptStatus? {
    switch event {
    case .handOut: .handedOut
    case .cancel: .cancelled
    case .giveUp: .unknown
    case .succeed, .fail, .refer, .post: nil
    }
  }

  private static func handedOut(_ event: AttemptEvent) -> AttemptStatus? {
    switch event {
    case .succeed: .succeeded
    case .fail: .failed
    case .giveUp: .unknown
    case .refer: .officer
    case .handOut, .cancel, .post: nil
    }
  }

  private static func unknown(_ event: AttemptEvent) -> AttemptStatus? {
    switch event {
    case .succeed: .succeeded
    case .fail: .failed
    case .refer: .officer
    case .handOut, .cancel, .giveUp, .post: nil
    }
  }

  private static func officer(_ event: AttemptEvent) -> AttemptStatus? {
    switch event {
    case .succeed: .succeeded
    case .fail: .failed
    case .handOut, .cancel, .giveUp, .refer, .post: nil
    }
  }

  private static func succeeded(_ event: AttemptEvent) -> AttemptStatus? {
    switch event {
    case .post: .posted
    case .handOut, .cancel, .succeed, .fail, .giveUp, .refer: nil
    }
  }

  private static func ended(_ event: AttemptEvent) -> AttemptStatus? {
    switch event {
    case .handOut, .cancel, .succeed, .fail, .giveUp, .refer, .post: nil
    }
  }
}
