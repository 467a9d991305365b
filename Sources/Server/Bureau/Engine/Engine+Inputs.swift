internal import Protocol

extension Engine {
  /// Accepts one input.
  mutating func accept(_ input: Input) {
    switch input {
    case .request(let incoming): perform(incoming, LookupResults())
    case .lookupResult(let result): receive(result)
    case .lookupFailed(let lookup): refuse(lookup)
    case .derived(let number, let key): finishDerivation(waiter: number, key)
    case .notDerived(let number): failDerivation(waiter: number)
    case .stored(let number, let reply):
      guard let waiter = waiting.remove(number: number) else { return }
      outputs.emit(.stored(reply), to: waiter.incoming.address, restsOn: 0)
    case .slice(let slice): accept(slice)
    case .cancelled(let address): cancel(address)
    case .credit(let address, let total):
      if let kind = volatile.feeds.grant(address, total) { drain(kind) }
    case .gone(let loop, let connection):
      waiting.removeAll(ofLoop: loop, connection: connection)
      resend(after: volatile.feeds.close(loop: loop, connection: connection))
    case .tick: break
    case .closing: close()
    }
  }

  /// Ends a call that its caller has cancelled: a feed, or a waiting request.
  private mutating func cancel(_ address: ReplyAddress) {
    if let feed = volatile.feeds.close(address) { resend(after: [feed]) }
    if let waiter = waiting.remove(at: address) {
      outputs.emit(
        .refusal(Refusal(.deadline, "请求已取消"), waiter.cause.outcome), to: address, restsOn: 0)
    }
  }
}
