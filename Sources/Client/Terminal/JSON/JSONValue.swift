/// A JSON value without fractions: money is whole fen, and what has decimals is a string.
package enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case integer(Int64)
  /// Text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Members in the order in which they were given.
  case object(JSONObject)

  /// An amount: `{"fen":123,"yuan":"1.23"}`.
  package static func money(fen: Int64) -> JSONValue {
    ["fen": .integer(fen), "yuan": .string(YuanText.text(fen: fen))]
  }

  /// The compact text: no spaces, members in order, the same every time.
  package var text: String {
    var writer = JSONWriter()
    writer.value(self)
    return String(decoding: writer.drain(), as: UTF8.self)
  }

  /// The text if this is a string.
  package var string: String? {
    if case .string(let value) = self { value } else { nil }
  }

  /// The number if this is one.
  package var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  /// The truth value if this is one.
  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The list if this is one.
  package var array: [JSONValue]? {
    if case .array(let value) = self { value } else { nil }
  }

  /// The members if this is an object.
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
  /// An object with the members in the order written.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONMember($0.0, $0.1) }))
  }

  /// A list.
  package init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }

  /// Text.
  package init(stringLiteral value: String) {
    self = .string(value)
  }

  /// A whole number.
  package init(integerLiteral value: Int64) {
    self = .integer(value)
  }

  /// `true` or `false`.
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
  /// The members as given.
  package var members: [JSONMember]

  /// An object of these members; names are expected to differ.
  package init(_ members: [JSONMember] = []) {
    self.members = members
  }

  /// The value of the first member named `key`.
  package subscript(key: String) -> JSONValue? {
    members.first { $0.key == key }?.value
  }
}
