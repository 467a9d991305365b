/// A session token (会话令牌): 256 random bits that prove a session. Only its hash is stored, and it is
/// never printed.
public struct SessionToken: Hashable, Sendable {
  /// The number of bytes in a token.
  public static let byteCount = 32

  private let secret: Digest256

  /// The token with these 32 bytes; nil for any other number of bytes.
  public init?(bytes: [UInt8]) {
    guard let secret = Digest256(bytes: bytes) else { return nil }
    self.secret = secret
  }

  /// The same from any collection.
  public init?(bytes: some Collection<UInt8>) { self.init(bytes: Array(bytes)) }

  /// The 32 bytes, for the wire and for the stored hash only.
  public var bytes: [UInt8] { secret.bytes }

  /// Compares in constant time, so that the time tells nothing about how much is equal.
  public static func == (left: SessionToken, right: SessionToken) -> Bool {
    let difference =
      (left.secret.word0 ^ right.secret.word0) | (left.secret.word1 ^ right.secret.word1)
      | (left.secret.word2 ^ right.secret.word2) | (left.secret.word3 ^ right.secret.word3)
    return difference == 0
  }
}

extension SessionToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always "‹token›": a token is never printed.
  public var description: String { "‹token›" }
  public var debugDescription: String { description }
  /// Empty, so that `dump` shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
