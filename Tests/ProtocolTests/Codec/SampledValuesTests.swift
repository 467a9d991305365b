import Protocol
import Testing

/// A message with one field of any domain number.
struct NumberBox<V: NumberValue>: Message {
  let value: V
  static var name: StaticString { V.typeName }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(value: c.value(1, "value", m?.value))
  }
}

/// A message with one field of any domain text.
struct TextBox<V: TextValue>: Message {
  let value: V
  static var name: StaticString { V.typeName }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(value: c.value(1, "value", m?.value))
  }
}

@Suite struct `Samples of domain values` {
  static let boxes: [SampleType] = [
    .of(NumberBox<PersonalCard>.self),
    .of(NumberBox<BankNumber>.self),
    .of(NumberBox<BusinessDate>.self),
    .of(NumberBox<LevyCode>.self),
    .of(NumberBox<LevyItemCode>.self),
    .of(NumberBox<MobileNumber>.self),
    .of(NumberBox<TaxOfficeCode>.self),
    .of(NumberBox<AgencyCode>.self),
    .of(NumberBox<Period>.self),
    .of(NumberBox<PeriodRange>.self),
    .of(NumberBox<Rate>.self),
    .of(NumberBox<RegistrationNumber>.self),
    .of(NumberBox<TicketNumber>.self),
    .of(NumberBox<Timestamp>.self),
    .of(NumberBox<Even>.self),
    .of(TextBox<AccountNumber>.self),
    .of(TextBox<NoticeNumber>.self),
    .of(TextBox<AgreementNumber>.self),
    .of(TextBox<UnitNumber>.self),
    .of(TextBox<ResidentID>.self),
    .of(TextBox<TaxpayerID>.self),
    .of(TextBox<Plate>.self),
  ]

  @Test(arguments: boxes, Filling.Amount.allCases)
  func `every domain type can be filled`(_ sample: SampleType, _ amount: Filling.Amount) throws {
    for seed: UInt64 in 0..<20 {
      #expect(try sample.isRoundTrip(Filling(amount, seed: seed)))
    }
  }

  @Test(arguments: boxes)
  func `random samples of a domain type differ`(_ sample: SampleType) throws {
    var found: Set<[UInt8]> = []
    for seed: UInt64 in 0..<50 { found.insert(try sample.encoded(Filling(.full, seed: seed))) }
    #expect(found.count > 3)
  }
}
