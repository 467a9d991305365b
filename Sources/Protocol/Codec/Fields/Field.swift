/// The meaning of a field's body.
public enum FieldKind: UInt8, Sendable, CaseIterable {
  /// An unsigned integer, 64 bits.
  case number = 1
  /// An unsigned integer, 32 bits.
  case number32
  /// A signed integer, 64 bits, zigzag.
  case signed
  /// A Boolean, 1 or 0.
  case flag
  /// An amount in fen, zigzag.
  case money
  /// A domain number (`NumberValue`).
  case numberValue
  /// A case of an enumeration (`Choice`).
  case choice
  /// An identifier of 128 bits, its 16 bytes in the order of its text.
  case id
  /// UTF-8 text.
  case text
  /// A domain text (`TextValue`), UTF-8.
  case textValue
  /// Raw bytes.
  case bytes
  /// 32 bytes.
  case digest
  /// A nested message.
  case message

  /// The wire type of the body.
  @inlinable @inline(__always)
  public var wire: UInt8 {
    switch self {
    case .number, .number32, .signed, .flag, .money, .numberValue, .choice: 0
    case .id: 3
    case .text, .textValue, .bytes, .digest, .message: 2
    }
  }

  /// The kind's name in the schema.
  public var label: String {
    switch self {
    case .number: "number"
    case .number32: "number32"
    case .signed: "signed"
    case .flag: "flag"
    case .money: "money"
    case .numberValue: "number_value"
    case .choice: "choice"
    case .id: "id128"
    case .text: "text"
    case .textValue: "text_value"
    case .bytes: "bytes"
    case .digest: "digest256"
    case .message: "message"
    }
  }
}

/// The condition under which a field is written.
public enum Presence: UInt8, Sendable {
  /// Left out where it has its default (0, false, empty). A written default is refused (C5).
  case defaulted
  /// Always written. Absence is refused.
  case required
  /// Written exactly where the value is not nil, even if it is zero or empty.
  case optional
  /// An element of a list: a body without a tag.
  case element
}

/// The constant description of a field, at the place where a message names it.
public struct Field: Sendable {
  /// 1 … 65535, ascending within the message.
  public let id: UInt16
  /// The name in the schema.
  public let name: StaticString
  /// The meaning of the body; in a list, of an element.
  public let kind: FieldKind
  /// The condition under which it is written.
  public let presence: Presence
  /// The most bytes of a text or bytes field; the most elements of a list; 0 where the kind alone
  /// limits it.
  public let max: Int
  /// The schema name of a domain type, enumeration or message; else the kind's.
  public let type: StaticString
  /// Whether dumps mask it; the schema marks it too.
  public let isSecret: Bool

  @inlinable @inline(__always)
  init(
    _ id: UInt16, _ name: StaticString, _ kind: FieldKind, _ presence: Presence,
    max: Int = 0, type: StaticString = "", isSecret: Bool = false
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.presence = presence
    self.max = max
    self.type = type
    self.isSecret = isSecret
  }

  /// The tag before a body of wire type `wire`.
  @inlinable @inline(__always)
  func tag(_ wire: UInt8) -> UInt32 { UInt32(id) << 3 | UInt32(wire) }
}
