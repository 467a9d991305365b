/// A value that is sent as one unsigned number.
///
/// `Self(number: value.number) == value` for every value. A number without a value is refused, so
/// every value that exists is valid.
public protocol NumberValue: Hashable, Sendable {
  /// The type's name in the schema.
  static var typeName: StaticString { get }
  /// The number that is sent.
  var number: UInt64 { get }
  /// The value with this number; nil if there is none.
  init?(number: UInt64)
}

/// A value that is sent as UTF-8 text of at most `bytesMax`.
///
/// `Self(text: value.text) == value` for every value. `init?(text:)` accepts the one canonical text
/// only, so that a decoded value encodes to the same bytes; typed input goes through `parse`.
public protocol TextValue: Hashable, Sendable {
  /// The type's name in the schema.
  static var typeName: StaticString { get }
  /// The length of the longest text, in bytes of UTF-8.
  static var bytesMax: Int { get }
  /// The canonical text.
  var text: String { get }
  /// The value with exactly this text; nil if there is none.
  init?(text: String)
}
