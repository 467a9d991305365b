internal import Protocol

/// 设置支付密码: setting the payment password, and turning its use on and off (A5, A6).
enum PaymentPasswords {
  /// Decides the `payment-password.` requests. A wrong code or password is refused within the
  /// decision, which counts it.
  ///
  /// - Throws: for a code `.codeTooSoon` or `.exhausted`; to set `.paymentPasswordDiffers`,
  ///   `.paymentPasswordWeak` or `.codeExpired`; to turn on or off `.paymentPasswordNotSet`; to
  ///   turn off also `.personLocked`, `.paymentPasswordNeeded`, `.stepUpNeeded` or `.codeExpired`.
  static func decide(
    _ request: PaymentPasswordRequest, _ clerk: SignedInClerk, _ state: State,
    _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .code: try sendCode(clerk, state, volatile, &context)
    case .set(let m): try set(m, clerk, state, volatile, &context)
    case .use(let m):
      m.on ? try turnOn(clerk, state, &context) : try turnOff(m, clerk, state, volatile, &context)
    }
  }

  private static func sendCode(
    _ clerk: SignedInClerk, _ state: State, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let sent = try CodeSending.send(
      to: clerk.person, for: .paymentPassword(session: clerk.session.id), doing: "设置支付密码", state,
      volatile, &context)
    return Decision(
      .reply(sent.reply), events: [sent.event], volatile: [.code(sent.request)],
      orders: [.message(sent.order)])
  }

  private static func set(
    _ request: PaymentPasswordSet, _ clerk: SignedInClerk, _ state: State,
    _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    guard SecretBytes.areEqual(Array(request.password.utf8), Array(request.again.utf8)) else {
      throw Refusal(
        .paymentPasswordDiffers, "两次录入的支付密码不一致", next: "shebao payment-password set")
    }
    try PaymentPasswordRules.check(request.password)
    let used: VolatileChange
    switch try code(request.code, request.request, clerk, volatile, context) {
    case .wrong(let refusal, let change), .dead(let refusal, let change):
      return Decision(.refusal(refusal), volatile: [change])
    case .right(_, let change): used = change
    }
    let registration = clerk.employer.registration.number
    let salt = context.entropy.name()
    let digest = PaymentPasswordCheck.keyed(
      request.password, salt: salt, registration, context.digests)
    let changed = PaymentPasswordChanged(registration: registration, digest: digest, salt: salt)
    let message = Notifying.paymentPassword("已设置", clerk, state, &context)
    return Decision(
      .reply(Done(text: "设置支付密码成功")),
      events: [.employer(.paymentPasswordChanged(changed))] + message.events, volatile: [used],
      orders: message.orders)
  }

  private static func code(
    _ code: String, _ request: Id128, _ clerk: SignedInClerk, _ volatile: VolatileState,
    _ context: Context
  ) throws(Refusal) -> CodeCheck.Verdict {
    try CodeCheck.judge(
      code, request, for: .paymentPassword(session: clerk.session.id), volatile, context)
  }

  private static func turnOn(
    _ clerk: SignedInClerk, _ state: State, _ context: inout Context
  ) throws(Refusal) -> Decision {
    guard clerk.employer.password.digest != nil else { throw PaymentPasswordCheck.notSet }
    return use(clerk, off: false, [], state, &context)
  }

  /// Turns the use off (A6): by the password, or by an SMS code in a session that a scan has
  /// proved.
  private static func turnOff(
    _ request: PaymentPasswordUse, _ clerk: SignedInClerk, _ state: State,
    _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    guard clerk.employer.password.digest != nil else { throw PaymentPasswordCheck.notSet }
    if let password = request.password {
      switch PaymentPasswordCheck.compare(password, clerk, state, &context) {
      case .refused(let refusal): throw refusal
      case .counted(let refusal, let events, let orders):
        return Decision(.refusal(refusal), events: events, orders: orders)
      case .passed(let events): return use(clerk, off: true, events, state, &context)
      case .off: return use(clerk, off: true, [], state, &context)
      }
    }
    guard let id = request.request, let entered = request.code else { throw neither }
    guard clerk.session.proved else {
      throw Refusal(.stepUpNeeded, "凭短信验证码停用支付密码前需扫码验证身份", next: "shebao login stepup")
    }
    switch try code(entered, id, clerk, volatile, context) {
    case .wrong(let refusal, let change), .dead(let refusal, let change):
      return Decision(.refusal(refusal), volatile: [change])
    case .right(_, let used): return use(clerk, off: true, [], state, &context, volatile: [used])
    }
  }

  private static func use(
    _ clerk: SignedInClerk, off: Bool, _ events: [Event], _ state: State, _ context: inout Context,
    volatile: [VolatileChange] = []
  ) -> Decision {
    let registration = clerk.employer.registration.number
    let switched = Event.employer(
      .paymentPasswordUseSet(
        PaymentPasswordUseSet(registration: registration, off: off)))
    let done = Done(text: off ? "支付密码已停用" : "支付密码已启用")
    guard clerk.employer.password.off != off else {
      return Decision(.reply(done), events: events, volatile: volatile)
    }
    let message = Notifying.paymentPassword(off ? "已停用" : "已启用", clerk, state, &context)
    return Decision(
      .reply(done), events: events + [switched] + message.events, volatile: volatile,
      orders: message.orders)
  }

  private static let neither = Refusal(
    .paymentPasswordNeeded, "停用支付密码需输入支付密码，或扫码验证后输入短信验证码",
    next: "shebao payment-password off")
}
