/// A value that travels as one unsigned number.
///
/// `Self(number: value.number) == value` for every value; a number that no value has is refused,
/// so that a value that exists is valid.
public protocol NumberValue: Hashable, Sendable {
  /// What the schema calls the type.
  static var typeName: StaticString { get }
  /// The number that travels.
  var number: UInt64 { get }
  /// The value with this number, or nil if there is none.
  init?(number: UInt64)
}

/// A value that travels as UTF-8 text of at most `maximumBytes`.
///
/// `Self(text: value.text) == value` for every value. `init?(text:)` takes the one canonical text
/// only, so that what decodes encodes to the same bytes; what people type goes through `parse`.
public protocol TextValue: Hashable, Sendable {
  /// What the schema calls the type.
  static var typeName: StaticString { get }
  /// The longest text of any value, in bytes of UTF-8.
  static var maximumBytes: Int { get }
  /// The canonical text.
  var text: String { get }
  /// The value with exactly this text, or nil if there is none.
  init?(text: String)
}
