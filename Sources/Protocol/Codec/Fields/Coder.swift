/// One direction in which a message is walked: encoding, decoding, sizing and so on. A message's
/// `fields` calls only the returning forms (`number`, `text`, `list`, `maybe` …); a coder
/// implements the primitives below.
///
/// Contract of a primitive: a coder that reads a message leaves `v` unchanged; one that makes a
/// message sets it, to the default or nil where the field's presence allows absence. Afterwards `v`
/// is nil only for an optional field.
///
/// Every primitive and form throws `Malformed`: in a decoder where it refuses the bytes, in a
/// filler where it finds no sample. Coders that read a message never throw.
public protocol Coder: ~Copyable, ~Escapable {
  /// A body of wire type 0.
  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed)
  /// A body of wire type 3.
  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed)
  /// UTF-8 of at most `f.max` bytes.
  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed)
  /// At most `f.max` bytes.
  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed)
  /// Exactly 32 bytes.
  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed)
  /// A nested message, up to 32 levels deep.
  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed)
  /// At most `f.max` elements in one body.
  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed)
  /// A domain number; refused where its type refuses it.
  mutating func numberValue<V: NumberValue>(_ f: Field, _ v: inout V?) throws(Malformed)
  /// A domain text; refused where its type refuses it.
  mutating func textValue<V: TextValue>(_ f: Field, _ v: inout V?) throws(Malformed)
  /// A case of an enumeration; an unknown one is refused.
  mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed)
  /// Creates the error for the value of `f` that was just read.
  func malformed(_ reason: Malformed.Reason, _ f: Field) -> Malformed
}

/// The elements of a list: one type for each kind, never instantiated.
public protocol ListItem {
  /// The element's type in the message.
  associatedtype Value: Equatable, Sendable
  /// The element as a field without tag, in the list `f`.
  static func field(in f: Field) -> Field
  /// Codes one element.
  static func code<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ f: Field, _ v: inout Value?
  ) throws(Malformed)
}

extension Coder where Self: ~Copyable & ~Escapable {
  /// Through `varint`; a coder that reads a message checks nothing again.
  @inlinable @inline(__always)
  public mutating func numberValue<V: NumberValue>(
    _ f: Field, _ v: inout V?
  ) throws(Malformed) {
    var raw = v?.number
    try varint(f, &raw)
    guard v == nil, let raw else { return }
    v = V(number: raw)
    if v == nil { throw malformed(.badValue, f) }
  }

  /// Through `string`; a coder that reads a message checks nothing again.
  @inlinable @inline(__always)
  public mutating func textValue<V: TextValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    var raw = v?.text
    try string(f, &raw)
    guard v == nil, let raw else { return }
    v = V(text: raw)
    if v == nil { throw malformed(.badValue, f) }
  }

  /// Through `varint`; 0 is no case.
  @inlinable @inline(__always)
  public mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed) {
    var raw: UInt64? = if let v { UInt64(v.rawValue) } else { nil }
    try varint(f, &raw)
    guard v == nil, let raw else { return }
    if raw != 0, let exact = V.RawValue(exactly: raw) { v = V(rawValue: exact) }
    if v == nil { throw malformed(.unknownChoice, f) }
  }

  /// Without an offset, which only the decoder knows.
  public func malformed(_ reason: Malformed.Reason, _ f: Field) -> Malformed {
    Malformed(reason, offset: 0, path: [f.id])
  }
}
