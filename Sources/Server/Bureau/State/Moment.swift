package import Protocol

/// A reading of the machine's wall clock.
package struct WallClock: Sendable, Equatable {
  /// The largest difference from real time that is not a step, in milliseconds: 5 minutes.
  package static let stepMillisecondsMax: Int64 = 300_000

  /// The time that it showed.
  package var at: Timestamp
  /// Whether it differs by more than `stepMillisecondsMax`; real time does not follow it then.
  package var isStepped: Bool

  package init(at: Timestamp, isStepped: Bool) {
    self.at = at
    self.isStepped = isStepped
  }
}

/// The time of a decision on two clocks: real time for keys, sessions, codes, locks and time-outs;
/// business time for due days, late fees and the day of a declaration (业务日期).
///
/// They differ only in a sandbox realm, whose business clock an officer can advance.
package struct Moment: Sendable, Equatable {
  package var real: Timestamp
  package var business: Timestamp

  package init(real: Timestamp, business: Timestamp) {
    self.real = real
    self.business = business
  }

  /// The business day, in Asia/Shanghai.
  package var day: BusinessDate { business.businessDate }
}
