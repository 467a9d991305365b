internal import Protocol

/// The quota of SMS codes for one person: 1 a minute, 5 an hour, 10 a day.
enum CodeQuota {
  /// Returns the limits: `count` codes within `milliseconds`.
  ///
  /// - Parameter pause: the realm's time between two codes, in milliseconds.
  static func limits(_ pause: Int64) -> [(count: Int, milliseconds: Int64)] {
    [(1, pause), (5, 3_600_000), (10, 86_400_000)]
  }

  /// Returns the first time at which another code may be sent.
  ///
  /// - Parameter sent: the times of the earlier ones, in order.
  static func next(
    after sent: [Timestamp], pause: Int64 = Realm.codePauseUsualMilliseconds
  ) -> Timestamp {
    limits(pause).reduce(.earliest) { latest, limit in
      guard sent.count >= limit.count else { return latest }
      let oldest = sent[sent.count - limit.count]
      return max(latest, oldest.adding(milliseconds: limit.milliseconds))
    }
  }

  /// Checks that another code may be sent now.
  ///
  /// - Throws: `.codeTooSoon`, with the time from which it may.
  static func check(_ sent: [Timestamp], _ context: Context) throws(Refusal) {
    let next = next(after: sent, pause: context.realm.codePauseMilliseconds)
    guard next <= context.now.real else {
      throw Refusal(.codeTooSoon, "验证码发送过于频繁", next: "请在可再次发送的时间后重试", until: next)
    }
  }
}
