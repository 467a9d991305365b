package import Protocol

/// The machine's wall clock as it was last looked at.
package struct WallClock: Sendable, Equatable {
  /// How far it may be off before it counts as stepped, in milliseconds: 5 minutes.
  package static let stepMillisecondsMax: Int64 = 300_000

  /// What it showed.
  package var at: Timestamp
  /// Whether it is further off, and not followed.
  package var isStepped: Bool

  package init(at: Timestamp, isStepped: Bool) {
    self.at = at
    self.isStepped = isStepped
  }
}

/// The time of a decision, twice: real for what guards (keys, sessions, codes, locks, time-outs),
/// business for what is owed (due days, late fees, the day of a declaration).
///
/// They differ only in a sandbox realm, whose business clock an officer can advance.
package struct Moment: Sendable, Equatable {
  /// Real time.
  package var real: Timestamp
  /// Business time.
  package var business: Timestamp

  package init(real: Timestamp, business: Timestamp) {
    self.real = real
    self.business = business
  }

  /// The business day, in Asia/Shanghai.
  package var day: BusinessDate { business.businessDate }
}
