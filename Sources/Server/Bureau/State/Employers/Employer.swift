package import Protocol

/// An employer (缴费单位) in memory: its registration, open notices, attempts, agreements and payment
/// password.
///
/// Notices paid meanwhile stay until the employer is evicted; loading reads the open ones only.
package struct Employer: Sendable, Equatable {
  /// The tax registration (税务登记); its numbers are not masked.
  package var registration: Registration
  /// 参保登记.
  package var enrolments: [Enrolment]
  package var notices: [NoticeNumber: Notice] = [:]
  /// Attempts that are not final, and recent ones that are.
  package var attempts: [TicketNumber: Attempt] = [:]
  package var agreements: [AgreementNumber: AgreementState] = [:]
  /// Agreement orders replaced since the employer was loaded; the books have the earlier ones.
  package var formerOrders: [Id128] = []
  /// 支付密码.
  package var password = PaymentPassword(digest: nil, salt: nil, off: false)
  /// Wrong payment passwords by person (T13).
  package var locks: [ResidentID: PaymentLock] = [:]
  /// The sequence number of the last operation that changed it.
  package var sequence: UInt64 = 0

  package init(registration: Registration, enrolments: [Enrolment]) {
    self.registration = registration
    self.enrolments = enrolments
  }
}
