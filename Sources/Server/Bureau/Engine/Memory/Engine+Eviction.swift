internal import Protocol

extension Engine {
  /// Evicts idle employers and persons. Kept: employers with a live attempt or an unanswered
  /// agreement, whose orders are sent again from memory; persons whose password scrypt works on,
  /// and payers who must be notified if nobody takes their debit.
  mutating func evict() {
    for registration in idleEmployers() { state.release(registration) }
    let hashing = derivations.residents
    let persons = eviction.evictPersons(books: admission.books) {
      waiting.keeps(.person($0)) || hashing.contains($0) || deliveries.open.awaits($0)
    }
    for resident in persons { state.release(resident) }
  }

  /// Returns the employers to evict. A function of its own, so that its second reference to the
  /// employers has ended before the caller releases one; else that would copy them all.
  private mutating func idleEmployers() -> [RegistrationNumber] {
    guard eviction.employers.count > SecondChanceRing<RegistrationNumber>.countMax else {
      return []
    }
    let (employers, waiting) = (state.employers, waiting)
    return eviction.evictEmployers(books: admission.books) { key in
      waiting.keeps(.employer(key)) || employers[key]?.isAwaited ?? false
    }
  }
}

extension Employer {
  /// Whether a bank still has to answer about a debit or an agreement.
  fileprivate var isAwaited: Bool {
    attempts.values.contains { AttemptTable.holds($0.status) }
      || agreements.values.contains { AgreementTable.isAwaited($0.status) }
  }
}
