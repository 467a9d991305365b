package import Protocol

/// The message of one event. A new one is a struct that conforms to this, or to what refines it for
/// its aggregate, and a line in each part of the aggregate's enumeration: the compiler names the
/// parts that are missing.
protocol Fact: Message {
  /// What the engine does once the event is in the state: starts timers, wakes waiting requests.
  func react(in engine: inout Engine)
}

/// A fact that changes the state and nothing else of the engine.
protocol QuietFact: Fact {}

extension QuietFact {
  func react(in engine: inout Engine) {}
}

/// A fact about an employer.
protocol EmployerFact: Fact {
  var registration: RegistrationNumber { get }
}

/// A fact about a person.
protocol PersonFact: Fact {
  var resident: ResidentID { get }
}

extension Fact {
  /// The fact of a journal's bytes.
  @inline(__always)
  static func read(_ body: Span<UInt8>) throws(Malformed) -> Self {
    try Protocol.decode(Self.self, from: body)
  }
}

/// The events of one aggregate, one case for each fact. Its two switches are exhaustive: one over
/// the numbers, one over the cases.
protocol EventFamily {
  /// Their numbers in the journal: a released one is never changed or used again.
  associatedtype Number: RawRepresentable<UInt16>, CaseIterable

  /// The event of a number.
  init(_ number: Number, _ body: Span<UInt8>) throws(Malformed)
}

/// Does one thing with a fact, whichever it is. Each visitor's `visit` is compiled for each fact by
/// itself, so that its message is coded without a witness table.
protocol FactVisitor: EmployerFactVisitor, PersonFactVisitor {
  mutating func visit(_ fact: some Fact, _ number: some RawRepresentable<UInt16>) -> Result
}

/// Does one thing with an employer's fact, whichever it is.
protocol EmployerFactVisitor {
  associatedtype Result
  mutating func visit(_ fact: some EmployerFact, _ number: some RawRepresentable<UInt16>) -> Result
}

/// Does one thing with a person's fact, whichever it is.
protocol PersonFactVisitor {
  associatedtype Result
  mutating func visit(_ fact: some PersonFact, _ number: some RawRepresentable<UInt16>) -> Result
}

extension EmployerEvent {
  /// The employer to whom it happens.
  package var registration: RegistrationNumber {
    var reader = RegistrationReader()
    return visit(&reader)
  }

  private struct RegistrationReader: EmployerFactVisitor {
    func visit(
      _ fact: some EmployerFact, _ number: some RawRepresentable<UInt16>
    ) -> RegistrationNumber {
      fact.registration
    }
  }
}

extension PersonEvent {
  /// The person to whom it happens.
  package var resident: ResidentID {
    var reader = ResidentReader()
    return visit(&reader)
  }

  private struct ResidentReader: PersonFactVisitor {
    func visit(
      _ fact: some PersonFact, _ number: some RawRepresentable<UInt16>
    ) -> ResidentID {
      fact.resident
    }
  }
}
