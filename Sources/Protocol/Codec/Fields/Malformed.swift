/// The reason why bytes are no message, or why a message may not be sent.
public struct Malformed: Error, Equatable, Sendable {
  /// Stable reasons, appended only; the raw value goes on the wire.
  public enum Reason: String, Sendable, CaseIterable {
    /// C1: a field's id is below the one before it.
    case fieldOrder = "FIELD_ORDER"
    /// C2: a field appears twice.
    case fieldRepeated = "FIELD_REPEATED"
    /// C3: a varint has more bytes than it needs.
    case varintNotMinimal = "VARINT_NOT_MINIMAL"
    /// C4: a varint is above 2^64 − 1.
    case varintOverflow = "VARINT_OVERFLOW"
    /// C5: a default is written out.
    case defaultEncoded = "DEFAULT_ENCODED"
    /// C6: a flag is neither 0 nor 1.
    case flagNotOne = "FLAG_NOT_ONE"
    /// C7: a text is not UTF-8.
    case textNotUTF8 = "TEXT_NOT_UTF8"
    /// C8: a length reaches beyond the message, or its parent, in which it lies.
    case lengthBeyondParent = "LENGTH_BEYOND_PARENT"
    /// C8, C9: the bytes end within a tag, a varint or a body.
    case truncated = "TRUNCATED"
    /// C11: wire type 4, 6 or 7.
    case wireReserved = "WIRE_RESERVED"
    /// C12: a text or bytes field is longer than its maximum.
    case tooLong = "TOO_LONG"
    /// C12: a list has more elements than its maximum.
    case tooMany = "TOO_MANY"
    /// C12: messages are nested more than 32 deep.
    case tooDeep = "TOO_DEEP"
    /// C13: a known field has another wire type.
    case wrongWire = "WRONG_WIRE"
    /// C14: a field's id is 0.
    case fieldZero = "FIELD_ZERO"
    /// A field's id is above 65535.
    case fieldTooLarge = "FIELD_TOO_LARGE"
    /// A field with an even id that the receiver does not know.
    case unknownField = "UNKNOWN_FIELD"
    /// A field that is always written is absent.
    case missing = "MISSING"
    /// A 32-bit number is above 2^32 − 1.
    case numberTooLarge = "NUMBER_TOO_LARGE"
    /// A digest does not have 32 bytes.
    case wrongLength = "WRONG_LENGTH"
    /// A domain type refuses the value.
    case badValue = "BAD_VALUE"
    /// An enumeration has no such case.
    case unknownChoice = "UNKNOWN_CHOICE"
    /// No sample of a domain type was found; only while a message is filled for a test.
    case noSample = "NO_SAMPLE"
  }

  /// The rule that is broken.
  public let reason: Reason
  /// The offset in bytes from the start of the outermost message; 0 where there are no bytes.
  public let offset: Int
  /// The ids from the outermost message's field inwards; empty for the outermost message itself.
  public let path: [UInt16]

  /// Creates an error at a place.
  public init(_ reason: Reason, offset: Int, path: [UInt16]) {
    self.reason = reason
    self.offset = offset
    self.path = path
  }

  /// The same error, as seen from the enclosing message.
  @usableFromInline
  func within(_ id: UInt32) -> Malformed {
    guard let id = UInt16(exactly: id) else { return self }
    return Malformed(reason, offset: offset, path: [id] + path)
  }
}

extension Malformed: CustomStringConvertible {
  /// For logs: reason, path and offset, never a value.
  public var description: String {
    let place = path.isEmpty ? "" : " in field " + path.map { String($0) }.joined(separator: ".")
    return "\(reason.rawValue)\(place) at byte \(offset)"
  }
}
