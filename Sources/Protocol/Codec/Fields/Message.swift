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
//  Generic code of the codec is `@inlinable`, so that messages of another module (the bureau's
//  events) are specialised there: through witness tables a small one costs 680 ns to encode and 750
//  to decode, specialised 60 and 80. Code without type parameters is compiled once, here.
//
//  Messages are `package`. Only `Registration` and `AgreementAdd`, whose fields are part of events,
//  and the enumerations in events are `public`: `package` code is not specialised in another
//  module, `@inlinable` or not.

/// A message of the protocol. Its function `fields` is the only place that names the fields: it
/// drives encoding, decoding, sizing, schema, dump and samples.
public protocol Message: Equatable, Sendable {
  /// The message's name in the schema, such as "TodoList". Never changed after a release.
  static var name: StaticString { get }

  /// Visits every field in ascending order of id, unconditionally, and returns a whole message. The
  /// values come from `m` where there is one, else from the coder.
  ///
  /// A message may add a check of its own, which must hold for every value that is ever encoded.
  ///
  /// - Throws: `Malformed` from the coder, or from the message's own check.
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self

  /// The one encoding; see `encode`. A requirement with a default, so that each message has
  /// specialised code for it: through `any Message` the generic `encode` would run unspecialised.
  func encoded() -> [UInt8]
}

extension Message {
  /// The one encoding; see `encode`.
  @inlinable
  public func encoded() -> [UInt8] { encode(self) }
}
