package import Protocol

/// The reasons for which ``Recovering/end(_:officer:open:now:)`` ends no recovery.
package enum RecoveryProblem: Error, Sendable, Equatable {
  /// The realm is not in recovery.
  case notInRecovery
  /// The officer named another number of open debits than `open`.
  case otherNumber(open: Int)
  /// The name of the officer is empty, or longer than `bytesMax` bytes.
  case name(bytesMax: Int)
}

/// 恢复: the recovery of a realm that was restored from a backup.
///
/// What the partners did since the backup is unknown, so changes are refused (``refusal(since:)``)
/// until an officer ends the recovery. Banks are asked about open debits, and reads go on.
package enum Recovering {
  /// The number of ticket serials skipped for each restore of the realm: the time lost, or an
  /// earlier restore of the same backup, may have issued them, and the banks know them.
  package static let serialsSkipped: UInt32 = 5_000_000
  /// The most debits that one operation turns to unknown.
  static let attemptsMax = 1_000

  /// Returns the operations that begin a recovery, to be appended together: they skip to unused
  /// serials, and turn each debit that was requested or handed out to unknown.
  ///
  /// - Parameters:
  ///   - state: the backup's, with every employer of such a debit.
  ///   - since: the time of the backup's last operation, real time.
  ///   - restores: the number of restores of the realm, this one included.
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
      entry(state.sequence + UInt64(place) + 1, events, Caller.bureau, now)
    }
  }

  /// Returns the operation by which an officer ends a recovery. The officer must state the number
  /// of debits that are still open.
  ///
  /// - Throws: `.notInRecovery`; `.name`; `.otherNumber`, with the true number.
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
    return entry(state.sequence + 1, [.realm(.recoveryEnded(ended))], .officer(officer), now)
  }

  /// Returns the debits without a final outcome, by number.
  package static func open(_ state: State) -> [TicketNumber] {
    attempts(state, AttemptTable.holds).map(\.number)
  }

  /// Returns the refusal `.readOnly` of a change during the recovery.
  static func refusal(since: Timestamp) -> Refusal {
    Refusal(
      .readOnly, "系统自备份恢复，\(since.businessDate) 以后的缴费尚待核对，暂不受理新的变更", next: "请稍后再试")
  }

  /// Returns the skips of the present month and the next: no number is issued in a month that is
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

  private static func entry(
    _ sequence: UInt64, _ events: [Event], _ caller: Caller, _ now: Moment
  ) -> JournalEntry {
    JournalEntry(
      sequence: sequence, at: now.real, businessAt: now.business, actor: caller.actor, method: 0,
      scope: nil, key: nil, digest: nil, events: EventCoding.encode(events), reply: [])
  }
}
