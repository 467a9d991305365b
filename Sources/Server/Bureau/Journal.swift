public import Protocol

/// One operation 操作 as the journal keeps it: what was done, by whom, when, and what was answered.
public struct Row: Sendable, Equatable {
  /// Bytes of the longest ``actor``.
  public static let maximumActor = 64
  /// Bytes of the longest ``events``: the largest document and room to spare.
  public static let maximumEvents = 1 << 20
  /// Bytes of the longest ``reply``.
  public static let maximumReply = 1 << 20
  /// The last number of an operation: what a signed 64-bit column holds.
  public static let maximumSequence = UInt64(Int64.max)

  /// The operation's number: 1, 2, 3 … without a gap.
  public var sequence: UInt64
  /// When, in real time (UTC, milliseconds).
  public var at: Timestamp
  /// When, in business time (in a sandbox an officer may have moved it on).
  public var businessAt: Timestamp
  /// Who: the encoded caller, at most ``maximumActor`` bytes.
  public var actor: [UInt8]
  /// The method's number in the schema.
  public var method: UInt16
  /// To whom ``key`` belongs: a digest over (person, employer) or the credential. With the key it
  /// is unique; the bureau's memory and the books' index hold that, because a random index here
  /// would make an append 2–8 times slower.
  public var scope: Digest256?
  /// The caller's key of the call, or a derived one.
  public var key: Id128?
  /// The keyed digest over the request's bytes: one key, one digest.
  public var digest: Digest256?
  /// What changed, encoded: results, never inputs. At most ``maximumEvents`` bytes.
  public var events: [UInt8]
  /// The stored answer, encoded; empty where none is kept. At most ``maximumReply`` bytes.
  public var reply: [UInt8]

  /// A row by its parts.
  public init(
    sequence: UInt64, at: Timestamp, businessAt: Timestamp, actor: [UInt8], method: UInt16,
    scope: Digest256?, key: Id128?, digest: Digest256?, events: [UInt8], reply: [UInt8]
  ) {
    self.sequence = sequence
    self.at = at
    self.businessAt = businessAt
    self.actor = actor
    self.method = method
    self.scope = scope
    self.key = key
    self.digest = digest
    self.events = events
    self.reply = reply
  }
}

/// The end of the journal as one claimant knows it.
public struct Head: Sendable, Equatable {
  /// Which claim this is: 1, 2, 3 …; 0 for what was read without a claim.
  public var epoch: UInt64
  /// The last row's number, 0 for an empty journal.
  public var sequence: UInt64
  /// The last row's hash, `Digest256.zero` for an empty journal.
  public var hash: Digest256

  /// A head by its parts.
  public init(epoch: UInt64, sequence: UInt64, hash: Digest256) {
    self.epoch = epoch
    self.sequence = sequence
    self.hash = hash
  }
}

/// Why the journal did not do what was asked. After any failure of `append` the server stops:
/// nothing it said rests on what was lost, and the next start reads what is true.
public enum JournalFailure: Error, Sendable, Equatable {
  /// A later claim was made: this process is no longer the one that writes.
  case lostClaim
  /// The row to go on from is not the last one; the last one's number.
  case behind(last: UInt64)
  /// The rows are not gapless, too many, or one is above a limit of ``Row``: nothing was written.
  case malformed(String)
  /// The disk is full.
  case diskFull(String)
  /// The disk or the system failed. Whether the rows are there shows at the next start.
  case io(String)
  /// The journal is damaged, or is not the one that it should be; says where.
  case corrupt(String)
  /// The journal is a backup, and only `restore` makes it one to serve from.
  case backup
  /// The journal was opened for reading only.
  case readOnly
}

/// What the bureau needs of storage: an append-only list of rows, each bound to the one before it
/// by a hash, and at most one writer.
public protocol Journal: Sendable {
  /// The most rows of one ``append(_:after:)``.
  static var maximumRows: Int { get }

  /// Takes the journal over: afterwards no earlier claimant can append. The truth after every
  /// start.
  ///
  /// - Throws: `.backup`, `.readOnly`, `.io`, `.diskFull`, `.corrupt`.
  func claim() throws(JournalFailure) -> Head

  /// Appends and blocks: all rows are durable on return, or none is; only if `after` is the last
  /// row and its epoch is still the last claim's.
  ///
  /// - Returns: the new head. For no rows `after` itself, when it still holds.
  /// - Throws: any ``JournalFailure``; stop.
  func append(_ rows: [Row], after: Head) throws(JournalFailure) -> Head

  /// Durable rows only, ascending from `sequence + 1`, at most `limit` and perhaps fewer (large
  /// rows): an empty answer, not a short one, is the end.
  ///
  /// - Throws: `.io`, `.corrupt`.
  func read(after sequence: UInt64, limit: Int) throws(JournalFailure) -> [Row]
}

extension Journal {
  /// 65,536: above what a desk's turn holds.
  public static var maximumRows: Int { 65_536 }
}
