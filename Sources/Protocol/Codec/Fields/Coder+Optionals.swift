/// The returning forms for optional fields: present exactly when not nil, even if zero or empty.
/// They throw like the primitives of `Coder`.
extension Coder where Self: ~Copyable & ~Escapable {
  /// An unsigned number, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: UInt64?
  ) throws(Malformed) -> UInt64? {
    var raw = value
    try varint(Field(id, name, .number, .optional), &raw)
    return raw
  }

  /// An unsigned number of 32 bits, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: UInt32?
  ) throws(Malformed) -> UInt32? {
    try number32(Field(id, name, .number32, .optional), value)
  }

  /// A signed number, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: Int64?
  ) throws(Malformed) -> Int64? {
    try signed(Field(id, name, .signed, .optional), value)
  }

  /// A Boolean, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: Bool?
  ) throws(Malformed) -> Bool? {
    try flag(Field(id, name, .flag, .optional), value)
  }

  /// A text of at most `max` bytes of UTF-8, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: String?, max: Int
  ) throws(Malformed) -> String? {
    var raw = value
    try string(Field(id, name, .text, .optional, max: max), &raw)
    return raw
  }

  /// At most `max` bytes, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: [UInt8]?, max: Int
  ) throws(Malformed) -> [UInt8]? {
    var raw = value
    try octets(Field(id, name, .bytes, .optional, max: max), &raw)
    return raw
  }

  /// A text that no dump, log or journal shows, or nil.
  @inlinable @inline(__always)
  public mutating func maybeSecret(
    _ id: UInt16, _ name: StaticString, _ value: String?, max: Int
  ) throws(Malformed) -> String? {
    var raw = value
    try string(Field(id, name, .text, .optional, max: max, isSecret: true), &raw)
    return raw
  }

  /// Bytes that no dump, log or journal shows, or nil.
  @inlinable @inline(__always)
  public mutating func maybeSecret(
    _ id: UInt16, _ name: StaticString, _ value: [UInt8]?, max: Int
  ) throws(Malformed) -> [UInt8]? {
    var raw = value
    try octets(Field(id, name, .bytes, .optional, max: max, isSecret: true), &raw)
    return raw
  }

  /// A domain text that no dump, log or journal shows, or nil.
  @inlinable @inline(__always)
  public mutating func maybeSecret<V: TextValue>(
    _ id: UInt16, _ name: StaticString, _ value: V?
  ) throws(Malformed) -> V? {
    var made = value
    try textValue(
      Field(
        id, name, .textValue, .optional, max: V.bytesMax, type: V.typeName, isSecret: true),
      &made)
    return made
  }

  /// An amount in fen, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: Money?
  ) throws(Malformed) -> Money? {
    try money(Field(id, name, .money, .optional), value)
  }

  /// A domain number, or nil.
  @inlinable @inline(__always)
  public mutating func maybe<V: NumberValue>(
    _ id: UInt16, _ name: StaticString, _ value: V?
  ) throws(Malformed) -> V? {
    var made = value
    try numberValue(Field(id, name, .numberValue, .optional, type: V.typeName), &made)
    return made
  }

  /// A domain text, or nil.
  @inlinable @inline(__always)
  public mutating func maybe<V: TextValue>(
    _ id: UInt16, _ name: StaticString, _ value: V?
  ) throws(Malformed) -> V? {
    var made = value
    try textValue(
      Field(id, name, .textValue, .optional, max: V.bytesMax, type: V.typeName), &made)
    return made
  }

  /// An identifier of 128 bits, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: Id128?
  ) throws(Malformed) -> Id128? {
    var made = value
    try fixed(Field(id, name, .id, .optional), &made)
    return made
  }

  /// A digest of 32 bytes, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: Digest256?
  ) throws(Malformed) -> Digest256? {
    var made = value
    try digest(Field(id, name, .digest, .optional, max: 32), &made)
    return made
  }

  /// A case of an enumeration, or nil.
  @inlinable @inline(__always)
  public mutating func maybe<V: Choice>(
    _ id: UInt16, _ name: StaticString, _ value: V?
  ) throws(Malformed) -> V? {
    var made = value
    try choice(Field(id, name, .choice, .optional, type: V.typeName), &made)
    return made
  }

  /// A nested message, or nil.
  @inlinable @inline(__always)
  public mutating func maybe<M: Message>(
    _ id: UInt16, _ name: StaticString, _ value: M?
  ) throws(Malformed) -> M? {
    var made = value
    try nested(Field(id, name, .message, .optional, type: M.name), &made)
    return made
  }
}
