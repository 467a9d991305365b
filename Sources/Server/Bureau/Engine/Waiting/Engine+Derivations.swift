internal import Protocol

/// A password that is with scrypt. It is judged when it comes back, whether or not anyone still
/// waits: its try was counted before it left.
struct PendingDerivation: Sendable {
  var incoming: IncomingRequest
  var found: LookupResults
  /// When its try was counted.
  var counted: Timestamp
  /// The person, who stays in memory meanwhile.
  var resident: ResidentID?
}

extension Engine {
  /// The most passwords with scrypt at once; one more is refused before its try is counted.
  static var awayMax: Int { 64 }

  /// Throws where no other password can be sent to scrypt, or its request has no waiter to wait.
  func checkAway(_ incoming: IncomingRequest) throws(Refusal) {
    guard away.count < Self.awayMax else { throw WaitList.full }
    try waiting.check(incoming, .derive)
  }

  /// Sends a password to scrypt.
  mutating func derive(
    _ derivation: Derivation, _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults
  ) throws(Refusal) {
    let number = try waiting.park(waiter(incoming, caller, found, .derive)).number
    away[number] = PendingDerivation(
      incoming: incoming, found: found, counted: context.now.real, resident: derivation.resident)
    jobs.append(.derive(waiter: number, derivation))
  }

  /// A password has come back. Where nobody waits for it any more, a right one still must not count
  /// as an error.
  mutating func take(derived number: UInt64, _ key: DerivedKey) {
    guard let one = away.removeValue(forKey: number) else { return }
    let waiter = waiting.take(number)
    if let waiter, waiter.incoming.deadline > context.now.real {
      return perform(waiter.incoming, waiter.found, derived: key)
    }
    if let waiter { answerTooLate(waiter) }
    guard case .login(.password(let request)) = one.incoming.request, gate.sealed == nil else {
      return
    }
    context.found = one.found
    record(PasswordStep.late(request, key, state, context))
  }

  /// scrypt gave no answer: nothing is known of the password, so its try is taken back.
  mutating func take(notDerived number: UInt64) {
    guard let one = away.removeValue(forKey: number) else { return }
    if case .login(.password(let request)) = one.incoming.request, gate.sealed == nil {
      context.found = one.found
      let back = PasswordStep.takeBack(request, counted: one.counted, state, volatile, context)
      for change in back.volatile { pass(change) }
      record(back.events)
    }
    guard let waiter = waiting.take(number) else { return }
    let refusal = Refusal(.exhausted, "系统繁忙，密码未经校验，不计入错误次数", next: "请稍后重试")
    put(waiter.incoming.address, .refusal(refusal), restsOn: state.sequence)
  }

  /// The persons whose passwords are with scrypt.
  var personsAway: Set<ResidentID> { Set(away.values.compactMap(\.resident)) }
}
