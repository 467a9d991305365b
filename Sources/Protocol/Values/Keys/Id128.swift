/// A 128-bit identifier. The key of a call is a UUID of version 7 (RFC 9562 §5.7):
///
/// ```
/// high   48 bits milliseconds | 4 bits version 7 | 12 bits random A
/// low    2 bits variant 10 | 62 bits random B
/// ```
public struct Id128: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number of bytes in an identifier.
  public static let byteCount = 16

  /// The first 8 bytes, big-endian.
  public let high: UInt64
  /// The last 8 bytes, big-endian.
  public let low: UInt64

  /// The identifier of these two big-endian words.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A UUID of version 7: the lower 48 bits of `millis`, 12 of `randomA` and 62 of `randomB`.
  public init(millis: UInt64, randomA: UInt16, randomB: UInt64) {
    high = millis << 16 | 0x7000 | UInt64(randomA & 0x0FFF)
    low = 0x8000_0000_0000_0000 | randomB & 0x3FFF_FFFF_FFFF_FFFF
  }

  /// The identifier with these 16 bytes, big-endian; nil for any other number of bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(high: BigEndianWords.word(bytes, 0), low: BigEndianWords.word(bytes, 1))
  }

  /// The same from any collection; slower, since other modules call it unspecialised.
  public init?(bytes: some Collection<UInt8>) { self.init(bytes: Array(bytes)) }

  /// The identifier written in 32 hexadecimal digits of either case; nil for any other text.
  public init?(hex: String) {
    guard let bytes = Hexadecimal.bytes(hex, count: Self.byteCount) else { return nil }
    self.init(bytes: bytes)
  }

  /// The 16 bytes, big-endian.
  public var bytes: [UInt8] { BigEndianWords.bytes([high, low]) }
  /// The time of creation of a version 7 identifier, in milliseconds since 1970.
  public var millis: UInt64 { high >> 16 }
  /// Whether version and variant are those of a UUID of version 7.
  public var isVersion7: Bool { high >> 12 & 0xF == 7 && low >> 62 == 0b10 }

  /// Compares by bytes; version 7 identifiers are then in order of time.
  public static func < (left: Id128, right: Id128) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }

  /// 32 hexadecimal digits in lower case.
  public var description: String { Hexadecimal.text(words: [high, low]) }
}
