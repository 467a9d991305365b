package import Protocol

extension Engine {
  /// The most inputs that one turn takes before it commits.
  package static var turnInputsMax: Int { 4_096 }
  /// The most requests of one connection in a turn; the rest comes in the next.
  package static var turnConnectionMax: Int { 64 }

  /// Works inputs: decides, applies, collects journal entries, outputs and jobs.
  ///
  /// Due timers come before the inputs, so that no flood of inputs delays them.
  ///
  /// - Parameters:
  ///   - books: the last operation that the books have.
  ///   - isSpent: asked after each input, whether the turn has lasted long enough.
  package mutating func work(
    _ inputs: ArraySlice<Input>, now: Timestamp, books: UInt64, isSpent: () -> Bool = { false }
  ) -> Turn {
    beginTurn(now, books)
    fireDue()
    performReady(isSpent)
    admitBehind(isSpent)
    let left = accept(inputs, isSpent)
    fireDue()
    performReady(isSpent)
    endTurn()
    let (entries, jobs) = outputs.endTurn()
    return Turn(entries: entries, jobs: jobs, left: left)
  }

  private mutating func beginTurn(_ now: Timestamp, _ books: UInt64) {
    context.now = Moment(
      real: now, business: now.adding(milliseconds: Int64(clamping: state.clockAhead)))
    admission.advance(books: books)
    timers.beginTurn()
    slices.beginTurn()
    eviction.beginTurn()
    touchSlices()
  }

  private mutating func endTurn() {
    applyReadySlice()
    keys.trim(books: admission.books)
    lookups.trim(books: admission.books)
    evict()
  }

  /// Accepts inputs while there is time; returns those for the next turn.
  private mutating func accept(_ inputs: ArraySlice<Input>, _ isSpent: () -> Bool) -> [Input] {
    var share = TurnShare(of: inputs.count)
    var left: [Input] = []
    var place = inputs.startIndex
    while place < inputs.endIndex, !isSpent() {
      if share.admits(inputs[place]) {
        accept(inputs[place])
        performReady(isSpent)
      } else {
        left.append(inputs[place])
      }
      place += 1
    }
    return left + inputs[place...]
  }

  /// Performs the requests whose cause for waiting is gone, in the order in which it went.
  mutating func performReady(_ isSpent: () -> Bool) {
    while let waiter = waiting.popReady() {
      perform(waiter.incoming, waiter.found, derived: waiter.derived)
      if isSpent() { break }
    }
  }

  /// Hands over the outputs that may leave now that operations up to `durable` are durable.
  package mutating func release(durable: UInt64) -> [Output] { outputs.release(durable: durable) }
}
