/// The returning forms for lists of at most `max` elements: one field, the bodies back to back.
/// They throw like the primitives of `Coder`.
extension Coder where Self: ~Copyable & ~Escapable {
  /// Messages; an empty list is left out.
  @inlinable @inline(__always)
  public mutating func list<M: Message>(
    _ id: UInt16, _ name: StaticString, _ value: [M]?, max: Int
  ) throws(Malformed) -> [M] {
    var made = value
    try sequence(
      Field(id, name, .message, .defaulted, max: max, type: M.name), MessageItem<M>.self, &made)
    return made ?? []
  }

  /// Domain numbers; an empty list is left out.
  @inlinable @inline(__always)
  public mutating func values<V: NumberValue>(
    _ id: UInt16, _ name: StaticString, _ value: [V]?, max: Int
  ) throws(Malformed) -> [V] {
    var made = value
    try sequence(
      Field(id, name, .numberValue, .defaulted, max: max, type: V.typeName), NumberItem<V>.self,
      &made)
    return made ?? []
  }

  /// Domain texts; an empty list is left out.
  @inlinable @inline(__always)
  public mutating func values<V: TextValue>(
    _ id: UInt16, _ name: StaticString, _ value: [V]?, max: Int
  ) throws(Malformed) -> [V] {
    var made = value
    try sequence(
      Field(id, name, .textValue, .defaulted, max: max, type: V.typeName), TextItem<V>.self, &made)
    return made ?? []
  }

  /// Cases of an enumeration; an empty list is left out.
  @inlinable @inline(__always)
  public mutating func values<V: Choice>(
    _ id: UInt16, _ name: StaticString, _ value: [V]?, max: Int
  ) throws(Malformed) -> [V] {
    var made = value
    try sequence(
      Field(id, name, .choice, .defaulted, max: max, type: V.typeName), ChoiceItem<V>.self, &made)
    return made ?? []
  }

  /// Identifiers; an empty list is left out.
  @inlinable @inline(__always)
  public mutating func values(
    _ id: UInt16, _ name: StaticString, _ value: [Id128]?, max: Int
  ) throws(Malformed) -> [Id128] {
    var made = value
    try sequence(Field(id, name, .id, .defaulted, max: max), IdItem.self, &made)
    return made ?? []
  }

  /// Plain numbers; an empty list is left out.
  @inlinable @inline(__always)
  public mutating func values(
    _ id: UInt16, _ name: StaticString, _ value: [UInt64]?, max: Int
  ) throws(Malformed) -> [UInt64] {
    var made = value
    try sequence(Field(id, name, .number, .defaulted, max: max), PlainNumberItem.self, &made)
    return made ?? []
  }

  /// Messages, or nil.
  @inlinable @inline(__always)
  public mutating func maybe<M: Message>(
    _ id: UInt16, _ name: StaticString, _ value: [M]?, max: Int
  ) throws(Malformed) -> [M]? {
    var made = value
    try sequence(
      Field(id, name, .message, .optional, max: max, type: M.name), MessageItem<M>.self, &made)
    return made
  }

  /// Domain numbers, or nil.
  @inlinable @inline(__always)
  public mutating func maybe<V: NumberValue>(
    _ id: UInt16, _ name: StaticString, _ value: [V]?, max: Int
  ) throws(Malformed) -> [V]? {
    var made = value
    try sequence(
      Field(id, name, .numberValue, .optional, max: max, type: V.typeName), NumberItem<V>.self,
      &made)
    return made
  }

  /// Domain texts, or nil.
  @inlinable @inline(__always)
  public mutating func maybe<V: TextValue>(
    _ id: UInt16, _ name: StaticString, _ value: [V]?, max: Int
  ) throws(Malformed) -> [V]? {
    var made = value
    try sequence(
      Field(id, name, .textValue, .optional, max: max, type: V.typeName), TextItem<V>.self, &made)
    return made
  }

  /// Cases of an enumeration, or nil.
  @inlinable @inline(__always)
  public mutating func maybe<V: Choice>(
    _ id: UInt16, _ name: StaticString, _ value: [V]?, max: Int
  ) throws(Malformed) -> [V]? {
    var made = value
    try sequence(
      Field(id, name, .choice, .optional, max: max, type: V.typeName), ChoiceItem<V>.self, &made)
    return made
  }

  /// Identifiers, or nil.
  @inlinable @inline(__always)
  public mutating func maybe(
    _ id: UInt16, _ name: StaticString, _ value: [Id128]?, max: Int
  ) throws(Malformed) -> [Id128]? {
    var made = value
    try sequence(Field(id, name, .id, .optional, max: max), IdItem.self, &made)
    return made
  }
}

@usableFromInline
enum MessageItem<M: Message>: ListItem {
  @inlinable @inline(__always)
  static func field(in f: Field) -> Field {
    Field(f.id, f.name, .message, .element, type: M.name)
  }
  @inlinable @inline(__always)
  static func code<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ f: Field, _ v: inout M?
  ) throws(Malformed) {
    try c.nested(f, &v)
  }
}

@usableFromInline
enum NumberItem<V: NumberValue>: ListItem {
  @inlinable @inline(__always)
  static func field(in f: Field) -> Field {
    Field(f.id, f.name, .numberValue, .element, type: V.typeName)
  }
  @inlinable @inline(__always)
  static func code<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ f: Field, _ v: inout V?
  ) throws(Malformed) {
    try c.numberValue(f, &v)
  }
}

@usableFromInline
enum TextItem<V: TextValue>: ListItem {
  @inlinable @inline(__always)
  static func field(in f: Field) -> Field {
    Field(f.id, f.name, .textValue, .element, max: V.bytesMax, type: V.typeName)
  }
  @inlinable @inline(__always)
  static func code<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ f: Field, _ v: inout V?
  ) throws(Malformed) {
    try c.textValue(f, &v)
  }
}

@usableFromInline
enum ChoiceItem<V: Choice>: ListItem {
  @inlinable @inline(__always)
  static func field(in f: Field) -> Field {
    Field(f.id, f.name, .choice, .element, type: V.typeName)
  }
  @inlinable @inline(__always)
  static func code<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ f: Field, _ v: inout V?
  ) throws(Malformed) {
    try c.choice(f, &v)
  }
}

@usableFromInline
enum IdItem: ListItem {
  @inlinable @inline(__always)
  static func field(in f: Field) -> Field { Field(f.id, f.name, .id, .element) }
  @inlinable @inline(__always)
  static func code<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ f: Field, _ v: inout Id128?
  ) throws(Malformed) {
    try c.fixed(f, &v)
  }
}

@usableFromInline
enum PlainNumberItem: ListItem {
  @inlinable @inline(__always)
  static func field(in f: Field) -> Field { Field(f.id, f.name, .number, .element) }
  @inlinable @inline(__always)
  static func code<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ f: Field, _ v: inout UInt64?
  ) throws(Malformed) {
    try c.varint(f, &v)
  }
}
