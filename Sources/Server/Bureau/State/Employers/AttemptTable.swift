package import Protocol

/// What can happen to a payment attempt.
package enum AttemptEvent: CaseIterable, Sendable {
  /// The order goes to the bank, once.
  case handOut
  /// No one took the order in time.
  case cancel
  /// The bank has paid.
  case succeed
  /// The bank refused for ever, or has durably never seen the order.
  case fail
  /// The bank did not answer in time; or a restore does not know what became of it.
  case giveUp
  /// A report contradicts what is known: an officer must look.
  case refer
  /// The day-end list has the payment (入库).
  case post
}

/// The states of an attempt and what moves it from one to another.
package enum AttemptTable {
  /// The state after an event; nil where the state forbids the event.
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

  /// Whether the state holds the attempt's lines.
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
