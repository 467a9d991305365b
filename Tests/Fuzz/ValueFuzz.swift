// modules: Protocol
import Protocol

/// Parses bytes as every value that is typed, or that a message carries as text: each has one
/// canonical text.
enum ValueFuzz: FuzzTarget {
  static func run(_ input: [UInt8]) throws(BrokenProperty) {
    let text = String(decoding: input, as: UTF8.self)
    try canonical(TaxpayerID.self, text)
    try canonical(ResidentID.self, text)
    try canonical(NoticeNumber.self, text)
    try canonical(AgreementNumber.self, text)
    try canonical(UnitNumber.self, text)
    try canonical(AccountNumber.self, text)
    try typed(TaxpayerID.self, text, \.text)
    try typed(ResidentID.self, text, \.text)
    try typed(NoticeNumber.self, text, \.text)
    try typed(AgreementNumber.self, text, \.text)
    try typed(UnitNumber.self, text, \.text)
    try typed(AccountNumber.self, text, \.text)
    try typed(BankNumber.self, text, \.text)
    try typed(MobileNumber.self, text, \.text)
    if let money = Money(yuan: text) {
      try BrokenProperty.unless(Money(yuan: money.description) == money, "another amount: \(money)")
    }
    try described(BusinessDate(text)) { BusinessDate($0) }
    try described(Period(text)) { Period($0) }
    try described(RegistrationNumber(text)) { RegistrationNumber($0) }
    if input.count >= 8 {
      try number(input.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
  }

  private static func canonical<Value: TextValue>(
    _ type: Value.Type, _ text: String
  ) throws(BrokenProperty) {
    guard let value = Value(text: text) else { return }
    try BrokenProperty.unless(value.text == text, "\(type): \(text) is \(value.text)")
    try BrokenProperty.unless(text.utf8.count <= Value.bytesMax, "\(type): too long: \(text)")
  }

  private static func typed<Value: TypedValue & Equatable>(
    _ type: Value.Type, _ text: String, _ written: (Value) -> String
  ) throws(BrokenProperty) {
    func parsed(_ text: String) -> Value? {
      Readable.value { () throws(IdentifierProblem) in try Value.parse(text) }
    }
    guard let value = parsed(text) else { return }
    try BrokenProperty.unless(
      parsed(written(value)) == value, "\(type): \(text) does not come back")
  }

  private static func described<Value: Equatable & CustomStringConvertible>(
    _ value: Value?, _ read: (String) -> Value?
  ) throws(BrokenProperty) {
    guard let value else { return }
    try BrokenProperty.unless(read(value.description) == value, "does not come back: \(value)")
  }

  private static func number(_ number: UInt64) throws(BrokenProperty) {
    func check<Value: NumberValue>(_ type: Value.Type) throws(BrokenProperty) {
      guard let value = Value(number: number) else { return }
      try BrokenProperty.unless(value.number == number, "\(type): \(number) is \(value.number)")
    }
    try check(BusinessDate.self)
    try check(Period.self)
    try check(RegistrationNumber.self)
    try check(BankNumber.self)
    try check(MobileNumber.self)
    try check(TicketNumber.self)
    try check(TaxOfficeCode.self)
  }
}
