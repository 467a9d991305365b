package import Protocol

/// What can happen to a line (缴费明细).
package enum LineEvent: CaseIterable, Sendable {
  /// Its notice is declared and it has an amount (申报).
  case declare
  /// Its notice is declared and it comes to zero (无需缴款).
  case declareZero
  /// The declaration is voided (申报作废).
  case void
  /// An attempt takes it.
  case hold
  /// The attempt that held it ended without money.
  case release
  /// The attempt that held it succeeded.
  case pay
  /// The day-end list has the payment (入库).
  case post
  /// The agency withdraws the notice.
  case withdraw
  /// The agency replaces the notice.
  case replace
}

/// The states of a line and what moves it from one to another (design of states, L and T rules).
package enum LineTable {
  /// The state after an event; nil where the state forbids the event.
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
