internal import Protocol

enum AgreementOrders {
  static func order(_ agreement: AgreementState, of employer: Employer) -> BankOrder? { nil }
}
