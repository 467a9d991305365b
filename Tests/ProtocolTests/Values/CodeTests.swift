import Protocol
import Testing

@Suite struct CodeTests {
  @Test func `an office belongs to its bureau`() throws {
    let office = try #require(TaxOfficeCode("14501070500"))
    #expect(office.bureau == TaxOfficeCode("14501070000"))
    #expect(office.bureau.bureau == office.bureau)
    #expect(office.division == 450_107)
    #expect(TaxOfficeCode("13702020000")?.bureau.text == "13702020000")
    #expect(TaxOfficeCode("21100000000") != nil)
  }

  @Test(arguments: ["", "1370202000", "03702020000", "33702020000", "1370202000A", "137020200000"])
  func `other offices are refused`(text: String) {
    #expect(TaxOfficeCode(text) == nil)
  }

  @Test func `an item belongs to its levy`() throws {
    let item = try #require(LevyItemCode("102010100"))
    let levy = try #require(LevyCode("10201"))
    #expect(item.levy == levy)
    #expect(LevyItemCode(levy: levy, item: 100) == item)
    #expect(LevyItemCode(levy: levy, item: 10_000) == nil)
    #expect(LevyItemCode("102120001")?.levy.text == "10212")
  }

  @Test func `codes end at their limits`() {
    #expect(LevyCode(number: 9_999) == nil && LevyCode(number: 10_000) != nil)
    #expect(LevyCode(number: 99_999) != nil && LevyCode(number: 100_000) == nil)
    #expect(LevyItemCode(number: 99_999_999) == nil && LevyItemCode(number: 100_000_000) != nil)
    #expect(LevyItemCode(number: 999_999_999) != nil && LevyItemCode(number: 1_000_000_000) == nil)
    #expect(TaxOfficeCode(number: 9_999_999_999) == nil)
    #expect(TaxOfficeCode(number: 29_999_999_999) != nil)
    #expect(TaxOfficeCode(number: 30_000_000_000) == nil)
    #expect(AgencyCode(number: 999_999_999_999_999_999) == nil)
    #expect(AgencyCode(number: 1_000_000_000_000_000_000) != nil)
    #expect(AgencyCode(number: 9_999_999_999_999_999_999) != nil)
    #expect(AgencyCode(number: 10_000_000_000_000_000_000) == nil)
    #expect(AgencyCode("3702023702020000001")?.text == "3702023702020000001")
    #expect(AgencyCode("99999999999999999999") == nil)
  }

  @Test(
    arguments: [
      (TicketNumber.Kind.payment, "2026-04", 1, "437026260400000001"),
      (.certificate, "2026-04", 1, "437025260400000001"),
      (.payment, "2026-05", 1, "437026260500000001"),
      (.payment, "2099-12", 99_999_999, "437026991299999999"),
      (.certificate, "2000-01", 7, "437025000100000007"),
    ] as [(TicketNumber.Kind, String, UInt32, String)])
  func `a ticket's number is made of its parts`(
    kind: TicketNumber.Kind, month: String, serial: UInt32, text: String
  ) throws {
    let month = try #require(Period(month))
    let ticket = try #require(
      TicketNumber(region: 3702, kind: kind, month: month, serial: serial))
    #expect(ticket.text == text)
    #expect(TicketNumber(text) == ticket)
    #expect(TicketNumber(number: ticket.number) == ticket)
    #expect(ticket.region == 3702 && ticket.kind == kind)
    #expect(ticket.month == month && ticket.serial == serial)
  }

  @Test(arguments: [
    "", "337026260400000001", "537026260400000001", "437027260400000001", "437024260400000001",
    "437026260000000001", "437026261300000001", "437026260400000000", "400996260400000001",
    "43702626040000000", "4370262604000000012", "43702626040000000A",
  ])
  func `other tickets are refused`(text: String) {
    #expect(TicketNumber(text) == nil)
  }

  @Test func `a ticket's parts have limits`() throws {
    let month = try #require(Period("2026-04"))
    let past = try #require(Period("1999-12"))
    let far = try #require(Period("2100-01"))
    #expect(TicketNumber(region: 3702, kind: .payment, month: month, serial: 0) == nil)
    #expect(TicketNumber(region: 3702, kind: .payment, month: month, serial: 100_000_000) == nil)
    #expect(TicketNumber(region: 999, kind: .payment, month: month, serial: 1) == nil)
    #expect(TicketNumber(region: 10_000, kind: .payment, month: month, serial: 1) == nil)
    #expect(TicketNumber(region: 3702, kind: .payment, month: past, serial: 1) == nil)
    #expect(TicketNumber(region: 3702, kind: .payment, month: far, serial: 1) == nil)
    #expect(TicketNumber(number: .max) == nil)
  }

  @Test func `numbers on papers have limits`() throws {
    #expect(NoticeNumber(text: "HR2026040000000001") != nil)
    #expect(NoticeNumber(text: String(repeating: "A", count: 32)) != nil)
    #expect(NoticeNumber(text: String(repeating: "A", count: 33)) == nil)
    #expect(AgreementNumber(text: "1370202000091370202MA3D0X012U") != nil)
    #expect(AgreementNumber(text: String(repeating: "-", count: 60)) != nil)
    #expect(AgreementNumber(text: String(repeating: "-", count: 61)) == nil)
    #expect(UnitNumber(text: "123456") != nil && UnitNumber(text: "12345") == nil)
    #expect(UnitNumber(text: "123456789ABC") != nil && UnitNumber(text: "123456789ABCD") == nil)
    for text in ["", "a", "A B", "Ａ", "HR_1", "A\u{0}"] {
      #expect(NoticeNumber(text: text) == nil && AgreementNumber(text: text) == nil)
    }
    #expect(UnitNumber(text: "1234-6") == nil)
    #expect(try NoticeNumber.parse(" hr2026-1 ").text == "HR2026-1")
    #expect(try AgreementNumber.parse("a-1").text == "A-1")
    #expect(try UnitNumber.parse("37020a").text == "37020A")
    #expect(problem(NoticeNumber.self, "A_B") == .badCharacter(at: 2, found: "_"))
    #expect(problem(NoticeNumber.self, " ") == .wrongLength(expected: 1...32, found: 0))
    #expect(problem(UnitNumber.self, "1234-6") == .badCharacter(at: 5, found: "-"))
  }
}

@Suite struct RoundTripTests {
  /// Any number is either refused or returned unchanged: no value has two encodings.
  private func numbers<Value: NumberValue>(_ type: Value.Type, within range: ClosedRange<UInt64>) {
    var random = SplitMix64(seed: 5)
    for _ in 0..<500 {
      let shift = UInt64.random(in: 0...63, using: &random)
      for number in [random.next() >> shift, UInt64.random(in: range, using: &random)] {
        if let value = Value(number: number) {
          #expect(value.number == number)
          #expect(Value(number: value.number) == value)
        }
      }
    }
  }

  private func texts<Value: DigitCode>(_ type: Value.Type, within range: ClosedRange<UInt64>) {
    numbers(type, within: range)
    var random = SplitMix64(seed: 6)
    for _ in 0..<500 {
      guard let value = Value(number: UInt64.random(in: range, using: &random)) else { continue }
      #expect(Value(value.text) == value)
      #expect(value.text.utf8.count == Value.digitCount)
    }
  }

  @Test func `every number comes back as itself`() {
    texts(LevyCode.self, within: 10_000...99_999)
    texts(LevyItemCode.self, within: 100_000_000...999_999_999)
    texts(TaxOfficeCode.self, within: 10_000_000_000...29_999_999_999)
    texts(AgencyCode.self, within: 1_000_000_000_000_000_000...9_999_999_999_999_999_999)
    texts(MobileNumber.self, within: 13_000_000_000...19_999_999_999)
    texts(BankNumber.self, within: 1_000_000_000...999_999_999_999)
    texts(TicketNumber.self, within: 400_000_000_000_000_000...499_999_999_999_999_999)
    numbers(RegistrationNumber.self, within: 0...39_999_999_999_999_999)
    numbers(PersonalCard.self, within: 1_000_000_000_000_000...9_999_999_999_999_999_999)
    numbers(Period.self, within: 190001...999912)
    numbers(PeriodRange.self, within: 190001_190001...999912_999912)
    numbers(BusinessDate.self, within: 1900_01_01...9999_12_31)
    numbers(Timestamp.self, within: 0...Timestamp.latest.milliseconds)
    numbers(Rate.self, within: 0...1_000_000)
  }

  /// The same for random texts near valid ones.
  private func texts<Value: TextValue>(_ type: Value.Type, _ seeds: [String]) {
    var random = SplitMix64(seed: 7)
    let characters = Array("0123456789ABCFXYZ-xa １")
    for seed in seeds {
      for _ in 0..<300 {
        var text = Array(seed)
        let index = Int.random(in: text.indices, using: &random)
        switch UInt8.random(in: 0...2, using: &random) {
        case 0: text[index] = characters.randomElement(using: &random) ?? "0"
        case 1: text.remove(at: index)
        default: text.insert(characters.randomElement(using: &random) ?? "0", at: index)
        }
        guard let value = Value(text: String(text)) else { continue }
        #expect(value.text == String(text))
        #expect(value.text.utf8.count <= Value.bytesMax)
      }
    }
  }

  @Test func `every text comes back as itself`() {
    texts(
      TaxpayerID.self, ["91370202MA3D0X012U", "370202MA3D0X012", "F00000", "11010519491231002X01"])
    texts(ResidentID.self, [ResidentIDTests.example])
    texts(AccountNumber.self, ["12345678", "12345678901234567890123456789012"])
    texts(NoticeNumber.self, ["A", "HR2026040000000001"])
    texts(AgreementNumber.self, ["1370202000091370202MA3D0X012U"])
    texts(UnitNumber.self, ["123456", "123456789ABC"])
  }
}
