internal import Protocol

/// The lifetime of a login and the refusals that its steps share.
enum LoginRules {
  /// The time from the password to the end of a login, in milliseconds.
  static let lifeMilliseconds: Int64 = 600_000

  /// A wrong user, employer or password: one refusal for all three, so that none can be probed.
  static let refused = Refusal(
    .loginRefused, "统一社会信用代码、用户或密码不正确", next: "shebao login password")
  /// The login has ended, or never existed.
  static let expired = Refusal(.loginExpired, "登录已结束或已超时，请重新登录", next: "shebao login password")
  /// The step does not belong to the stage.
  static let stage = Refusal(.loginStage, "登录尚未到达或已经过此步骤", next: "shebao login password")
  /// A table of the volatile state is full (`VolatileState.countMax`), or too many text messages
  /// wait (`State.messagesMax`).
  static let busy = Refusal(.exhausted, "系统繁忙，请求未开始处理", next: "请稍后重试")

  /// Returns the login of a step, with its person.
  ///
  /// - Throws: `.loginExpired`.
  static func open(
    _ id: Id128, _ state: State, _ volatile: VolatileState, now: Timestamp
  ) throws(Refusal) -> OpenLogin {
    guard let login = volatile.logins[id], login.expires > now,
      let person = state.persons[login.resident]
    else { throw expired }
    return OpenLogin(login: login, person: person)
  }
}

/// A login and its person: what a step is decided on.
struct OpenLogin {
  let login: Login
  let person: Person

  /// The identities that the person holds at the login's employers (L1.5), by employer and kind.
  var identities: [PersonIdentity] {
    person.identities.filter { login.employers.contains($0.registration) }
      .sorted { ($0.registration, $0.kind.rawValue) < ($1.registration, $1.kind.rawValue) }
  }
}
