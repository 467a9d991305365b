public import Protocol

/// What is on file of an employer and owed by it, as far as it is open (缴费单位).
///
/// Paid notices stay until the employer is let go from memory; loading reads the open ones only.
public struct Employer: Sendable, Equatable {
  /// 税务登记, unmasked.
  public var registration: Registration
  /// 参保登记.
  public var enrolments: [Enrolment]
  /// Its notices.
  public var notices: [NoticeNumber: Notice] = [:]
  /// Its payment attempts.
  public var attempts: [TicketNumber: Attempt] = [:]
  /// Its agreements.
  public var agreements: [AgreementNumber: AgreementState] = [:]
  /// Orders about its agreements that later ones have replaced since it came into memory; the books
  /// have those before.
  public var formerOrders: [Id128] = []
  /// The payment password.
  public var password = PaymentPassword(digest: nil, salt: nil, off: false)
  /// Wrong payment passwords, by person (T13).
  public var locks: [ResidentID: PaymentLock] = [:]
  /// The last operation that changed it.
  public var sequence: UInt64 = 0

  /// Makes it of its registration.
  public init(registration: Registration, enrolments: [Enrolment]) {
    self.registration = registration
    self.enrolments = enrolments
  }
}
