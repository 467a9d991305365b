package import Protocol

/// One operation 操作 as the journal keeps it: what was done, by whom, when, and what was answered.
package struct JournalEntry: Sendable, Equatable {
  /// Bytes of the longest ``actor``.
  package static let maximumActor = 64
  /// Bytes of the longest ``events``: the largest document and room to spare.
  package static let maximumEvents = 1 << 20
  /// Bytes of the longest ``reply``.
  package static let maximumReply = 1 << 20
  /// The last number of an operation: what a signed 64-bit column holds.
  package static let maximumSequence = UInt64(Int64.max)

  /// The operation's number: 1, 2, 3 … without a gap.
  package var sequence: UInt64
  /// When, in real time (UTC, milliseconds).
  package var at: Timestamp
  /// When, in business time (in a sandbox an officer may have moved it on).
  package var businessAt: Timestamp
  /// Who: the encoded caller, at most ``maximumActor`` bytes.
  package var actor: [UInt8]
  /// The method's number in the schema.
  package var method: UInt16
  /// To whom ``key`` belongs: a digest over (person, employer) or the credential. With the key it
  /// is unique; the bureau's memory and the books' index hold that, because a random index here
  /// would make an append 2–8 times slower.
  package var scope: Digest256?
  /// The caller's key of the call, or a derived one.
  package var key: Id128?
  /// The keyed digest over the request's bytes: one key, one digest.
  package var digest: Digest256?
  /// What changed, encoded: results, never inputs. At most ``maximumEvents`` bytes.
  package var events: [UInt8]
  /// The stored answer, encoded; empty where none is kept. At most ``maximumReply`` bytes.
  package var reply: [UInt8]

  /// A row by its parts.
  package init(
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
package struct Head: Sendable, Equatable {
  /// Which claim this is: 1, 2, 3 …; 0 for what was read without a claim.
  package var epoch: UInt64
  /// The last row's number, 0 for an empty journal.
  package var sequence: UInt64
  /// The last row's hash, `Digest256.zero` for an empty journal.
  package var hash: Digest256

  /// A head by its parts.
  package init(epoch: UInt64, sequence: UInt64, hash: Digest256) {
    self.epoch = epoch
    self.sequence = sequence
    self.hash = hash
  }
}

/// Why the journal did not do what was asked. After any failure of `append` the server stops:
/// nothing it said rests on what was lost, and the next start reads what is true.
package enum JournalFailure: Error, Sendable, Equatable {
  /// A later claim was made: this process is no longer the one that writes.
  case lostClaim
  /// The row to go on from is not the last one; the last one's number.
  case behind(last: UInt64)
  /// The rows are not gapless, too many, or one is above a limit of ``JournalEntry``: nothing was
  /// written.
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
package protocol Journal: Sendable {
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
  func append(_ rows: [JournalEntry], after: Head) throws(JournalFailure) -> Head

  /// Durable rows only, ascending from `sequence + 1`, at most `limit` and perhaps fewer (large
  /// rows): an empty answer, not a short one, is the end.
  ///
  /// - Throws: `.io`, `.corrupt`.
  func read(after sequence: UInt64, limit: Int) throws(JournalFailure) -> [JournalEntry]
}

extension Journal {
  /// 65,536: above what a clerk's turn holds.
  package static var maximumRows: Int { 65_536 }
}
