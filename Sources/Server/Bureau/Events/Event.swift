package import Protocol

/// A change of state as the journal keeps it, by the aggregate that changes.
///
/// An event carries results, never inputs to compute again. A released event keeps its number, its
/// bytes and its meaning for ever.
package enum Event: Sendable, Equatable {
  /// 缴费单位.
  case employer(EmployerEvent)
  /// 自然人.
  case person(PersonEvent)
  /// 会话.
  case session(SessionEvent)
  /// 短信.
  case message(MessageEvent)
  /// 导入.
  case imports(ImportEvent)
  /// The realm as a whole: clocks and recovery.
  case realm(RealmEvent)
}

extension Event {
  /// Decodes the event of a number in the journal.
  ///
  /// - Throws: the failure of decoding its message; `truncated` at `offset` if no event has the
  ///   number.
  init(number: UInt16, _ body: Span<UInt8>, at offset: Int) throws(Malformed) {
    if let number = EmployerEvent.Number(rawValue: number) {
      self = .employer(try EmployerEvent(number, body))
    } else if let number = PersonEvent.Number(rawValue: number) {
      self = .person(try PersonEvent(number, body))
    } else if let number = SessionEvent.Number(rawValue: number) {
      self = .session(try SessionEvent(number, body))
    } else if let number = MessageEvent.Number(rawValue: number) {
      self = .message(try MessageEvent(number, body))
    } else if let number = ImportEvent.Number(rawValue: number) {
      self = .imports(try ImportEvent(number, body))
    } else if let number = RealmEvent.Number(rawValue: number) {
      self = .realm(try RealmEvent(number, body))
    } else {
      throw Malformed(.truncated, offset: offset, path: [])
    }
  }

  /// Passes the event's fact to a visitor.
  func visit<V: FactVisitor>(_ visitor: inout V) -> V.Result {
    switch self {
    case .employer(let event): event.visit(&visitor)
    case .person(let event): event.visit(&visitor)
    case .session(let event): event.visit(&visitor)
    case .message(let event): event.visit(&visitor)
    case .imports(let event): event.visit(&visitor)
    case .realm(let event): event.visit(&visitor)
    }
  }
}

extension Event {
  /// Returns the last payment that an operation's events request; its idempotency key names it.
  package static func payment(in events: [Event]) -> TicketNumber? {
    for case .employer(.attemptRequested(let event)) in events.reversed() {
      return event.attempt.number
    }
    return nil
  }
}
