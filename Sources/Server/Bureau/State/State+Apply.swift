internal import Protocol

extension State {
  /// Applies the events of one operation. Applying cannot fail: the decision has checked
  /// everything. An event about an employer, person or session that is not in memory changes none.
  package mutating func apply(_ events: [Event], sequence: UInt64) {
    for event in events { apply(event, sequence: sequence) }
    self.sequence = sequence
  }

  /// Applies one event of an operation.
  package mutating func apply(_ event: Event, sequence: UInt64) {
    self.sequence = sequence
    switch event {
    case .employer(let event): apply(event)
    case .person(let event): apply(event)
    case .session(let event): apply(event)
    case .message(let event): apply(event)
    case .imports(let event): apply(event)
    case .realm(let event): apply(event)
    }
  }

  private mutating func apply(_ event: SessionEvent) {
    switch event {
    case .sessionBegun(let e): add(e.session)
    case .sessionFinished(let e):
      if let session = sessions.removeValue(forKey: e.session) {
        sessionByToken[session.token] = nil
      }
    case .sessionProved(let e): sessions[e.session]?.proved = true
    }
  }

  private mutating func apply(_ event: MessageEvent) {
    switch event {
    case .messageOrdered(let e): messages[e.order.order] = e.order
    case .messageTaken(let e): messages[e.order] = nil
    case .messagesExpired(let e): for order in e.orders { messages[order] = nil }
    }
  }

  private mutating func apply(_ event: ImportEvent) {
    switch event {
    case .importBegun(let e): batches[e.batch.batch] = e.batch
    case .importPartTaken(let e): batches[e.batch.batch] = e.batch
    case .importCommitted(let e): batches[e.batch.batch] = e.batch
    case .importSliceApplied(let e): batches[e.batch.batch] = e.batch
    }
  }

  private mutating func apply(_ event: RealmEvent) {
    switch event {
    case .clockAdvanced(let e): clockAhead = e.milliseconds
    // Real time is the process's own, not state: a start takes the wall clock.
    case .clockConfirmed: break
    case .recoveryBegun(let e):
      recovery = e.since
      keep(RecoveryGap(since: e.since, restored: e.restored))
      for skip in e.serials { serials[skip.month] = max(serials[skip.month] ?? 0, skip.last) }
    case .recoveryEnded: recovery = nil
    }
  }
}
