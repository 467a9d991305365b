//  A message on the wire (rules, canonical rules C1–C14):
//
//    message = { tag body }                       ids strictly ascending, 1 … 65535
//    tag     = varint(id << 3 | wire)
//    wire 0    varint, minimal, at most 10 bytes  number, flag, money, choice
//    wire 1    8 bytes                            only skipped
//    wire 2    varint length, bytes               text, bytes, digest, message, list
//    wire 3    16 bytes, in the order of its text id
//    wire 5    4 bytes                            only skipped
//    list      = the elements' bodies back to back; text and message elements carry a length
//
//  A value has exactly one encoding, so what decodes encodes to the same bytes.
//
//  What is generic in the codec is `@inlinable`, so that the messages of another module (the
//  bureau's events) are specialised where they are coded: through witness tables a small one costs
//  680 ns to encode and 750 to decode, specialised 60 and 80. The steps that know no type are not;
//  they are compiled here, once.
//
//  Messages are `package`. Only `Registration` and `AgreementAdd`, whose fields an event takes in,
//  and the enumerations in events are `public`: what is `package` is not specialised in another
//  module, `@inlinable` or not.

/// A message of the protocol. Its one function `fields` drives every coder: encoding, decoding,
/// sizing, description, dumping and filling.
public protocol Message: Equatable, Sendable {
  /// The message's name in the schema, for example "TodoList". Never changed after a release.
  static var name: StaticString { get }

  /// Visits every field in ascending order of id, unconditionally, reading from `m` where there is
  /// a message, and returns a whole one.
  ///
  /// Throws what the coder refuses; a message may add a check of its own, which must hold for every
  /// value that is ever encoded.
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self

  /// The one encoding; see `encode`. A requirement with a default, so that each message has code of
  /// its own for it: through `any Message` the generic `encode` would run unspecialised.
  func encoded() -> [UInt8]
}

extension Message {
  /// The one encoding; see `encode`.
  @inlinable
  public func encoded() -> [UInt8] { encode(self) }
}

/// An enumeration on the wire: a varint, always at least 1; 0 and unknown values are refused.
///
/// Raw values are explicit, appended only, never reused. The cases' names are part of the schema.
public protocol Choice: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue: FixedWidthInteger & UnsignedInteger & Sendable {
  /// The type's name in the schema.
  static var typeName: StaticString { get }
}
