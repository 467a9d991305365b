import Protocol
import Testing

/// Identifiers are synthetic, but for the example of GB 32100.
@Suite struct TaxpayerIDTests {
  @Test(arguments: [
    ("91350100M000100Y43", TaxpayerID.Kind.unifiedCode), ("91370202MA3D0X012U", .unifiedCode),
    ("91370212MA3FABC159", .unifiedCode), ("12370200005000018W", .unifiedCode),
    ("370202MA3D0X012", .legacy15), ("350100M000100Y4", .legacy15), ("F00000", .nonresident),
    ("FR7001234567890ABCDE", .nonresident), ("11010519491231002X", .personal),
    ("11010519491231002X01", .personal),
  ])
  func `each form is known by its text alone`(text: String, kind: TaxpayerID.Kind) throws {
    let id = try #require(TaxpayerID(text: text))
    #expect(id.kind == kind)
    #expect(id.text == text)
    #expect(try TaxpayerID.parse(" \(text.lowercased())\t") == id)
    #expect((TaxpayerID(nonresident: text) != nil) == (kind == .nonresident))
  }

  /// A remainder of 0 asks for character 31, which is "0"; an inner 10 is X and an inner 11 is 0.
  @Test(arguments: ["913702020000001820", "9137020200000006XU", "91370202000000000U"])
  func `the turning points of both checks are known`(text: String) {
    #expect(TaxpayerID(text: text)?.kind == .unifiedCode)
  }

  @Test(arguments: [
    ("91370202MA3D0X0I2U", IdentifierProblem.excludedLetter(at: 16, found: "I")),
    ("9137O202MA3D0X012U", .excludedLetter(at: 5, found: "O")),
    ("91370202MA3D0X01ZU", .excludedLetter(at: 17, found: "Z")),
    ("9137020SMA3D0X012U", .excludedLetter(at: 8, found: "S")),
    ("91370202MA3D0X012V", .excludedLetter(at: 18, found: "V")),
    ("91370202MA3D0X012W", .wrongCheck(expected: "U")),
    ("91370202MA3D0X0121", .wrongCheck(expected: "U")),
    ("9137020AMA3D0X012U", .badCharacter(at: 8, found: "A")),
    ("91370202MA3D-X012U", .badCharacter(at: 13, found: "-")),
    ("91370202MA3D0X012", .wrongLength(expected: 18...18, found: 17)),
    ("", .wrongLength(expected: 18...18, found: 0)),
    ("91370202MA3D0X012Ｕ", .fullWidth(at: 18, found: "Ｕ")),
    ("91370202MA3D0X012é", .badCharacter(at: 18, found: "é")),
    ("91370202MA3D 0X012U", .badCharacter(at: 13, found: " ")),
    ("370202MA3D0X013", .wrongInnerCheck(at: 15, expected: "2")),
    ("3702A2MA3D0X012", .badCharacter(at: 5, found: "A")),
    ("370202MA3D0-012", .badCharacter(at: 12, found: "-")),
    ("F1234", .wrongLength(expected: 6...20, found: 5)),
    ("F12345678901234567890", .wrongLength(expected: 6...20, found: 21)),
    ("F1234-6", .badCharacter(at: 6, found: "-")),
    ("11010519491231002X0A", .badCharacter(at: 20, found: "A")),
    ("11010519491231002101", .wrongCheck(expected: "X")),
  ])
  func `a wrong code is refused with its problem`(typed: String, expected: IdentifierProblem) {
    #expect(problem(TaxpayerID.self, typed) == expected)
    #expect(TaxpayerID(text: typed) == nil)
  }

  @Test func `an inner check is looked at though the last one fits`() {
    // The organisation code's 2 became 3 and the last character was computed for it.
    let typed = "91370202MA3D0X013"
    let fitting = "0123456789ABCDEFGHJKLMNPQRTUWXY".compactMap { character in
      problem(TaxpayerID.self, typed + String(character))
    }.filter { $0 == .wrongInnerCheck(at: 17, expected: "2") }
    #expect(fitting.count == 1)
  }

  @Test func `eighteen digits that are both forms are a unified code`() throws {
    let text = "110105195001020974"
    #expect(ResidentID(text: text) != nil)
    #expect(TaxpayerID(text: text)?.kind == .unifiedCode)
  }

  @Test(arguments: ["91370202ma3d0x012u", " 91370202MA3D0X012U", "f00000", "11010519491231002x"])
  func `only the canonical text travels`(text: String) throws {
    #expect(TaxpayerID(text: text) == nil)
    _ = try TaxpayerID.parse(text)
  }

  @Test func `any one wrong character of a code is noticed`() {
    let right = Array("91370202MA3D0X012U")
    for index in right.indices {
      for character in "0123456789ABCDEFGHJKLMNPQRTUWXY" where character != right[index] {
        var wrong = right
        wrong[index] = character
        // An F in front makes it a non-resident's, of which nothing more is known.
        let expected: TaxpayerID.Kind? = wrong[0] == "F" ? .nonresident : nil
        #expect(TaxpayerID(text: String(wrong))?.kind == expected)
      }
    }
  }

  @Test func `a text that is far too long is refused first`() {
    let long = String(repeating: "９", count: 65)
    #expect(problem(TaxpayerID.self, long) == .wrongLength(expected: 1...64, found: 65))
    #expect(
      problem(TaxpayerID.self, String(repeating: "9", count: 64))
        == .wrongLength(expected: 18...18, found: 64))
  }

  @Test func `no problem contains the whole code`() {
    for typed in ["91370202MA3D0X012W", "11010519491231002X0A", "370202MA3D0X013"] {
      let text = problem(TaxpayerID.self, typed).map(String.init(describing:)) ?? typed
      #expect(!text.contains(typed))
    }
  }
}
