internal import Protocol

extension Engine {
  /// Lets a request wait, and starts its lookup where it is the first to need it.
  ///
  /// - Throws: a refusal where the wait list is full.
  mutating func wait(
    _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults,
    _ cause: WaitList.Cause, derived: DerivedKey? = nil
  ) throws(Refusal) {
    var waiter = waiter(incoming, caller, found, cause)
    waiter.derived = derived
    let (_, first) = try waiting.add(waiter)
    guard case .lookup(let lookup) = cause, first else { return }
    lookups.begin(lookup, books: admission.books)
    outputs.start(.look(lookup))
  }

  /// Returns a waiter that keeps in memory what has been loaded for it.
  func waiter(
    _ incoming: IncomingRequest, _ caller: Caller, _ found: LookupResults, _ cause: WaitList.Cause
  ) -> WaitList.Waiter {
    let needs = Dispatch.needs(incoming.request, caller, state, volatile, found)
    return WaitList.Waiter(
      incoming: incoming, found: found, cause: cause, pins: needs.filter { isLoaded($0) })
  }

  private func isLoaded(_ lookup: Lookup) -> Bool {
    switch lookup {
    case .employer(let number): state.employers[number] != nil
    case .person(let resident): state.persons[resident] != nil
    case .user, .taxpayer, .attempt, .ended, .order, .key, .batch, .notice: false
    }
  }

  /// Answers a waiting request whose time is up: a wait with what there is, any other with a
  /// refusal.
  mutating func overdue(_ waiter: WaitList.Waiter) {
    switch waiter.cause {
    case .wait: perform(waiter.incoming, waiter.found, waited: true)
    case .lookup, .derive, .stored, .books: answerTooLate(waiter)
    }
  }

  /// Says what became of a request whose time was up before its answer was at hand.
  mutating func answerTooLate(_ waiter: WaitList.Waiter) {
    let (code, text, next): (RefusalCode, String, String) =
      switch waiter.cause {
      case .books: (.booksBehind, "账册正在追赶，请求未开始处理", "请稍后重试")
      case .lookup, .wait: (.deadline, "系统未能在时限内处理，请求未开始处理", "请稍后重试")
      case .derive: (.deadline, "系统未能在时限内校验密码", "请稍后重试")
      case .stored: (.deadline, "请求此前已办理，但未能在时限内读出当时的答复", "请以同一请求键重试")
      }
    let refusal = Refusal(code, text, next: next)
    outputs.emit(.refusal(refusal, waiter.cause.outcome), to: waiter.incoming.address, restsOn: 0)
  }
}
