/// The returning forms for required and defaulted fields. `id` is 1 … 65535 and ascends; `value` is
/// `m?.…`. They throw like the primitives of `Coder`.
extension Coder where Self: ~Copyable & ~Escapable {
  /// An unsigned number; 0 is left out.
  @inlinable @inline(__always)
  public mutating func number(
    _ id: UInt16, _ name: StaticString, _ value: UInt64?
  ) throws(Malformed) -> UInt64 {
    var raw = value
    try varint(Field(id, name, .number, .defaulted), &raw)
    return raw ?? 0
  }

  /// An unsigned number of 32 bits; 0 is left out.
  @inlinable @inline(__always)
  public mutating func number32(
    _ id: UInt16, _ name: StaticString, _ value: UInt32?
  ) throws(Malformed) -> UInt32 {
    try number32(Field(id, name, .number32, .defaulted), value) ?? 0
  }

  /// A signed number, zigzag; 0 is left out.
  @inlinable @inline(__always)
  public mutating func signed(
    _ id: UInt16, _ name: StaticString, _ value: Int64?
  ) throws(Malformed) -> Int64 {
    try signed(Field(id, name, .signed, .defaulted), value) ?? 0
  }

  /// A Boolean; false is left out.
  @inlinable @inline(__always)
  public mutating func flag(
    _ id: UInt16, _ name: StaticString, _ value: Bool?
  ) throws(Malformed) -> Bool {
    try flag(Field(id, name, .flag, .defaulted), value) ?? false
  }

  /// A text of at most `max` bytes of UTF-8; the empty one is left out.
  @inlinable @inline(__always)
  public mutating func text(
    _ id: UInt16, _ name: StaticString, _ value: String?, max: Int
  ) throws(Malformed) -> String {
    var raw = value
    try string(Field(id, name, .text, .defaulted, max: max), &raw)
    return raw ?? ""
  }

  /// At most `max` bytes; no bytes are left out.
  @inlinable @inline(__always)
  public mutating func bytes(
    _ id: UInt16, _ name: StaticString, _ value: [UInt8]?, max: Int
  ) throws(Malformed) -> [UInt8] {
    var raw = value
    try octets(Field(id, name, .bytes, .defaulted, max: max), &raw)
    return raw ?? []
  }

  /// A text that no dump, log or journal shows; else like `text`.
  @inlinable @inline(__always)
  public mutating func secret(
    _ id: UInt16, _ name: StaticString, _ value: String?, max: Int
  ) throws(Malformed) -> String {
    var raw = value
    try string(Field(id, name, .text, .defaulted, max: max, isSecret: true), &raw)
    return raw ?? ""
  }

  /// Bytes that no dump, log or journal shows; else like `bytes`.
  @inlinable @inline(__always)
  public mutating func secret(
    _ id: UInt16, _ name: StaticString, _ value: [UInt8]?, max: Int
  ) throws(Malformed) -> [UInt8] {
    var raw = value
    try octets(Field(id, name, .bytes, .defaulted, max: max, isSecret: true), &raw)
    return raw ?? []
  }

  /// A domain text that no dump, log or journal shows; always written.
  @inlinable @inline(__always)
  public mutating func secret<V: TextValue>(
    _ id: UInt16, _ name: StaticString, _ value: V?
  ) throws(Malformed) -> V {
    let f = Field(
      id, name, .textValue, .required, max: V.bytesMax, type: V.typeName, isSecret: true)
    var made = value
    try textValue(f, &made)
    return try present(made, f)
  }

  /// An identifier that no dump, log or journal shows; always written.
  @inlinable @inline(__always)
  public mutating func secret(
    _ id: UInt16, _ name: StaticString, _ value: Id128?
  ) throws(Malformed) -> Id128 {
    let f = Field(id, name, .id, .required, isSecret: true)
    var made = value
    try fixed(f, &made)
    return try present(made, f)
  }

  /// An amount in fen; always written.
  @inlinable @inline(__always)
  public mutating func money(
    _ id: UInt16, _ name: StaticString, _ value: Money?
  ) throws(Malformed) -> Money {
    let f = Field(id, name, .money, .required)
    return try present(try money(f, value), f)
  }

  /// A domain number; always written.
  @inlinable @inline(__always)
  public mutating func value<V: NumberValue>(
    _ id: UInt16, _ name: StaticString, _ value: V?
  ) throws(Malformed) -> V {
    let f = Field(id, name, .numberValue, .required, type: V.typeName)
    var made = value
    try numberValue(f, &made)
    return try present(made, f)
  }

  /// A domain text; always written.
  @inlinable @inline(__always)
  public mutating func value<V: TextValue>(
    _ id: UInt16, _ name: StaticString, _ value: V?
  ) throws(Malformed) -> V {
    let f = Field(id, name, .textValue, .required, max: V.bytesMax, type: V.typeName)
    var made = value
    try textValue(f, &made)
    return try present(made, f)
  }

  /// An identifier of 128 bits; always written.
  @inlinable @inline(__always)
  public mutating func id(
    _ id: UInt16, _ name: StaticString, _ value: Id128?
  ) throws(Malformed) -> Id128 {
    let f = Field(id, name, .id, .required)
    var made = value
    try fixed(f, &made)
    return try present(made, f)
  }

  /// A digest of 32 bytes; always written.
  @inlinable @inline(__always)
  public mutating func digest(
    _ id: UInt16, _ name: StaticString, _ value: Digest256?
  ) throws(Malformed) -> Digest256 {
    let f = Field(id, name, .digest, .required, max: 32)
    var made = value
    try digest(f, &made)
    return try present(made, f)
  }

  /// A case of an enumeration; always written.
  @inlinable @inline(__always)
  public mutating func choice<V: Choice>(
    _ id: UInt16, _ name: StaticString, _ value: V?
  ) throws(Malformed) -> V {
    let f = Field(id, name, .choice, .required, type: V.typeName)
    var made = value
    try choice(f, &made)
    return try present(made, f)
  }

  /// A nested message; always written.
  @inlinable @inline(__always)
  public mutating func message<M: Message>(
    _ id: UInt16, _ name: StaticString, _ value: M?
  ) throws(Malformed) -> M {
    let f = Field(id, name, .message, .required, type: M.name)
    var made = value
    try nested(f, &made)
    return try present(made, f)
  }
}

/// Shared by the forms of every presence.
extension Coder where Self: ~Copyable & ~Escapable {
  @inlinable @inline(__always)
  func present<V>(_ value: V?, _ f: Field) throws(Malformed) -> V {
    guard let value else { throw malformed(.missing, f) }
    return value
  }

  @inlinable @inline(__always)
  mutating func number32(_ f: Field, _ value: UInt32?) throws(Malformed) -> UInt32? {
    var raw: UInt64? = if let value { UInt64(value) } else { nil }
    try varint(f, &raw)
    guard let raw else { return nil }
    guard let exact = UInt32(exactly: raw) else { throw malformed(.numberTooLarge, f) }
    return exact
  }

  @inlinable @inline(__always)
  mutating func signed(_ f: Field, _ value: Int64?) throws(Malformed) -> Int64? {
    var raw: UInt64? = if let value { zigzag(value) } else { nil }
    try varint(f, &raw)
    guard let raw else { return nil }
    return unzigzag(raw)
  }

  @inlinable @inline(__always)
  mutating func flag(_ f: Field, _ value: Bool?) throws(Malformed) -> Bool? {
    var raw: UInt64? = if let value { value ? 1 : 0 } else { nil }
    try varint(f, &raw)
    guard let raw else { return nil }
    guard raw <= 1 else { throw malformed(.flagNotOne, f) }
    return raw == 1
  }

  @inlinable @inline(__always)
  mutating func money(_ f: Field, _ value: Money?) throws(Malformed) -> Money? {
    guard let fen = try signed(f, value?.fen) else { return nil }
    if let value { return value }
    guard let made = Money(fen: fen) else { throw malformed(.badValue, f) }
    return made
  }
}

/// Maps small magnitudes of either sign to small numbers: 0, −1, 1, −2 … → 0, 1, 2, 3 …
@inlinable @inline(__always)
func zigzag(_ value: Int64) -> UInt64 {
  UInt64(bitPattern: (value << 1) ^ (value >> 63))
}

/// The inverse of `zigzag`.
@inlinable @inline(__always)
func unzigzag(_ raw: UInt64) -> Int64 {
  Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
}
