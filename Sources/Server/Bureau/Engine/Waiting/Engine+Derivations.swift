internal import Protocol

extension Engine {
  /// Checks that scrypt can take another password and that its request can wait.
  ///
  /// - Throws: a refusal.
  func checkDerivation(_ incoming: IncomingRequest) throws(Refusal) {
    guard !derivations.isFull else { throw WaitList.full }
    try waiting.check(incoming, .derive)
  }

  /// Sends a password to scrypt.
  mutating func derive(
    _ derivation: Derivation, _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults
  ) throws(Refusal) {
    let number = try waiting.add(waiter(incoming, caller, found, .derive)).number
    derivations.add(
      PendingDerivation(
        incoming: incoming, found: found, counted: context.now.real,
        resident: derivation.resident),
      waiter: number)
    outputs.start(.derive(waiter: number, derivation))
  }

  /// Judges a password whose derived key is back. Where its request waits no more, a right one
  /// still must not count as an error.
  mutating func finishDerivation(waiter number: UInt64, _ key: DerivedKey) {
    guard let derivation = derivations.end(waiter: number) else { return }
    let waiter = waiting.remove(number: number)
    if let waiter, waiter.incoming.deadline > context.now.real {
      return perform(waiter.incoming, waiter.found, derived: key)
    }
    if let waiter { answerTooLate(waiter) }
    guard case .login(.password(let request)) = derivation.incoming.request,
      admission.gate.sealed == nil
    else { return }
    prepare(derivation.incoming, derivation.found, derived: nil, waited: false)
    record(PasswordStep.late(request, key, state, context))
  }

  /// Takes a password's try back: scrypt failed, so the password may have been right.
  mutating func failDerivation(waiter number: UInt64) {
    guard let derivation = derivations.end(waiter: number) else { return }
    if case .login(.password(let request)) = derivation.incoming.request,
      admission.gate.sealed == nil
    {
      prepare(derivation.incoming, derivation.found, derived: nil, waited: false)
      let back = PasswordStep.takeBack(
        request, counted: derivation.counted, state, volatile, context)
      for change in back.volatile { apply(change) }
      record(back.events)
    }
    guard let waiter = waiting.remove(number: number) else { return }
    let refusal = Refusal(.exhausted, "系统繁忙，密码未经校验，不计入错误次数", next: "请稍后重试")
    outputs.emit(.refusal(refusal), to: waiter.incoming.address, restsOn: state.sequence)
  }
}
