public import Protocol

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
