import Protocol
import Testing

@Suite struct `Encoding` {
  @Test func `a message of defaults is empty`() throws {
    #expect(encode(plainDefault).isEmpty)
    #expect(try decode(Plain.self, from: []) == plainDefault)
  }

  static let numbers: [(UInt64, String)] = [
    (1, "08 01"), (127, "08 7f"), (128, "08 80 01"), (16383, "08 ff 7f"),
    (16384, "08 80 80 01"), (1 << 32, "08 80 80 80 80 10"), (.max, "08 ff*9 01"),
  ]

  @Test(arguments: numbers)
  func `numbers are minimal varints`(_ number: UInt64, _ text: String) throws {
    let message = plain(heads: number)
    #expect(encode(message) == hex(text))
    #expect(try decode(Plain.self, from: hex(text)) == message)
  }

  static let changes: [(Int64, String)] = [
    (-1, "18 01"), (1, "18 02"), (-2, "18 03"), (.max, "18 fe ff*8 01"), (.min, "18 ff*9 01"),
  ]

  @Test(arguments: changes)
  func `signed numbers are zigzag`(_ number: Int64, _ text: String) throws {
    let message = plain(change: number)
    #expect(encode(message) == hex(text))
    #expect(try decode(Plain.self, from: hex(text)) == message)
  }

  @Test func `tags take one, two and three bytes`() throws {
    let message = Plain(
      heads: 5, small: 300, change: 0, sequential: true, title: "社", proof: [255],
      password: "p", token: [1])
    #expect(
      digits(encode(message))
        == "08 05 10 ac 02 20 01 2a 03 e7 a4 be 7a 01 ff 82 01 01 70 fa ff 1f 01 01")
    #expect(try decode(Plain.self, from: encode(message)) == message)
  }

  @Test func `lists are one body of elements`() throws {
    let two = try #require(Even(number: 2))
    let plate = try #require(Plate(text: "12"))
    let message = Lists(
      lines: [Memo(serial: 1, memo: nil), Memo(serial: 0, memo: "")], pairs: [two, two],
      plates: [plate], fruits: [.plum], keys: [Id128(high: 1, low: 2)], numbers: [0, 128])
    let text =
      "0a 06 02 08 01 02 1a 00 12 02 02 02 1a 03 02 31 32 22 01 09 "
      + "2a 10 00*7 01 00*7 02 32 03 00 80 01"
    #expect(encode(message) == hex(text))
    #expect(try decode(Lists.self, from: hex(text)) == message)
  }

  @Test func `optional fields are present also when zero or empty`() throws {
    let bytes = hex(
      "08 00 10 00 18 00 20 00 2a 00 32 00 3a 00 42 00 50 00 82 01 00 8a 01 00 92 01 00")
    let message = try decode(Maybe.self, from: bytes)
    #expect(message.heads == 0)
    #expect(message.sequential == false)
    #expect(message.title == "")
    #expect(message.token == [])
    #expect(message.pin == nil)
    #expect(message.amount == Money.zero)
    #expect(message.inner == Memo(serial: 0, memo: nil))
    #expect(message.lines == [])
    #expect(message.pairs == [])
    #expect(message.plates == nil)
    #expect(encode(message) == bytes)
  }

  @Test(arguments: [1, 125, 126, 127, 128, 509, 16_380, 16_384, 70_000])
  func `lengths of one, two and three bytes come before what they count`(_ count: Int) throws {
    let block = Block(body: Array(repeating: 7, count: count), text: "after")
    let message = Wide(first: block, blocks: [block, block], after: 3)
    let bytes = encode(message)
    #expect(try decode(Wide.self, from: bytes) == message)
    #expect(size(of: message) == bytes.count)
    #expect(bytes.suffix(2) == [0x18, 3])
  }

  @Test func `depth 32 is read and depth 33 refused`() throws {
    #expect(try decode(Deep.self, from: encode(Deep.nested(32))) == Deep.nested(32))
    #expect(try check(Deep.nested(32)) == encode(Deep.nested(32)).count)
    let tooDeep = Deep.nested(33)
    #expect { try decode(Deep.self, from: encode(tooDeep)) } throws: { error in
      (error as? Malformed)?.reason == .tooDeep
    }
    #expect { try check(tooDeep) } throws: { error in
      (error as? Malformed)?.reason == .tooDeep
    }
  }

  @Test func `check names the first broken limit with its path`() throws {
    let line = Memo(serial: 1, memo: String(repeating: "a", count: 141))
    let lists = Lists(lines: [line], pairs: [], plates: [], fruits: [], keys: [], numbers: [])
    #expect(throws: Malformed(.tooLong, offset: 0, path: [1, 3])) { try check(lists) }
    let many = Lists(
      lines: [], pairs: [], plates: [], fruits: [], keys: [], numbers: [1, 2, 3, 4])
    #expect(throws: Malformed(.tooMany, offset: 0, path: [6])) { try check(many) }
  }

  private func plain(heads: UInt64 = 0, change: Int64 = 0) -> Plain {
    Plain(
      heads: heads, small: 0, change: change, sequential: false, title: "", proof: [],
      password: "", token: [])
  }
}
