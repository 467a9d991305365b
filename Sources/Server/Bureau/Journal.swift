package import Protocol

/// One operation (操作) as the journal keeps it: its time, caller, method, key, events and reply.
package struct JournalEntry: Sendable, Equatable {
  /// The most bytes of ``actor``.
  package static let actorBytesMax = 64
  /// The most bytes of ``events``: more than the largest event needs.
  package static let eventsBytesMax = 1 << 20
  /// The most bytes of ``reply``.
  package static let replyBytesMax = 1 << 20
  /// The largest sequence number: a signed 64-bit column holds it.
  package static let sequenceMax = UInt64(Int64.max)

  /// The sequence number: 1, 2, 3 … without a gap.
  package var sequence: UInt64
  /// Real time, UTC, in milliseconds.
  package var at: Timestamp
  /// Business time; ahead of real time only in a sandbox whose clock an officer has advanced.
  package var businessAt: Timestamp
  /// The caller as text, at most ``actorBytesMax`` bytes; see `Caller.actor`.
  package var actor: [UInt8]
  /// The method's number in the schema; 0 for an operation of the bureau itself.
  package var method: UInt16
  /// The scope that ``key`` is unique in: (person, employer), or the credential. The bureau's
  /// memory and the books' index keep it unique; an index over random keys in the journal would
  /// make an append 2–8 times slower.
  package var scope: Digest256?
  /// The idempotency key of the call.
  package var key: Id128?
  /// The keyed digest over the request's bytes. A repeat of the key must have the same.
  package var digest: Digest256?
  /// The events, encoded by `EventCoding`. At most ``eventsBytesMax`` bytes.
  package var events: [UInt8]
  /// The stored reply, encoded by `StoredReply`; empty for an operation without a key. At most
  /// ``replyBytesMax`` bytes.
  package var reply: [UInt8]

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

/// The end of the journal, as one claimant knows it.
package struct Head: Sendable, Equatable {
  /// The number of the claim: 1, 2, 3 …; 0 for a head that was read without a claim.
  package var epoch: UInt64
  /// The last entry's sequence number, 0 for an empty journal.
  package var sequence: UInt64
  /// The last entry's hash, `Digest256.zero` for an empty journal.
  package var hash: Digest256

  package init(epoch: UInt64, sequence: UInt64, hash: Digest256) {
    self.epoch = epoch
    self.sequence = sequence
    self.hash = hash
  }
}

/// A failure of the journal. After any failure of `append` the server stops: no answer that it has
/// sent rests on the lost entries, and the next start reads the durable ones.
package enum JournalFailure: Error, Sendable, Equatable {
  /// A later claim was made: another process is the writer now.
  case lostClaim
  /// The head passed to `append` is not the journal's last entry; the number of the last entry.
  case behind(last: UInt64)
  /// The entries have a gap, are too many, or one is above a limit of ``JournalEntry``. No entry
  /// was written.
  case malformed(String)
  /// The disk is full.
  case diskFull(String)
  /// The disk or the system failed. The next start finds whether the entries were written.
  case io(String)
  /// The journal is damaged, or is another journal than expected; says where.
  case corrupt(String)
  /// The journal is a backup; a server starts on it only after `restore`.
  case backup
  /// The journal was opened for reading only.
  case readOnly
}

/// The storage of the bureau: an append-only list of entries, each bound to the one before it by a
/// hash, with at most one writer.
package protocol Journal: Sendable {
  /// The most entries of one ``append(_:after:)``.
  static var entriesMax: Int { get }

  /// Claims the journal and returns its end. Afterwards no earlier claimant can append. Each start
  /// begins with it.
  ///
  /// - Throws: `.backup`, `.readOnly`, `.io`, `.diskFull`, `.corrupt`.
  func claim() throws(JournalFailure) -> Head

  /// Appends entries and blocks until all are durable; on a failure none or all may be. Appends
  /// only if `after` is the last entry and its epoch is the last claim's.
  ///
  /// - Returns: the new head; for no entries `after` itself, if it is still the end.
  /// - Throws: any ``JournalFailure``; the server must stop then.
  func append(_ entries: [JournalEntry], after: Head) throws(JournalFailure) -> Head

  /// Returns durable entries, ascending from `sequence + 1`: at most `limit`, and fewer if they are
  /// large. An empty answer, not a short one, is the end.
  ///
  /// - Throws: `.io`, `.corrupt`.
  func read(after sequence: UInt64, limit: Int) throws(JournalFailure) -> [JournalEntry]
}

extension Journal {
  /// 65,536: more than one turn of the engine makes.
  package static var entriesMax: Int { 65_536 }
}
