package import Protocol

/// The message of one event. A new event is a struct that conforms to this protocol, or to its
/// refinement for the aggregate, and a case in the aggregate's enumeration. The compiler names the
/// switches that lack it.
protocol Fact: Message {
  /// Updates the engine after the event was applied to the state: starts timers, wakes waiting
  /// requests.
  func react(in engine: inout Engine)
}

/// A fact that changes the state and needs no reaction of the engine.
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
  /// Decodes the fact from a journal's bytes.
  @inline(__always)
  static func read(_ body: Span<UInt8>) throws(Malformed) -> Self {
    try Protocol.decode(Self.self, from: body)
  }
}

/// The events of one aggregate, one case for each fact. Two switches, over the numbers and over the
/// cases, are exhaustive.
protocol EventFamily {
  /// The events' numbers in the journal. A released number is never changed or used again.
  associatedtype Number: RawRepresentable<UInt16>, CaseIterable

  /// Decodes the event of a number.
  init(_ number: Number, _ body: Span<UInt8>) throws(Malformed)
}

/// An operation on a fact of any event. `visit` is generic and specialised for each fact, so that
/// messages are encoded without witness tables.
protocol FactVisitor: EmployerFactVisitor, PersonFactVisitor {
  mutating func visit(_ fact: some Fact, _ number: some RawRepresentable<UInt16>) -> Result
}

/// An operation on a fact of any employer event.
protocol EmployerFactVisitor {
  associatedtype Result
  mutating func visit(_ fact: some EmployerFact, _ number: some RawRepresentable<UInt16>) -> Result
}

/// An operation on a fact of any person event.
protocol PersonFactVisitor {
  associatedtype Result
  mutating func visit(_ fact: some PersonFact, _ number: some RawRepresentable<UInt16>) -> Result
}

extension EmployerEvent {
  /// The employer that the event changes.
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
  /// The person that the event changes.
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
