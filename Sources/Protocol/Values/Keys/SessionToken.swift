/// What proves a session 会话: 256 random bits. It is never stored, and never printed.
public struct SessionToken: Hashable, Sendable {
  /// The bytes of every token.
  public static let byteCount = 32

  private let secret: Digest256

  /// The token of exactly 32 bytes, or nil.
  public init?(bytes: [UInt8]) {
    guard let secret = Digest256(bytes: bytes) else { return nil }
    self.secret = secret
  }

  /// The same of any collection of exactly 32 bytes.
  public init?(bytes: some Collection<UInt8>) { self.init(bytes: Array(bytes)) }

  /// The 32 bytes, for the wire and for the hash that is stored. Nothing else may have them.
  public var bytes: [UInt8] { secret.bytes }

  /// Compared in a time that does not tell how much is equal.
  public static func == (left: SessionToken, right: SessionToken) -> Bool {
    let difference =
      (left.secret.word0 ^ right.secret.word0) | (left.secret.word1 ^ right.secret.word1)
      | (left.secret.word2 ^ right.secret.word2) | (left.secret.word3 ^ right.secret.word3)
    return difference == 0
  }
}

extension SessionToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always "‹token›".
  public var description: String { "‹token›" }
  /// Always "‹token›".
  public var debugDescription: String { description }
  /// Empty, so that `dump` shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
