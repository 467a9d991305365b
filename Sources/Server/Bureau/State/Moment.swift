public import Protocol

/// The machine's wall clock as it was last looked at.
public struct WallClock: Sendable, Equatable {
  /// How far it may be off before it counts as stepped, in milliseconds: 5 minutes.
  public static let stepMillisecondsMax: Int64 = 300_000

  /// What it showed.
  public var at: Timestamp
  /// Whether it is further off, and not followed.
  public var isStepped: Bool

  /// Makes it of its parts.
  public init(at: Timestamp, isStepped: Bool) {
    self.at = at
    self.isStepped = isStepped
  }
}

/// The time of a decision, twice: real for what guards (keys, sessions, codes, locks, time-outs),
/// business for what is owed (due days, late fees, the day of a declaration).
///
/// They differ only in a sandbox realm, whose business clock an officer can advance.
public struct Moment: Sendable, Equatable {
  /// Real time.
  public var real: Timestamp
  /// Business time.
  public var business: Timestamp

  /// Makes it of its two instants.
  public init(real: Timestamp, business: Timestamp) {
    self.real = real
    self.business = business
  }

  /// The business day, in Asia/Shanghai.
  public var day: BusinessDate { business.businessDate }
}
