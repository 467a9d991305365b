internal import Protocol

/// A secret that can be guessed at during a login. Each is locked separately, by five errors in 15
/// minutes.
enum LoginWay: UInt32, CaseIterable {
  /// 登录密码: the password of the person (L1).
  case password = 1
  /// An SMS code (短信验证码, L1.4); five wrong tries of one code are one error here.
  case smsCode = 2

  /// The number of errors that lock a way.
  static let errorsMax = 5
  /// The time that an error counts, and that a lock holds, in milliseconds.
  static let windowMilliseconds: Int64 = 15 * 60_000

  /// Returns the refusal `.loginLocked` while the way is locked, nil otherwise.
  func lock(_ failures: [WayFailures], now: Timestamp) -> Refusal? {
    guard let until = failures.first(where: { $0.way == rawValue })?.lockedUntil, until > now
    else { return nil }
    return Refusal(
      .loginLocked, "\(name)连续错误\(Self.errorsMax)次，已锁定15分钟", next: "请在锁定期满后重试", until: until)
  }

  /// Returns the way's failures with one more; the fifth in 15 minutes locks. A lock keeps the
  /// times of the errors, so that one can be taken back.
  func counting(_ failures: [WayFailures], now: Timestamp) -> WayFailures {
    let before = failures.first { $0.way == rawValue }?.times ?? []
    let recent = before.filter { $0.adding(milliseconds: Self.windowMilliseconds) > now }
    let times = (recent + [now]).suffix(Self.errorsMax)
    let until = now.adding(milliseconds: Self.windowMilliseconds)
    return WayFailures(
      way: rawValue, times: Array(times),
      lockedUntil: times.count < Self.errorsMax ? nil : until)
  }

  /// Returns the way's failures without the one counted at a time, and so without a lock; nil where
  /// that one no longer counts.
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
