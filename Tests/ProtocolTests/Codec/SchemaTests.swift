import Protocol
import Testing

@Suite struct `Schema entries` {
  @Test func `a shape tells all that a reader in another language needs`() throws {
    let shape = try MessageShape.of(Lists.self)
    #expect(shape.name == "Lists")
    #expect(shape.fields.map(\.id) == [1, 2, 3, 4, 5, 6])
    #expect(shape.fields.allSatisfy { $0.isList && $0.wire == 2 && $0.max == 3 })
    let types = ["Memo", "Even", "Plate", "Fruit", "id128", "number"]
    #expect(shape.fields.map(\.type) == types)
    #expect(shape.fields[0].message?.fields.map(\.name) == ["serial", "memo"])
    #expect(shape.fields[2].elementMax == 8)
    #expect(
      shape.fields[3].cases == [
        ChoiceCase(number: 1, name: "apple"), ChoiceCase(number: 2, name: "pear"),
        ChoiceCase(number: 9, name: "plum"),
      ])
  }

  @Test func `presence and secrecy are told`() throws {
    let strict = try MessageShape.of(Strict.self)
    #expect(strict.fields.allSatisfy { $0.presence == .required })
    #expect(strict.fields.filter(\.isSecret).map(\.name) == ["pin"])
    let maybe = try MessageShape.of(Maybe.self)
    #expect(maybe.fields.allSatisfy { $0.presence == .optional })
    #expect(maybe.fields.filter(\.isSecret).map(\.name) == ["password", "token", "pin"])
    #expect(maybe.fields[15].message?.name == "Memo")
    let plain = try MessageShape.of(Plain.self)
    #expect(plain.fields.allSatisfy { $0.presence == .defaulted })
    #expect(plain.fields.map(\.wire) == [0, 0, 0, 0, 2, 2, 2, 2])
  }

  @Test func `a message within itself has no shape`() {
    #expect(throws: Malformed(.tooDeep, offset: 0, path: [])) { try MessageShape.of(Deep.self) }
  }

  @Test func `the page is canonical JSON`() throws {
    let entry = try SchemaEntry.of(
      Memo.self, about: ["Memo": "One line 明细.", "Memo.memo": "A \"memo\"."])
    #expect(
      entry.document == """
        {
          "message": "Memo",
          "about": "One line 明细.",
          "fields": [
            {"id": 1, "name": "serial", "type": "number", "wire": 0},
            {"id": 3, "name": "memo", "type": "text", "optional": true, "wire": 2, "max": 140, \
        "about": "A \\"memo\\"."}
          ]
        }

        """)
  }

  @Test func `required fields, lists, secrets and enumerations are in the page`() throws {
    let strict = try SchemaEntry.of(Strict.self)
    #expect(
      strict.document.contains(
        #"{"id": 7, "name": "pin", "type": "Plate", "kind": "text_value", "required": true, "#
          + #""wire": 2, "max": 8, "secret": true}"#))
    let lists = try SchemaEntry.of(Lists.self)
    #expect(
      lists.document.contains(
        #"{"id": 3, "name": "plates", "type": "Plate", "kind": "text_value", "list": true, "#
          + #""wire": 2, "max": 3, "element_max": 8}"#))
    #expect(lists.choices.keys.sorted() == ["Fruit"])
    #expect(
      SchemaEntry.choiceTable(lists.choices).document == """
        [
          {
            "choice": "Fruit",
            "cases": [
              {"number": 1, "name": "apple"},
              {"number": 2, "name": "pear"},
              {"number": 9, "name": "plum"}
            ]
          }
        ]

        """)
  }

  @Test func `vectors decode to the message that they show`() throws {
    let entry = try SchemaEntry.of(Strict.self)
    #expect(entry.vectors.map(\.name) == ["minimal", "full", "limits", "empty"])
    #expect(entry.vectors.last?.value == nil)
    for vector in entry.vectors.dropLast() {
      let message = try decode(Strict.self, from: packed(vector.hex))
      #expect(text(of: message, masked: false, indented: false) == vector.value)
    }
    let expected = try SchemaEntry.of(Strict.self)
    #expect(expected == entry)
    let zeros = String(repeating: "0", count: 32)
    #expect(
      entry.vectors[0].value
        == "Strict {amount: 0.00, pair: 2, plate: \"11\", key: \(zeros), "
        + "digest: \(zeros)\(zeros), fruit: apple, pin: \"11\", inner: Memo {}}")
    #expect(entry.vectorDocument.hasPrefix("{\n  \"message\": \"Strict\",\n  \"vectors\": [\n"))
  }

  @Test func `secrets are masked in a dump`() throws {
    let message = Plain(
      heads: 1, small: 0, change: -5, sequential: true, title: "a\u{1B}[31m\n社\u{202E}",
      proof: [0, 255], password: "hunter", token: [9])
    let shown = text(of: message)
    #expect(
      shown == """
        Plain {
          heads: 1
          change: -5
          sequential: true
          title: "a\\u001b[31m\\n社\\u202e"
          proof: 0x00ff
          password: ***
          token: ***
        }
        """)
    #expect(text(of: message, masked: false).contains("password: \"hunter\""))
  }

  @Test func `lists and nested messages are indented`() throws {
    let lists = Lists(
      lines: [Memo(serial: 1, memo: "x"), Memo(serial: 0, memo: nil)], pairs: [], plates: [],
      fruits: [.pear, .plum], keys: [], numbers: [])
    #expect(
      text(of: lists) == """
        Lists {
          lines: [
            Memo {
              serial: 1
              memo: "x"
            }
            Memo {}
          ]
          fruits: [
            pear
            plum
          ]
        }
        """)
    #expect(
      text(of: lists, indented: false)
        == "Lists {lines: [Memo {serial: 1, memo: \"x\"}, Memo {}], fruits: [pear, plum]}")
  }

  private func packed(_ digits: String) -> [UInt8] {
    stride(from: 0, to: digits.utf8.count, by: 2).compactMap { offset in
      let start = digits.index(digits.startIndex, offsetBy: offset)
      return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
    }
  }
}
