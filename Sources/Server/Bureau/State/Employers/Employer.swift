package import Protocol

/// What is on file of an employer and owed by it, as far as it is open (缴费单位).
///
/// Paid notices stay until the employer is let go from memory; loading reads the open ones only.
package struct Employer: Sendable, Equatable {
  /// 税务登记, unmasked.
  package var registration: Registration
  /// 参保登记.
  package var enrolments: [Enrolment]
  package var notices: [NoticeNumber: Notice] = [:]
  /// Its payment attempts.
  package var attempts: [TicketNumber: Attempt] = [:]
  package var agreements: [AgreementNumber: AgreementState] = [:]
  /// Orders about its agreements that later ones have replaced since it came into memory; the books
  /// have those before.
  package var formerOrders: [Id128] = []
  /// The payment password.
  package var password = PaymentPassword(digest: nil, salt: nil, off: false)
  /// Wrong payment passwords, by person (T13).
  package var locks: [ResidentID: PaymentLock] = [:]
  /// The last operation that changed it.
  package var sequence: UInt64 = 0

  package init(registration: Registration, enrolments: [Enrolment]) {
    self.registration = registration
    self.enrolments = enrolments
  }
}
