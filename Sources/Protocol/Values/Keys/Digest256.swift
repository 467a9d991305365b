/// The 32 bytes of a digest (SHA-256 or an HMAC of it), held as four words: no allocation, and
/// fast to compare and to hash.
public struct Digest256: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number of bytes in a digest.
  public static let byteCount = 32
  /// 32 zero bytes: the predecessor of the first operation in the journal's hash chain.
  public static let zero = Digest256(0, 0, 0, 0)

  /// Bytes 0–7, big-endian.
  public let word0: UInt64
  /// Bytes 8–15, big-endian.
  public let word1: UInt64
  /// Bytes 16–23, big-endian.
  public let word2: UInt64
  /// Bytes 24–31, big-endian.
  public let word3: UInt64

  /// The digest of four big-endian words.
  public init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
    self.word0 = word0
    self.word1 = word1
    self.word2 = word2
    self.word3 = word3
  }

  /// The digest with these 32 bytes; nil for any other number of bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(
      BigEndianWords.word(bytes, 0), BigEndianWords.word(bytes, 1), BigEndianWords.word(bytes, 2),
      BigEndianWords.word(bytes, 3))
  }

  /// The same from any collection; slower, since other modules call it unspecialised.
  public init?(bytes: some Collection<UInt8>) { self.init(bytes: Array(bytes)) }

  /// The digest written in 64 hexadecimal digits of either case; nil for any other text.
  public init?(hex: String) {
    guard let bytes = Hexadecimal.bytes(hex, count: Self.byteCount) else { return nil }
    self.init(bytes: bytes)
  }

  /// The 32 bytes.
  public var bytes: [UInt8] { BigEndianWords.bytes([word0, word1, word2, word3]) }
  /// 64 hexadecimal digits in lower case.
  public var hex: String { Hexadecimal.text(words: [word0, word1, word2, word3]) }
  public var description: String { hex }

  public static func < (left: Digest256, right: Digest256) -> Bool {
    (left.word0, left.word1, left.word2, left.word3)
      < (right.word0, right.word1, right.word2, right.word3)
  }
}
