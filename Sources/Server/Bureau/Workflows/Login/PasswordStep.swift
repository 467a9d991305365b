internal import Protocol

/// The password of a login (密码登录, L1): checked in two passes, with scrypt between them.
///
/// The first pass counts an error before scrypt runs, so that parallel guesses are all counted. A
/// right password clears it in the second pass, and ``takeBack(_:counted:_:_:_:)`` removes it where
/// scrypt fails. A user name without a person, or a person without a password or an identity at the
/// employer, takes the same path with a salt made from the name: neither the answer nor its time
/// tells them apart.
enum PasswordStep {
  /// Decides `login.password`. A wrong password (`.loginRefused`), a lock (`.loginLocked`) and a
  /// full table of logins (`.exhausted`) are refused within the decision.
  ///
  /// - Throws: as `SliderChallenge.check`.
  static func decide(
    _ request: PasswordLogin, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let user = user(request, state, context)
    guard let derived = context.derived else {
      let slider = try SliderChallenge.check(
        SliderAnswer(request), volatile, context, next: "shebao login password")
      return count(request, user, slider, volatile, context)
    }
    // The error that the first pass counted stands.
    guard let user, isRight(derived, user.person) else {
      return Decision(.refusal(LoginRules.refused))
    }
    guard volatile.logins.count < VolatileState.countMax else {
      return Decision(.refusal(LoginRules.busy), events: [passed(user)])
    }
    return open(user, &context)
  }

  /// Returns the events of a password whose caller no longer waits for scrypt: a right one clears
  /// its counted error.
  static func late(
    _ request: PasswordLogin, _ derived: DerivedKey, _ state: State, _ context: Context
  ) -> [Event] {
    guard let user = user(request, state, context), isRight(derived, user.person) else { return [] }
    return [passed(user)]
  }

  /// Returns the changes that remove the error counted at a time for a password that scrypt has not
  /// judged.
  static func takeBack(
    _ request: PasswordLogin, counted: Timestamp, _ state: State, _ volatile: VolatileState,
    _ context: Context
  ) -> (events: [Event], volatile: [VolatileChange]) {
    let way = LoginWay.password
    if let user = user(request, state, context) {
      let left = way.uncounting(user.person.failures, counted: counted)
      return (left.map { [uncounted(user, $0)] } ?? [], [])
    }
    let key = UnknownLogin.key(loginName: Logins.loginName(request.user), context.digests)
    guard let unknownLogin = volatile.unknownLogins[key],
      let left = way.uncounting(unknownLogin.failures, counted: counted)
    else { return ([], []) }
    let known = UnknownLogin(
      failures: [left], codesSent: unknownLogin.codesSent, now: context.now.real)
    return ([], [.unknownLogin(key, known)])
  }

  private static func isRight(_ derived: DerivedKey, _ person: Person) -> Bool {
    guard let hash = person.password.flatMap({ DerivedKey(bytes: $0.hash) }) else { return false }
    return SecretBytes.areEqual(derived.bytes, hash.bytes)
  }

  private static func passed(_ user: User) -> Event {
    .person(
      .loginPassed(
        LoginPassed(resident: user.person.resident, way: LoginWay.password.rawValue)))
  }

  private static func uncounted(_ user: User, _ left: WayFailures) -> Event {
    .person(.loginUncounted(LoginUncounted(resident: user.person.resident, failures: left)))
  }

  /// The person named by a login, with the employers of its taxpayer code at which the person holds
  /// an identity.
  private struct User {
    let person: Person
    let employers: [RegistrationNumber]
  }

  /// Returns the person with that login name and an identity at an employer of that code; nil where
  /// there is none, or more than one.
  private static func user(_ request: PasswordLogin, _ state: State, _ context: Context) -> User? {
    let name = Logins.loginName(request.user)
    let employers = context.found.taxpayers[request.taxpayer] ?? []
    let users = (context.found.users[name] ?? []).compactMap { resident -> User? in
      guard let person = state.persons[resident], answers(person, to: name) else { return nil }
      let held = employers.filter { employer in
        person.identities.contains { $0.registration == employer }
      }
      return held.isEmpty ? nil : User(person: person, employers: held)
    }
    return users.count == 1 ? users[0] : nil
  }

  private static func answers(_ person: Person, to name: String) -> Bool {
    guard !name.isEmpty else { return false }
    return [person.mobile.text, person.resident.text, person.user].contains(name)
  }

  private static func count(
    _ request: PasswordLogin, _ user: User?, _ slider: VolatileChange, _ volatile: VolatileState,
    _ context: Context
  ) -> Decision {
    let now = context.now.real
    let unknownLogin = UnknownLogin.key(loginName: Logins.loginName(request.user), context.digests)
    let failures = user?.person.failures ?? volatile.unknownLogins[unknownLogin]?.failures ?? []
    if let locked = LoginWay.password.lock(failures, now: now) {
      return Decision(.refusal(locked), volatile: [slider])
    }
    let counted = LoginWay.password.counting(failures, now: now)
    let derivation = derivation(request, user?.person, context)
    guard let person = user?.person else {
      let known = UnknownLogin(failures: [counted], codesSent: [], now: now)
      return Decision(.derive(derivation), volatile: [slider, .unknownLogin(unknownLogin, known)])
    }
    let failed = LoginFailed(resident: person.resident, failures: counted)
    return Decision(
      .derive(derivation), events: [.person(.loginFailed(failed))], volatile: [slider])
  }

  private static func derivation(
    _ request: PasswordLogin, _ person: Person?, _ context: Context
  ) -> Derivation {
    let typed = Array(request.password.utf8)
    guard let password = person?.password else {
      let name = Array(Logins.loginName(request.user).utf8)
      let salt = Array(context.digests.keyed(.noSuchUser, name).bytes.prefix(16))
      return Derivation(
        password: typed, salt: salt, cost: context.realm.scrypt, resident: person?.resident)
    }
    let cost = ScryptParameters(n: password.n, r: password.r, p: password.p)
    return Derivation(
      password: typed, salt: password.salt, cost: cost, resident: person?.resident)
  }

  private static func open(_ user: User, _ context: inout Context) -> Decision {
    let expires = context.now.real.adding(milliseconds: LoginRules.lifeMilliseconds)
    let login = Login(
      id: context.entropy.name(), resident: user.person.resident, employers: user.employers,
      expires: expires)
    let opened = LoginOpened(
      login: login.id, factors: [.sms, .taxAppScan, .incomeTaxAppScan],
      phone: user.person.mobile.masked, expires: expires)
    return Decision(
      .reply(opened), events: [passed(user)], volatile: [.login(login)])
  }
}
