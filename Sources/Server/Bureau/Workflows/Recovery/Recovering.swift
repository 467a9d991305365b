package import Protocol

/// Why a recovery does not end.
package enum RecoveryProblem: Error, Sendable, Equatable {
  /// The realm is in none.
  case notInRecovery
  /// So many debits are open, not what the officer said.
  case otherNumber(open: Int)
  /// An officer has a name of at most so many bytes, and not an empty one.
  case name(bytesMax: Int)
}

/// 恢复: a realm that was restored from a backup. What its partners did since is not known, so it
/// begins nothing new until an officer ends the recovery; banks are asked, and reads go on.
package enum Recovering {
  /// How many serials a restore leaves for each time that the realm was restored: the lost days, or
  /// an earlier restore of the same backup, may have issued them, and the banks know them.
  package static let serialsSkipped: UInt32 = 5_000_000
  /// How many debits one operation turns to unknown.
  static let attemptsMax = 1_000

  /// The operations that begin a recovery: they skip to serials that nobody has used and take back
  /// what the backup says of debits that were on their way. They are appended together.
  ///
  /// - Parameters:
  ///   - state: as the backup has it, every employer with such a debit in it.
  ///   - since: up to when the backup knows, real time.
  ///   - restores: how often the realm has been restored, this time included.
  package static func begin(
    _ state: State, since: Timestamp, restores: UInt32, now: Moment
  ) -> [JournalEntry] {
    let begun = RecoveryBegun(
      since: since, restored: now.real, serials: skips(state, restores, now))
    let doubtful = attempts(state) { $0 == .requested || $0 == .handedOut }.map {
      Event.employer(.attemptUnknown(AttemptUnknown(registration: $0.owner, number: $0.number)))
    }
    var operations: [[Event]] = [[.realm(.recoveryBegun(begun))]]
    for first in stride(from: 0, to: doubtful.count, by: attemptsMax) {
      operations.append(Array(doubtful[first...].prefix(attemptsMax)))
    }
    return operations.enumerated().map { place, events in
      row(state.sequence + UInt64(place) + 1, events, Caller.bureau, now)
    }
  }

  /// The operation by which an officer ends a recovery, saying how many debits are still open.
  ///
  /// - Throws: `.notInRecovery`; `.otherNumber`, with the true one; `.name`.
  package static func end(
    _ state: State, officer: String, open: UInt64, now: Moment
  ) throws(RecoveryProblem) -> JournalEntry {
    guard state.recovery != nil else { throw .notInRecovery }
    guard (1...RecoveryEnded.officerBytesMax).contains(officer.utf8.count) else {
      throw .name(bytesMax: RecoveryEnded.officerBytesMax)
    }
    let numbers = self.open(state)
    guard open == UInt64(numbers.count) else { throw .otherNumber(open: numbers.count) }
    let ended = RecoveryEnded(
      officer: officer, open: open, first: Array(numbers.prefix(RecoveryEnded.firstMax)))
    return row(state.sequence + 1, [.realm(.recoveryEnded(ended))], .officer(officer), now)
  }

  /// Debits whose outcome is not known, by number.
  package static func open(_ state: State) -> [TicketNumber] {
    attempts(state, AttemptTable.holds).map(\.number)
  }

  /// What a request for something new hears.
  static func refusal(since: Timestamp) -> Refusal {
    Refusal(
      .readOnly, "系统自备份恢复，\(since.businessDate) 以后的缴费尚待核对，暂不受理新的变更", next: "请稍后再试")
  }

  /// The present month's serials and the next one's: no number is ever issued in a month that is
  /// over.
  private static func skips(_ state: State, _ restores: UInt32, _ now: Moment) -> [SerialSkip] {
    let month = now.day.period
    let wanted = UInt64(serialsSkipped) * UInt64(restores)
    return [month, month.next].map { month in
      let last = UInt64(state.serials[month] ?? 0) + wanted
      return SerialSkip(month: month, last: UInt32(min(last, UInt64(TicketNumber.serialMax))))
    }
  }

  private static func attempts(
    _ state: State, _ fits: (AttemptStatus) -> Bool
  ) -> [(number: TicketNumber, owner: RegistrationNumber)] {
    state.employers.flatMap { registration, employer in
      employer.attempts.values.filter { fits($0.status) }.map { ($0.number, registration) }
    }
    .sorted { $0.0.number < $1.0.number }
  }

  private static func row(
    _ sequence: UInt64, _ events: [Event], _ caller: Caller, _ now: Moment
  ) -> JournalEntry {
    JournalEntry(
      sequence: sequence, at: now.real, businessAt: now.business, actor: caller.actor, method: 0,
      scope: nil, key: nil, digest: nil, events: EventCoding.encode(events), reply: [])
  }
}
