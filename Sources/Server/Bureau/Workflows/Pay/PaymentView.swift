internal import Protocol

enum PaymentView {
  static func payment(_ number: TicketNumber, of employer: Employer?) -> Payment? { nil }
}
