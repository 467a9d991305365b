internal import Protocol

/// What all steps of a login share: how long it lives, and what is said when one does not fit.
enum LoginRules {
  /// How long a login may take from the password on, in milliseconds.
  static let lifeMilliseconds: Int64 = 600_000

  /// What everybody hears whose user, employer or password is wrong, whichever it is.
  static let refused = Refusal(
    .loginRefused, "统一社会信用代码、用户或密码不正确", next: "shebao login password")
  /// The login is over, or never was.
  static let expired = Refusal(.loginExpired, "登录已结束或已超时，请重新登录", next: "shebao login password")
  /// The step does not belong to the stage.
  static let stage = Refusal(.loginStage, "登录尚未到达或已经过此步骤", next: "shebao login password")
  /// Too much is under way.
  static let busy = Refusal(.exhausted, "系统繁忙，请求未开始处理", next: "请稍后重试")

  /// The login that a step names, with its person.
  static func desk(
    _ id: Id128, _ state: State, _ volatile: VolatileState, now: Timestamp
  ) throws(Refusal) -> LoginDesk {
    guard let login = volatile.logins[id], login.expires > now,
      let person = state.persons[login.resident]
    else { throw expired }
    return LoginDesk(login: login, person: person)
  }
}

/// What a step of a login is decided on.
struct LoginDesk {
  let login: Login
  let person: Person

  /// The identities that the person holds at the login's employers (L1.5).
  var identities: [IdentityHeld] {
    person.identities.filter { login.employers.contains($0.registration) }
      .sorted { ($0.registration, $0.kind.rawValue) < ($1.registration, $1.kind.rawValue) }
  }
}
