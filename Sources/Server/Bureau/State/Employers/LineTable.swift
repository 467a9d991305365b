package import Protocol

/// An event that moves a line (缴费明细).
package enum LineEvent: CaseIterable, Sendable {
  /// 申报: its notice is declared, and its amount is above zero.
  case declare
  /// 无需缴款: its notice is declared, and its amount is zero.
  case declareZero
  /// 申报作废: the declaration is voided.
  case void
  /// 扣款锁定: an attempt holds it.
  case hold
  /// The attempt that held it ended without payment.
  case release
  /// 已缴费: the attempt that held it succeeded.
  case pay
  /// 入库: the bank's day-end list has the payment.
  case post
  /// 撤回: the agency withdraws the notice.
  case withdraw
  /// 更正: the agency sends a higher version of the notice.
  case replace
}

/// The transitions of a line.
package enum LineTable {
  /// Returns the state after an event; nil if the state forbids the event.
  package static func after(_ status: LineStatus, _ event: LineEvent) -> LineStatus? {
    switch status {
    case .undeclared: undeclared(event)
    case .declared: declared(event)
    case .held: held(event)
    case .paid: paid(event)
    case .nothingDue: nothingDue(event)
    case .posted, .withdrawn, .replaced: ended(event)
    }
  }

  private static func undeclared(_ event: LineEvent) -> LineStatus? {
    switch event {
    case .declare: .declared
    case .declareZero: .nothingDue
    case .withdraw: .withdrawn
    case .replace: .replaced
    case .void, .hold, .release, .pay, .post: nil
    }
  }

  private static func declared(_ event: LineEvent) -> LineStatus? {
    switch event {
    case .void: .undeclared
    case .hold: .held
    case .withdraw: .withdrawn
    case .replace: .replaced
    case .declare, .declareZero, .release, .pay, .post: nil
    }
  }

  private static func held(_ event: LineEvent) -> LineStatus? {
    switch event {
    case .release: .declared
    case .pay: .paid
    case .declare, .declareZero, .void, .hold, .post, .withdraw, .replace: nil
    }
  }

  private static func paid(_ event: LineEvent) -> LineStatus? {
    switch event {
    case .post: .posted
    case .declare, .declareZero, .void, .hold, .release, .pay, .withdraw, .replace: nil
    }
  }

  private static func nothingDue(_ event: LineEvent) -> LineStatus? {
    switch event {
    case .void: .undeclared
    case .withdraw: .withdrawn
    case .replace: .replaced
    case .declare, .declareZero, .hold, .release, .pay, .post: nil
    }
  }

  private static func ended(_ event: LineEvent) -> LineStatus? {
    switch event {
    case .declare, .declareZero, .void, .hold, .release, .pay, .post, .withdraw, .replace: nil
    }
  }
}
