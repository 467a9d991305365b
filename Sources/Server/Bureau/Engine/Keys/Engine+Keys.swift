internal import Protocol

extension Engine {
  /// Returns the lookup of a request's key, where memory does not reach back far enough; or nil.
  func keyLookup(_ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults) -> Lookup? {
    guard incoming.request.method.idempotency == .keyed else { return nil }
    guard let scope = caller.scope(context.digests), let key = incoming.key else { return nil }
    guard found.keys[key] == nil, case .ask = keys.known(scope, key) else { return nil }
    return .key(scope, key)
  }

  /// Answers a request whose key was used before, and returns true; false for a new key.
  ///
  /// - Throws: a refusal: no key, not a UUIDv7, ahead of the clock, or used for another request.
  mutating func repeated(
    _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults
  ) throws(Refusal) -> Bool {
    guard incoming.request.method.idempotency == .keyed else { return false }
    guard let key = incoming.key, let digest = incoming.digest,
      let scope = caller.scope(context.digests)
    else {
      throw Refusal(.keyMissing, "该方法必须带请求键")
    }
    try check(key)
    guard let entry = keys.entry(scope, key) ?? (found.keys[key] ?? nil) else {
      if case .pay(.agreement) = incoming.request { try state.checkGaps(key) }
      return false
    }
    guard entry.digest == digest else {
      throw Refusal(.keyReused, "请求键已用于另一请求", next: "请为新请求生成新的请求键")
    }
    if let number = entry.attempt, case .clerk(let session) = caller {
      guard let payment = PaymentView.payment(number, of: state.employers[session.registration])
      else {
        // Settled long ago: the books say what became of it, the stored reply what it began as.
        startQuery(.status(session.registration, number), incoming)
        return true
      }
      outputs.emit(.reply(payment), to: incoming.address, restsOn: restsOn(incoming))
      return true
    }
    let waiter = waiter(incoming, caller, found, .stored)
    let (number, _) = try waiting.add(waiter)
    outputs.start(.stored(waiter: number, sequence: entry.sequence))
    return true
  }

  private func check(_ key: Id128) throws(Refusal) {
    guard key.isVersion7 else { throw Refusal(.keyMalformed, "请求键必须是 UUIDv7") }
    let latest = context.now.real.adding(milliseconds: KeyIndex.aheadMillisecondsMax)
    guard Timestamp(clamping: key.millis) <= latest else {
      throw Refusal(.keyFromFuture, "请求键的时间超前", next: "请按服务器时间生成请求键")
    }
  }
}
