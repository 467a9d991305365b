internal import Bureau
internal import Crypto
internal import Protocol

/// The hash chain of the journal. For entry n, numbers big-endian:
///
///     hash n = SHA-256( hash n-1 | entry n ),  hash 0 = 32 zero bytes
///
///     entry:  sequence 8 | at 8 | business at 8 | method 2 | present 1 | actor count 1
///             events count 4 | reply count 4
///             actor | scope 32 | key 16 | digest 32 | events | reply
///
/// `present` is a set of bits: scope (1), key (2), digest (4); an absent part has no bytes. Every
/// length precedes its bytes, so no two operations have the same encoding.
struct Chain {
  /// The bytes before the actor: the previous hash and the fixed fields.
  private static let fixed = 32 + 36
  /// A longer buffer, in bytes, is freed after its operation.
  private static let keptBytes = 1 << 16

  /// The hash of the last operation.
  private(set) var hash: Digest256
  /// The encoding of the last operation, after the previous hash; the buffer is reused.
  private(set) var bytes: [UInt8] = []
  private let hasher = Hasher256()

  init(hash: Digest256) { self.hash = hash }

  /// Continues after an operation with this hash.
  mutating func restart(at hash: Digest256) { self.hash = hash }

  /// Extends the chain by the next operation.
  ///
  /// - Returns: the operation's hash, which ``hash`` is from now on.
  @discardableResult
  mutating func extend(_ entry: JournalEntry) -> Digest256 {
    encode(entry)
    hash = Digest256(reading: hasher.hash(bytes).span)
    if bytes.capacity > Self.keptBytes, entry.events.count + entry.reply.count <= Self.keptBytes {
      bytes = []
    }
    return hash
  }

  private mutating func encode(_ entry: JournalEntry) {
    bytes.removeAll(keepingCapacity: true)
    bytes.reserveCapacity(Self.fixed + 144 + entry.events.count + entry.reply.count)
    bytes.append(hash)
    bytes.append(entry.sequence)
    bytes.append(entry.at.number)
    bytes.append(entry.businessAt.number)
    let present: UInt64 =
      (entry.scope == nil ? 0 : 1) | (entry.key == nil ? 0 : 2) | (entry.digest == nil ? 0 : 4)
    bytes.append(
      UInt64(entry.method) << 48 | present << 40 | UInt64(entry.actor.count & 0xff) << 32
        | UInt64(entry.events.count & 0xffff_ffff))
    bytes.append(UInt32(truncatingIfNeeded: entry.reply.count))
    bytes.append(contentsOf: entry.actor)
    if let scope = entry.scope { bytes.append(scope) }
    if let key = entry.key {
      bytes.append(key.high)
      bytes.append(key.low)
    }
    if let digest = entry.digest { bytes.append(digest) }
    bytes.append(contentsOf: entry.events)
    bytes.append(contentsOf: entry.reply)
  }
}

extension [UInt8] {
  /// Appends 8 bytes, big-endian.
  mutating func append(_ word: UInt64) {
    append(UInt32(truncatingIfNeeded: word >> 32))
    append(UInt32(truncatingIfNeeded: word))
  }

  /// Appends 4 bytes, big-endian.
  mutating func append(_ word: UInt32) {
    append(UInt8(truncatingIfNeeded: word >> 24))
    append(UInt8(truncatingIfNeeded: word >> 16))
    append(UInt8(truncatingIfNeeded: word >> 8))
    append(UInt8(truncatingIfNeeded: word))
  }

  /// Appends 32 bytes.
  mutating func append(_ digest: Digest256) {
    append(digest.word0)
    append(digest.word1)
    append(digest.word2)
    append(digest.word3)
  }
}

extension Digest256 {
  /// Reads the first 32 bytes. Not `init(bytes:)`, which is generic over collections and not
  /// specialised outside its module.
  init(reading bytes: Span<UInt8>) {
    self.init(
      UInt64(reading: bytes, at: 0), UInt64(reading: bytes, at: 8),
      UInt64(reading: bytes, at: 16), UInt64(reading: bytes, at: 24))
  }
}

extension UInt64 {
  /// Reads 8 bytes, big-endian.
  init(reading bytes: Span<UInt8>, at offset: Int) {
    var word: UInt64 = 0
    for index in offset..<offset + 8 { word = word << 8 | UInt64(bytes[index]) }
    self = word
  }
}
