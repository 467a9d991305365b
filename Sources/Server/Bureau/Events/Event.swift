package import Protocol

/// Everything that can happen, as the journal keeps it, by whom or what it happens to.
///
/// An event carries results, never inputs to compute again; a released one keeps its number and its
/// meaning for ever.
package enum Event: Sendable, Equatable {
  /// To an employer.
  case employer(EmployerEvent)
  /// To a person.
  case person(PersonEvent)
  /// To a session.
  case session(SessionEvent)
  /// To a text message.
  case message(MessageEvent)
  /// To an import.
  case imports(ImportEvent)
  /// To the realm as a whole.
  case realm(RealmEvent)
}

extension Event {
  /// The event of a number in the journal. Throws what its message is refused for, and `truncated`
  /// at `offset` where no event has the number.
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

  /// Shows the event's fact to a visitor.
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
  /// The payment that an operation asked for: what its key names.
  package static func payment(in events: [Event]) -> TicketNumber? {
    for case .employer(.attemptRequested(let event)) in events.reversed() {
      return event.attempt.number
    }
    return nil
  }
}
