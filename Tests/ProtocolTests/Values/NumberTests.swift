import Protocol
import Testing

@Suite struct RegistrationNumberTests {
  @Test(
    arguments: [
      ("10113702020000012345", 3_702_020_000_012_345), ("10110000000000000000", 0),
      ("20129999999999999999", 39_999_999_999_999_999),
      ("10123702020000000001", 13_702_020_000_000_001),
      ("20113702020000000001", 23_702_020_000_000_001),
    ] as [(String, UInt64)])
  func `20 digits are packed into one number`(text: String, number: UInt64) throws {
    let registration = try #require(RegistrationNumber(text))
    #expect(registration.number == number)
    #expect(RegistrationNumber(number: number) == registration)
    #expect(registration.text == text)
    #expect("\(registration)" == text)
  }

  @Test(arguments: [
    "", "1011370202000001234", "101137020200000123456", "30113702020000012345",
    "10213702020000012345",
    "11113702020000012345", "10133702020000012345", "1011370202000001234A", "１0113702020000012345",
    "00113702020000012345", "10103702020000012345",
  ])
  func `other digits are refused`(text: String) {
    #expect(RegistrationNumber(text) == nil)
  }

  @Test func `the packed number ends at its limit`() {
    #expect(RegistrationNumber(number: 39_999_999_999_999_999) != nil)
    #expect(RegistrationNumber(number: 40_000_000_000_000_000) == nil)
    #expect(RegistrationNumber(number: .max) == nil)
  }

  @Test func `parts and texts agree, and order is the texts' order`() throws {
    var random = SplitMix64(seed: 3)
    var all: [RegistrationNumber] = []
    for _ in 0..<500 {
      let number = UInt64.random(in: 0..<40_000_000_000_000_000, using: &random)
      let one = try #require(RegistrationNumber(number: number))
      #expect(RegistrationNumber(one.text) == one)
      let parts = RegistrationNumber(
        subject: one.subject, origin: one.origin, division: one.division, serial: one.serial)
      #expect(parts == one)
      all.append(one)
    }
    #expect(all.sorted().map(\.text) == all.map(\.text).sorted())
    #expect(
      RegistrationNumber(subject: .person, origin: .local, division: 1_000_000, serial: 0) == nil)
    #expect(
      RegistrationNumber(subject: .person, origin: .local, division: 0, serial: 10_000_000_000)
        == nil)
  }
}

@Suite struct BankNumberTests {
  @Test(
    arguments: [
      ("105100000017", 105), ("102452000012", 102), ("103452000011", 103), ("104452000010", 104),
      ("105452000018", 105), ("308452000018", 308), ("402452000011", 402), ("011452002006", 11),
      ("313452060150", 313),
    ] as [(String, UInt32)])
  func `numbers with a right check are banks`(text: String, institution: UInt32) throws {
    let bank = try #require(BankNumber(text))
    #expect(bank.institution == institution)
    #expect(bank.text == text)
    #expect(BankNumber(number: bank.number) == bank)
    #expect(try BankNumber.parse(" \(text) ") == bank)
  }

  @Test(arguments: [
    ("105100000018", IdentifierProblem.wrongCheck(expected: "7")),
    ("10510000001", .wrongLength(expected: 12...12, found: 11)),
    ("10510000001X", .badCharacter(at: 12, found: "X")), ("000000000000", .unknownDivision),
  ])
  func `a wrong number is refused with its problem`(typed: String, expected: IdentifierProblem) {
    #expect(problem(BankNumber.self, typed) == expected)
    #expect(BankNumber(typed) == nil)
  }

  @Test func `every body has exactly one check`() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<500 {
      let body = "3\(random.digits(10))"
      #expect("0123456789".compactMap { BankNumber(body + String($0)) }.count == 1)
    }
    #expect(BankNumber(number: 1_000_000_000_000) == nil)
    #expect(BankNumber(number: .max) == nil)
  }
}

@Suite struct AccountNumberTests {
  @Test(arguments: ["12345678", "12345678901234567890123456789012", "3803021009200123456"])
  func `8 to 32 digits are an account`(text: String) throws {
    let account = try #require(AccountNumber(text: text))
    #expect(account.text == text)
    #expect(account.masked == "****\(text.suffix(4))")
    #expect("\(account)" == account.masked)
  }

  @Test(arguments: [
    ("1234567", IdentifierProblem.wrongLength(expected: 8...32, found: 7)),
    ("123456789012345678901234567890123", .wrongLength(expected: 8...32, found: 33)),
    ("1234567A", .badCharacter(at: 8, found: "A")), ("", .wrongLength(expected: 8...32, found: 0)),
    ("1-2-3-4-5-6-7", .wrongLength(expected: 8...32, found: 7)),
    ("1234 5678", .badCharacter(at: 5, found: " ")),
  ])
  func `a wrong account is refused with its problem`(typed: String, expected: IdentifierProblem) {
    #expect(problem(AccountNumber.self, typed) == expected)
    #expect(AccountNumber(text: typed) == nil)
  }

  @Test func `hyphens are typed but do not travel`() throws {
    #expect(try AccountNumber.parse("1234-5678-9012").text == "123456789012")
    #expect(AccountNumber(text: "1234-5678-9012") == nil)
  }

  @Test(arguments: [
    ("4111111111111111", true), ("4111111111111112", false), ("6222021234567890128", true),
    ("411111111111111", false),
  ])
  func `a personal card needs Luhn's check and 16 to 19 digits`(text: String, isCard: Bool) {
    #expect((PersonalCard(text) != nil) == isCard)
    #expect(PersonalCard(text)?.text == (isCard ? text : nil))
  }

  @Test func `a card does not begin with 0 or leave 19 digits`() {
    #expect(PersonalCard("0000000000000000") == nil)
    #expect(PersonalCard("04111111111111111") == nil)
    #expect(PersonalCard("41111111111111111111") == nil)
    #expect(PersonalCard(number: .max) == nil)
    #expect(PersonalCard("4111111111111111")?.description == "****1111")
  }
}

@Suite struct MobileNumberTests {
  @Test func `a mobile is masked in the middle`() throws {
    let mobile = try #require(MobileNumber("13800000000"))
    #expect(mobile.masked == "138****0000")
    #expect("\(mobile)" == "138****0000")
    #expect(mobile.text == "13800000000")
  }

  @Test(arguments: [
    ("12900000000", IdentifierProblem.badCharacter(at: 2, found: "2")),
    ("23800000000", .badCharacter(at: 1, found: "2")),
    ("1380000000", .wrongLength(expected: 11...11, found: 10)),
    ("138000000000", .wrongLength(expected: 11...11, found: 12)),
    ("1380000000O", .badCharacter(at: 11, found: "O")),
  ])
  func `a wrong mobile is refused with its problem`(typed: String, expected: IdentifierProblem) {
    #expect(problem(MobileNumber.self, typed) == expected)
    #expect(MobileNumber(typed) == nil)
  }

  @Test func `mobiles lie between their limits`() {
    #expect(MobileNumber(number: 12_999_999_999) == nil)
    #expect(MobileNumber(number: 13_000_000_000) != nil)
    #expect(MobileNumber(number: 19_999_999_999) != nil)
    #expect(MobileNumber(number: 20_000_000_000) == nil)
  }
}
