internal import Protocol

/// An event of the realm as a whole: of its clocks, or of its recovery from a backup.
package enum RealmEvent: Sendable, Equatable {
  /// An officer advanced a sandbox's business clock.
  case clockAdvanced(ClockAdvanced)
  /// An officer confirmed a step of the wall clock.
  case clockConfirmed(ClockConfirmed)
  /// The realm was restored from a backup.
  case recoveryBegun(RecoveryBegun)
  /// An officer ended the recovery.
  case recoveryEnded(RecoveryEnded)
}

extension RealmEvent: EventFamily {
  enum Number: UInt16, CaseIterable {
    case clockAdvanced = 112
    case clockConfirmed = 113
    case recoveryBegun = 116
    case recoveryEnded = 117
  }

  @inline(__always)
  init(_ number: Number, _ body: Span<UInt8>) throws(Malformed) {
    switch number {
    case .clockAdvanced: self = .clockAdvanced(try .read(body))
    case .clockConfirmed: self = .clockConfirmed(try .read(body))
    case .recoveryBegun: self = .recoveryBegun(try .read(body))
    case .recoveryEnded: self = .recoveryEnded(try .read(body))
    }
  }

  func visit<V: FactVisitor>(_ visitor: inout V) -> V.Result {
    switch self {
    case .clockAdvanced(let e): visitor.visit(e, Number.clockAdvanced)
    case .clockConfirmed(let e): visitor.visit(e, Number.clockConfirmed)
    case .recoveryBegun(let e): visitor.visit(e, Number.recoveryBegun)
    case .recoveryEnded(let e): visitor.visit(e, Number.recoveryEnded)
    }
  }
}
