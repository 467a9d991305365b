import Protocol
import Testing

/// An encoding that no encoder writes, and the error it must give.
struct NonCanonical: Sendable, CustomStringConvertible {
  let rule: String
  let bytes: String
  let reason: Malformed.Reason
  let offset: Int
  let path: [UInt16]
  var description: String { "\(rule) \(bytes)" }

  init(
    _ rule: String, _ bytes: String, _ reason: Malformed.Reason, _ offset: Int,
    _ path: [UInt16] = []
  ) {
    self.rule = rule
    self.bytes = bytes
    self.reason = reason
    self.offset = offset
    self.path = path
  }

  var malformed: Malformed { Malformed(reason, offset: offset, path: path) }
}

@Suite struct `Canonical rules` {
  static let plain: [NonCanonical] = [
    NonCanonical("C1 descending", "10 01 08 01", .fieldOrder, 2),
    NonCanonical("C1 descending unknown", "38 01 18 01", .fieldOrder, 2),
    NonCanonical("C2 twice", "08 01 08 02", .fieldRepeated, 2),
    NonCanonical("C2 unknown twice", "38 01 38 01", .fieldRepeated, 2),
    NonCanonical("C3 value", "08 81 00", .varintNotMinimal, 1, [1]),
    NonCanonical("C3 zero in two bytes", "08 80 00", .varintNotMinimal, 1, [1]),
    NonCanonical("C3 ten bytes", "08 ff*9 00", .varintNotMinimal, 1, [1]),
    NonCanonical("C3 tag", "88 00 01", .varintNotMinimal, 0),
    NonCanonical("C3 length", "2a 81 00 61", .varintNotMinimal, 1, [5]),
    NonCanonical("C3 skipped", "38 81 00", .varintNotMinimal, 1, [7]),
    NonCanonical("C4 tenth byte 2", "08 ff*9 02", .varintOverflow, 1, [1]),
    NonCanonical("C4 eleven bytes", "08 80*10 01", .varintOverflow, 1, [1]),
    NonCanonical("C4 tag", "ff*9 7f", .varintOverflow, 0),
    NonCanonical("C4 length", "2a ff*10", .varintOverflow, 1, [5]),
    NonCanonical("C5 number", "08 00", .defaultEncoded, 1, [1]),
    NonCanonical("C5 number32", "10 00", .defaultEncoded, 1, [2]),
    NonCanonical("C5 signed", "18 00", .defaultEncoded, 1, [3]),
    NonCanonical("C5 flag", "20 00", .defaultEncoded, 1, [4]),
    NonCanonical("C5 text", "2a 00", .defaultEncoded, 1, [5]),
    NonCanonical("C5 bytes", "7a 00", .defaultEncoded, 1, [15]),
    NonCanonical("C5 secret", "82 01 00", .defaultEncoded, 2, [16]),
    NonCanonical("C6 flag of 2", "20 02", .flagNotOne, 1, [4]),
    NonCanonical("C6 flag of 2^64-1", "20 ff*9 01", .flagNotOne, 1, [4]),
    NonCanonical("C7 overlong", "2a 02 c0 80", .textNotUTF8, 2, [5]),
    NonCanonical("C7 surrogate", "2a 03 ed a0 80", .textNotUTF8, 2, [5]),
    NonCanonical("C7 beyond U+10FFFF", "2a 04 f4 90 80 80", .textNotUTF8, 2, [5]),
    NonCanonical("C7 continuation alone", "2a 01 80", .textNotUTF8, 2, [5]),
    NonCanonical("C7 cut", "2a 02 e8 b4", .textNotUTF8, 2, [5]),
    NonCanonical("C8 text", "2a 05 61", .lengthBeyondParent, 1, [5]),
    NonCanonical("C8 length 2^64-1", "2a ff*9 01", .lengthBeyondParent, 1, [5]),
    NonCanonical("C8 length 2^63", "2a 80*9 01", .lengthBeyondParent, 1, [5]),
    NonCanonical("C8 skipped", "3a 02 00", .lengthBeyondParent, 1, [7]),
    NonCanonical("C9 tag alone", "08", .truncated, 1, [1]),
    NonCanonical("C9 half a tag", "80", .truncated, 0),
    NonCanonical("C9 half a number", "08 ff", .truncated, 1, [1]),
    NonCanonical("C9 half a fixed64", "39 00*7", .truncated, 1, [7]),
    NonCanonical("C9 half a fixed128", "3b 00*15", .truncated, 1, [7]),
    NonCanonical("C9 half a fixed32", "3d 00*3", .truncated, 1, [7]),
    NonCanonical("C11 wire 4", "3c 00", .wireReserved, 1, [7]),
    NonCanonical("C11 wire 6", "3e 00", .wireReserved, 1, [7]),
    NonCanonical("C11 wire 7", "3f 00", .wireReserved, 1, [7]),
    NonCanonical("C12 text", "2a 15 61*21", .tooLong, 1, [5]),
    NonCanonical("C12 bytes", "7a 41 00*65", .tooLong, 1, [15]),
    NonCanonical("C13 number as bytes", "0a 01 01", .wrongWire, 1, [1]),
    NonCanonical("C13 text as number", "28 01", .wrongWire, 1, [5]),
    NonCanonical("C13 reserved wire", "0c 01", .wrongWire, 1, [1]),
    NonCanonical("C14 id 0", "00 01", .fieldZero, 0),
    NonCanonical("C14 id 0 after another", "08 01 02 00", .fieldZero, 2),
    NonCanonical("id 65536", "80 80 20 00", .fieldTooLarge, 0),
    NonCanonical("id 65537", "88 80 20 00", .fieldTooLarge, 0),
    NonCanonical("id 2^32 + 1", "88 80*4 01 00", .fieldTooLarge, 0),
    NonCanonical("id 2^61 - 1", "f8 ff*8 01 00", .fieldTooLarge, 0),
    NonCanonical("even unknown", "30 01", .unknownField, 1, [6]),
    NonCanonical("even unknown at the end", "fa ff 1f 01 01 80 80 20 00", .fieldTooLarge, 5),
    NonCanonical("number32 of 2^32", "10 80*4 10", .numberTooLarge, 1, [2]),
  ]

  @Test(arguments: plain)
  func `a plain message that breaks a rule is refused`(_ wrong: NonCanonical) {
    #expect(throws: wrong.malformed) { try decode(Plain.self, from: hex(wrong.bytes)) }
  }

  static let lists: [NonCanonical] = [
    NonCanonical("C5 empty list", "0a 00", .defaultEncoded, 1, [1]),
    NonCanonical("C8 element", "0a 02 05 08", .lengthBeyondParent, 2, [1]),
    NonCanonical("C8 second element", "0a 03 00 02 08", .lengthBeyondParent, 2, [1]),
    NonCanonical("C8 length of an element of 2^63", "0a 0a 80*9 01", .lengthBeyondParent, 2, [1]),
    NonCanonical("C3 length of an element", "0a 03 81 00 08", .varintNotMinimal, 2, [1]),
    NonCanonical("C12 messages", "0a 04 00*4", .tooMany, 1, [1]),
    NonCanonical("C12 numbers", "12 04 02*4", .tooMany, 1, [2]),
    NonCanonical("C12 texts", "1a 0c 02 30 30 02 30 30 02 30 30 02 30 30", .tooMany, 1, [3]),
    NonCanonical("C12 choices", "22 04 01*4", .tooMany, 1, [4]),
    NonCanonical("C12 ids", "2a 40 00*64", .tooMany, 1, [5]),
    NonCanonical("C12 element too long", "1a 0a 09 30*9", .tooLong, 2, [3]),
    NonCanonical("C9 half an id", "2a 0f 00*15", .truncated, 2, [5]),
    NonCanonical("C9 half an id after one", "2a 11 00*17", .truncated, 18, [5]),
    NonCanonical("C9 half a number", "32 02 01 80", .truncated, 3, [6]),
    NonCanonical("no such choice", "22 01 03", .unknownChoice, 2, [4]),
    NonCanonical("choice 0", "22 02 01 00", .unknownChoice, 3, [4]),
    NonCanonical("bad number", "12 02 02 03", .badValue, 3, [2]),
    NonCanonical("bad text", "1a 03 02 30 61", .badValue, 2, [3]),
    NonCanonical("C7 within an element", "0a 04 03 1a 01 80", .textNotUTF8, 5, [1, 3]),
    NonCanonical("C1 within an element", "0a 06 05 1a 01 61 08 01", .fieldOrder, 6, [1]),
    NonCanonical("even unknown within an element", "0a 03 02 10 01", .unknownField, 4, [1, 2]),
  ]

  @Test(arguments: lists)
  func `a list that breaks a rule is refused`(_ wrong: NonCanonical) {
    #expect(throws: wrong.malformed) { try decode(Lists.self, from: hex(wrong.bytes)) }
  }

  static let strict =
    "08 c8 01 10 02 1a 02 31 32 23 00*15 07 2a 20 ab*32 30 02 3a 02 39 39 42 00"

  static let broken: [NonCanonical] = [
    NonCanonical("nothing", "", .missing, 0, [1]),
    NonCanonical("no money", "10 02", .missing, 1, [1]),
    NonCanonical("no number", "08 c8 01", .missing, 3, [2]),
    NonCanonical("no text", "08 c8 01 10 02", .missing, 5, [3]),
    NonCanonical("no id", "08 c8 01 10 02 1a 02 31 32", .missing, 9, [4]),
    NonCanonical("no digest", "08 c8 01 10 02 1a 02 31 32 23 00*16", .missing, 26, [5]),
    NonCanonical("bad number", "08 c8 01 10 03", .badValue, 4, [2]),
    NonCanonical("money beyond", "08 ff*9 01 10 02", .badValue, 1, [1]),
    NonCanonical("bad text", "08 c8 01 10 02 1a 02 31 61", .badValue, 6, [3]),
    NonCanonical("empty text", "08 c8 01 10 02 1a 00", .badValue, 6, [3]),
    NonCanonical("long text", "08 c8 01 10 02 1a 09 31*9", .tooLong, 6, [3]),
    NonCanonical("half an id", "08 c8 01 10 02 1a 02 31 32 23 00*15", .truncated, 10, [4]),
    NonCanonical(
      "digest of 31", "08 c8 01 10 02 1a 02 31 32 23 00*16 2a 1f ab*31", .wrongLength, 27, [5]),
    NonCanonical(
      "digest of 33", "08 c8 01 10 02 1a 02 31 32 23 00*16 2a 21 ab*33", .wrongLength, 27, [5]),
    NonCanonical(
      "choice 3", "08 c8 01 10 02 1a 02 31 32 23 00*16 2a 20 ab*32 30 03", .unknownChoice, 61,
      [6]),
    NonCanonical(
      "choice 256 + 1", "08 c8 01 10 02 1a 02 31 32 23 00*16 2a 20 ab*32 30 81 02",
      .unknownChoice, 61, [6]),
    NonCanonical(
      "C8 nested beyond", "08 c8 01 10 02 1a 02 31 32 23 00*16 2a 20 ab*32 30 02 3a 02 39 39 42 01",
      .lengthBeyondParent, 67, [8]),
    NonCanonical(
      "C8 within nested",
      "08 c8 01 10 02 1a 02 31 32 23 00*16 2a 20 ab*32 30 02 3a 02 39 39 42 02 1a 05",
      .lengthBeyondParent, 69, [8, 3]),
  ]

  @Test(arguments: broken)
  func `a missing or wrong field that is always written is refused`(_ wrong: NonCanonical) {
    #expect(throws: wrong.malformed) { try decode(Strict.self, from: hex(wrong.bytes)) }
  }

  @Test func `the strict message around the broken ones is whole`() throws {
    let message = try decode(Strict.self, from: hex(Self.strict))
    #expect(message.amount == Money(fen: 100))
    #expect(message.key == Id128(high: 0, low: 7))
    #expect(message.fruit == .pear)
    #expect(message.inner == Memo(serial: 0, memo: nil))
    #expect(encode(message) == hex(Self.strict))
  }

  @Test(arguments: ["38 01", "39 00*8", "3a 02 aa bb", "3a 00", "3b 00*16", "3d 00*4"])
  func `an unknown odd field is passed over, whatever its wire type`(_ unknown: String) throws {
    var skipped = 0
    let bytes = hex("08 05 \(unknown) 7a 01 ff")
    let message = try decode(Plain.self, from: bytes.span, skipped: &skipped)
    #expect(skipped == 1)
    #expect(digits(encode(message)) == "08 05 7a 01 ff")
  }

  @Test(arguments: ["30 01", "31 00*8", "32 00", "33 00*16", "35 00*4"])
  func `an unknown even field is refused, whatever its wire type`(_ unknown: String) {
    #expect(throws: Malformed(.unknownField, offset: 3, path: [6])) {
      try decode(Plain.self, from: hex("08 05 \(unknown)"))
    }
  }

  @Test func `unknown odd fields are passed over inside lists and at the end`() throws {
    var skipped = 0
    let bytes = hex("0a 05 04 08 01 28 09 3a 00")
    let message = try decode(Lists.self, from: bytes.span, skipped: &skipped)
    #expect(message.lines == [Memo(serial: 1, memo: nil)])
    #expect(skipped == 2)
  }

  @Test func `an error names its fields`() throws {
    let shape = try MessageShape.of(Lists.self)
    #expect(shape.names(of: [1, 3]) == "lines.memo")
    #expect(shape.names(of: [1, 77]) == "lines.77")
    #expect(
      Malformed(.tooLong, offset: 9, path: [1, 3]).description
        == "TOO_LONG in field 1.3 at byte 9")
    #expect(Malformed(.fieldOrder, offset: 2, path: []).description == "FIELD_ORDER at byte 2")
  }
}
