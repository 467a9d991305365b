package import Protocol

/// An action that the bureau takes by itself at a time.
package enum Timer: Sendable, Hashable {
  /// Cancel a debit that its bank did not take in time.
  case cancel(TicketNumber)
  /// Turn a debit to unknown that its bank did not answer in time.
  case giveUp(TicketNumber)
  /// Refer a debit to an officer that its bank did not answer for a day.
  case refer(TicketNumber)
  /// Ask the bank what became of a debit, for the n-th time.
  case settle(TicketNumber, UInt32)
  /// Ask the bank again about an agreement that it has not answered, for the n-th time.
  case askAgreement(Id128, UInt32)
  /// Read an import's slice after a cursor again, if it is still there.
  case slice(Id128, after: String)
  /// End the sessions that have expired, and remove what is done.
  case sweep
  /// Remove what has expired in one part of the volatile state.
  case tidy(VolatileState.Part)
}

/// The times at which the bureau acts by itself (the contract with a bank: how an unknown outcome
/// is settled).
package enum Timing {
  /// The time after which a debit is cancelled that its bank has not taken.
  package static let cancelAfterMilliseconds: Int64 = 5_000
  /// The time after which a debit without an answer is unknown.
  package static let giveUpAfterMilliseconds: Int64 = 10_000
  /// The time after which an unknown debit is referred to an officer; settle goes on asking.
  package static let referAfterMilliseconds: Int64 = 24 * 3_600_000
  /// The times after the handing out at which settle asks; the last pause repeats.
  package static let settleAfterMilliseconds: [Int64] = [
    12_000, 20_000, 40_000, 90_000, 300_000, 900_000, 3_600_000, 14_400_000, 43_200_000,
  ]
  /// The pauses before an order about an agreement is sent again, from the time before or a start;
  /// the last repeats.
  package static let agreementAfterMilliseconds: [Int64] = [
    30_000, 120_000, 600_000, 3_600_000, 14_400_000,
  ]
  /// The pause between two sweeps of sessions and the volatile state.
  package static let sweepEveryMilliseconds: Int64 = 10_000

  /// Returns the timers of an attempt as it is now.
  static func timers(of attempt: Attempt) -> [(Timer, Timestamp)] {
    switch attempt.status {
    case .requested:
      [
        (
          .cancel(attempt.number),
          attempt.requestedReal.adding(milliseconds: cancelAfterMilliseconds)
        )
      ]
    case .handedOut:
      [(.giveUp(attempt.number), after(attempt, giveUpAfterMilliseconds))]
    case .unknown:
      [
        (.settle(attempt.number, 0), after(attempt, settleAfterMilliseconds[0])),
        (.refer(attempt.number), after(attempt, referAfterMilliseconds)),
      ]
    case .officer:
      [(.settle(attempt.number, 0), after(attempt, settleAfterMilliseconds[0]))]
    case .succeeded, .failed, .cancelled, .posted: []
    }
  }

  /// Returns the time of the `count`-th settle of an attempt: at least a second from now.
  static func settle(_ attempt: Attempt, _ count: UInt32, now: Timestamp) -> Timestamp {
    let last = settleAfterMilliseconds.count - 1
    let planned = after(attempt, settleAfterMilliseconds[min(Int(count), last)])
    let soonest = now.adding(milliseconds: 1_000)
    if Int(count) > last {
      return now.adding(milliseconds: settleAfterMilliseconds[last])
    }
    return max(planned, soonest)
  }

  /// Returns the time at which a bank is asked about an agreement for the `count`-th time again.
  static func agreement(_ count: UInt32, now: Timestamp) -> Timestamp {
    let place = min(Int(count), agreementAfterMilliseconds.count - 1)
    return now.adding(milliseconds: agreementAfterMilliseconds[place])
  }

  private static func after(_ attempt: Attempt, _ milliseconds: Int64) -> Timestamp {
    (attempt.handedOut ?? attempt.requestedReal).adding(milliseconds: milliseconds)
  }
}
