package import Protocol

/// 系统恢复所缺的时段: a time of which a restored backup knows nothing. What was done in it is lost
/// here, but its debits may have gone to their banks.
package struct RecoveryGap: Sendable, Hashable {
  /// Up to when the backup knows, real time.
  package var since: Timestamp
  /// When it was restored, real time.
  package var restored: Timestamp

  /// The most that a realm keeps apart; beyond it the oldest two become one, which is longer.
  package static let countMax = 1_000

  package init(since: Timestamp, restored: Timestamp) {
    self.since = since
    self.restored = restored
  }

  /// Whether a request of this key may have been taken in it. A key calls itself at most so much
  /// ahead, and is as much older than its request where that was on its way for long.
  func mayHold(_ key: Id128) -> Bool {
    let made = Timestamp(clamping: key.millis)
    let slack = KeyIndex.aheadMillisecondsMax
    return made >= since.adding(milliseconds: -slack)
      && made <= restored.adding(milliseconds: slack)
  }
}

extension State {
  /// Keeps a lost time, and their number within its limit.
  mutating func keep(_ gap: RecoveryGap) {
    gaps.append(gap)
    guard gaps.count > RecoveryGap.countMax else { return }
    let oldest = gaps.removeFirst()
    gaps[0].since = min(oldest.since, gaps[0].since)
    gaps[0].restored = max(oldest.restored, gaps[0].restored)
  }

  /// Throws where a key that no operation has may be of a payment that a restored backup lost.
  func checkGaps(_ key: Id128) throws(Refusal) {
    guard gaps.contains(where: { $0.mayHold(key) }) else { return }
    throw Refusal(
      .keyInRecoveryGap, "该请求发生在系统恢复所缺的时段，结果未知，请向银行或税务机关核实，不要重复缴费",
      next: "请向开户银行或主管税务机关核实是否已扣款")
  }
}

extension Refusal {
  /// What the refused request may have done.
  var outcome: CallError.Outcome { code == .keyInRecoveryGap ? .unknown : .notStarted }
}
