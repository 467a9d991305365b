import Terminal
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-1", "9223372036854775807", "-9223372036854775808", #""""#,
    #""中文 \"\\ \n\t""#, "[]", "{}", #"{"a":[1,{"b":null}],"c":"d"}"#, #""\u001b[31m\u202e""#,
    #""\udb40\udc01""#,
  ])
  func `a written value is read back and written the same`(text: String) throws {
    #expect(try JSONParser.parse(text).text == text)
  }

  @Test(arguments: [
    (" [ 1 , 2 ] ", "[1,2]"), (#""\u4e2d\/""#, #""中/""#), (#""\ud83d\ude00""#, #""😀""#),
    ("-0", "0"),
    ("\t{\r\n\"a\" : true}", #"{"a":true}"#), (#""\b\f""#, #""\u0008\u000c""#),
  ])
  func `other spellings mean the same`(text: String, canonical: String) throws {
    #expect(try JSONParser.parse(text).text == canonical)
  }

  @Test(
    arguments: [
      ("", JSONError.Problem.unexpectedEnd, 1), ("[1,", .unexpectedEnd, 4),
      ("{\"a\"", .unexpectedEnd, 5),
      ("tru", .unexpectedEnd, 4), ("trux", .unexpected, 4), ("\"ab", .unexpectedEnd, 4),
      ("[1,]", .unexpected, 4), ("{,}", .unexpected, 2), ("{\"a\":1,}", .unexpected, 8),
      ("1.5", .notWhole, 1), ("1e3", .notWhole, 1), ("9223372036854775808", .numberTooLarge, 1),
      ("01", .badNumber, 1), ("-", .badNumber, 1), ("\"\n\"", .controlCharacter, 2),
      (#""\x""#, .badEscape, 2), (#""\ud83d""#, .badEscape, 2), (#""\ude00""#, .badEscape, 2),
      (#""\ud83d\u0041""#, .badEscape, 2), (#""\u00g0""#, .badEscape, 2),
      (#"{"a":1,"a":2}"#, .duplicateKey("a"), 8), ("1 2", .trailing, 3), ("'a'", .unexpected, 1),
      ("NaN", .unexpected, 1), ("\u{feff}1", .unexpected, 1), ("[1 2]", .unexpected, 4),
    ] as [(String, JSONError.Problem, Int)])
  func `malformed JSON is refused with its column`(
    text: String, problem: JSONError.Problem, column: Int
  ) {
    #expect(throws: JSONError(problem: problem, column: column)) { try JSONParser.parse(text) }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: JSONError(problem: .notUTF8, column: 1)) {
      try JSONParser.parse([0x22, 0xff, 0x22])
    }
    // An overlong slash and a surrogate in UTF-8.
    for bytes: [UInt8] in [[0xc0, 0xaf], [0xed, 0xa0, 0x80]] {
      #expect(throws: JSONError(problem: .notUTF8, column: 1)) {
        try JSONParser.parse([0x22] + bytes + [0x22])
      }
    }
  }

  @Test func `depth is limited`() throws {
    let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    #expect(try JSONParser.parse(deepest).text == deepest)
    #expect(throws: JSONError(problem: .tooDeep, column: 33)) {
      try JSONParser.parse("[" + deepest + "]")
    }
    #expect(throws: JSONError.self) {
      try JSONParser.parse(String(repeating: "{\"a\":", count: 99))
    }
  }

  @Test func `size is limited`() throws {
    let room = JSONParser.bytesMax - 2
    #expect(try JSONParser.parse("\"" + String(repeating: "a", count: room) + "\"").string != nil)
    #expect(throws: JSONError(problem: .tooLarge, column: JSONParser.bytesMax + 1)) {
      try JSONParser.parse("\"" + String(repeating: "a", count: room + 1) + "\"")
    }
  }

  @Test func `ten thousand random and mutated texts never trap, and what parses is stable`() throws
  {
    var random = SeededGenerator(state: 5)
    let seed = Array(#"{"a":[1,-2,{"b":"\u4e2d\ud83d\ude00x"}],"c":null,"d":true}"#.utf8)
    for _ in 0..<10_000 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      guard let value = try? JSONParser.parse(bytes) else { continue }
      #expect(try JSONParser.parse(value.text) == value)
    }
  }

  @Test func `any string comes back`() throws {
    var random = SeededGenerator(state: 6)
    for _ in 0..<2_000 {
      let text = random.text(pieces: 20)
      let value: JSONValue = ["k": .string(text)]
      let parsed = try #require(try JSONParser.parse(value.text)["k"]?.string)
      #expect(parsed.unicodeScalars.elementsEqual(text.unicodeScalars))
    }
  }

  @Test func `a long list is written in pieces`() {
    var writer = JSONWriter()
    var text = ""
    writer.beginObject()
    writer.key("data")
    writer.beginArray()
    for number: Int64 in 0..<3 {
      writer.value(["n": .integer(number)])
      text += String(decoding: writer.drain(), as: UTF8.self)
    }
    writer.endArray()
    writer.key("ok")
    writer.value(true)
    writer.endObject()
    text += String(decoding: writer.drain(), as: UTF8.self)
    #expect(text == "{\"data\":[{\"n\":0},{\"n\":1},{\"n\":2}],\"ok\":true}")
    #expect(writer.count == 0)
  }

  @Test func `money is fen and yuan`() {
    #expect(JSONValue.money(fen: 123).text == #"{"fen":123,"yuan":"1.23"}"#)
  }
}
