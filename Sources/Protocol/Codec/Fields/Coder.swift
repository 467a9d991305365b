/// One direction in which a message is walked. A message's `fields` uses only the returning forms
/// (`number`, `text`, `list`, `maybe` …); a coder has one body for each primitive below.
///
/// The contract of a primitive: a coder that reads a message leaves `v` as it is; one that makes a
/// message sets it, to the default or to nil where the field's presence allows its absence. After
/// it returned, `v` is nil only for an optional field.
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
  /// A nested message, at most 32 deep.
  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed)
  /// At most `f.max` elements in one body.
  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed)
  /// A domain number; refused when its type refuses it.
  mutating func numberValue<V: NumberValue>(_ f: Field, _ v: inout V?) throws(Malformed)
  /// A domain text; refused when its type refuses it.
  mutating func textValue<V: TextValue>(_ f: Field, _ v: inout V?) throws(Malformed)
  /// A case of an enumeration; an unknown one is refused.
  mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed)
  /// The error for the value of `f` just read.
  func malformed(_ reason: Malformed.Reason, _ f: Field) -> Malformed
}

/// What the elements of a list are: one type for each kind, none of them ever made.
public protocol ListItem {
  /// The element's type in the message.
  associatedtype Value: Equatable, Sendable
  /// The element as a field without a tag, in the list `f`.
  static func field(in f: Field) -> Field
  /// Codes one element.
  static func code<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ f: Field, _ v: inout Value?
  ) throws(Malformed)
}

extension Coder where Self: ~Copyable & ~Escapable {
  /// Through the varint; a coder that reads a message checks nothing again.
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

  /// Through the string; a coder that reads a message checks nothing again.
  @inlinable @inline(__always)
  public mutating func textValue<V: TextValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    var raw = v?.text
    try string(f, &raw)
    guard v == nil, let raw else { return }
    v = V(text: raw)
    if v == nil { throw malformed(.badValue, f) }
  }

  /// Through the varint; 0 is no case.
  @inlinable @inline(__always)
  public mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed) {
    var raw: UInt64? = if let v { UInt64(v.rawValue) } else { nil }
    try varint(f, &raw)
    guard v == nil, let raw else { return }
    if raw != 0, let exact = V.RawValue(exactly: raw) { v = V(rawValue: exact) }
    if v == nil { throw malformed(.unknownChoice, f) }
  }

  /// Without a place: only the decoder knows one.
  public func malformed(_ reason: Malformed.Reason, _ f: Field) -> Malformed {
    Malformed(reason, offset: 0, path: [f.id])
  }
}
