internal import Protocol

/// What can be guessed at, and is locked by itself after five errors in 15 minutes.
enum LoginWay: UInt32, CaseIterable {
  /// The person's password (L1).
  case password = 1
  /// An SMS code (L1.4); five wrong ones on one code are one error here.
  case smsCode = 2

  /// How many errors lock a way.
  static let errorsMax = 5
  /// How long an error counts, and how long a lock holds, in milliseconds.
  static let windowMilliseconds: Int64 = 15 * 60_000

  /// The refusal while the way is locked, or nil.
  func lock(_ failures: [WayFailures], now: Timestamp) -> Refusal? {
    guard let until = failures.first(where: { $0.way == rawValue })?.lockedUntil, until > now
    else { return nil }
    return Refusal(
      .loginLocked, "\(name)连续错误\(Self.errorsMax)次，已锁定15分钟", next: "请在锁定期满后重试", until: until)
  }

  /// The way's failures with one more; the fifth in 15 minutes locks. A lock keeps what led to it,
  /// so that an error can be taken back.
  func counting(_ failures: [WayFailures], now: Timestamp) -> WayFailures {
    let before = failures.first { $0.way == rawValue }?.times ?? []
    let recent = before.filter { $0.adding(milliseconds: Self.windowMilliseconds) > now }
    let times = (recent + [now]).suffix(Self.errorsMax)
    let until = now.adding(milliseconds: Self.windowMilliseconds)
    return WayFailures(
      way: rawValue, times: Array(times),
      lockedUntil: times.count < Self.errorsMax ? nil : until)
  }

  /// The way's failures without one that was counted at a time, and so without a lock; nil where it
  /// counts no longer.
  func uncounting(_ failures: [WayFailures], counted: Timestamp) -> WayFailures? {
    guard let way = failures.first(where: { $0.way == rawValue }),
      let place = way.times.lastIndex(of: counted)
    else { return nil }
    var times = way.times
    times.remove(at: place)
    return WayFailures(way: rawValue, times: times)
  }

  private var name: String {
    switch self {
    case .password: "登录密码"
    case .smsCode: "短信验证码"
    }
  }
}
