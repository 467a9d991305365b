package import Protocol

/// 系统恢复所缺的时段: the time between a backup's last operation and its restore. The operations of that
/// time are lost here, but their debits may have reached the banks.
package struct RecoveryGap: Sendable, Hashable {
  /// Real time of the backup's last operation.
  package var since: Timestamp
  /// Real time of the restore.
  package var restored: Timestamp

  /// The most gaps kept; beyond it the oldest two are merged into one that spans both.
  package static let countMax = 1_000

  package init(since: Timestamp, restored: Timestamp) {
    self.since = since
    self.restored = restored
  }

  /// Whether a request with this key may have been accepted in the gap. The bounds are widened by
  /// `KeyIndex.aheadMillisecondsMax`: a client's clock may be that far ahead, and a request may
  /// arrive that long after its key was made.
  func mayHold(_ key: Id128) -> Bool {
    let made = Timestamp(clamping: key.millis)
    let slack = KeyIndex.aheadMillisecondsMax
    return made >= since.adding(milliseconds: -slack)
      && made <= restored.adding(milliseconds: slack)
  }
}

extension State {
  /// Adds a gap; merges the oldest two if there are more than `countMax`.
  mutating func keep(_ gap: RecoveryGap) {
    gaps.append(gap)
    guard gaps.count > RecoveryGap.countMax else { return }
    let oldest = gaps.removeFirst()
    gaps[0].since = min(oldest.since, gaps[0].since)
    gaps[0].restored = max(oldest.restored, gaps[0].restored)
  }

  /// Checks a key that no operation has.
  ///
  /// - Throws: `keyInRecoveryGap` if the key may be that of a payment lost in a gap.
  func checkGaps(_ key: Id128) throws(Refusal) {
    guard gaps.contains(where: { $0.mayHold(key) }) else { return }
    throw Refusal(
      .keyInRecoveryGap, "该请求发生在系统恢复所缺的时段，结果未知，请向银行或税务机关核实，不要重复缴费",
      next: "请向开户银行或主管税务机关核实是否已扣款")
  }
}

extension Refusal {
  /// Whether the refused request may have been carried out: unknown for a key of a recovery gap.
  var outcome: CallError.Outcome { code == .keyInRecoveryGap ? .unknown : .notStarted }
}
