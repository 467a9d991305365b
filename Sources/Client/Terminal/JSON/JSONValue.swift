/// A JSON value. Numbers are whole: money is in fen, other decimals are strings.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// Returns an amount: `{"fen":123,"yuan":"1.23"}`.
  package static func money(fen: Int64) -> JSONValue {
    ["fen": .integer(fen), "yuan": .string(YuanText.text(fen: fen))]
  }

  /// The canonical text: no spaces, members in their order.
  package var text: String {
    var writer = JSONWriter()
    writer.value(self)
    return String(decoding: writer.drain(), as: UTF8.self)
  }

  /// The text, if this is a string.
  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The number, if this is one.
  package var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  /// The Boolean, if this is one.
  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements, if this is an array.
  package var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members, if this is an object.
  package var object: JSONObject? {
    if case .object(let value) = self { value } else { nil }
  }

  /// The member named `key`, if this is an object that has one.
  package subscript(key: String) -> JSONValue? {
    object?[key]
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONMember($0.0, $0.1) }))
  }

  package init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }

  package init(stringLiteral value: String) {
    self = .string(value)
  }

  package init(integerLiteral value: Int64) {
    self = .integer(value)
  }

  package init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}

/// One member of a JSON object.
package struct JSONMember: Sendable, Equatable {
  package let key: String
  package let value: JSONValue

  package init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

/// The members of a JSON object, in order.
package struct JSONObject: Sendable, Equatable {
  package var members: [JSONMember]

  /// Makes an object; `members` must have different keys, which is not checked.
  package init(_ members: [JSONMember] = []) {
    self.members = members
  }

  /// The value of the first member named `key`.
  package subscript(key: String) -> JSONValue? {
    members.first { $0.key == key }?.value
  }
}
