extension Connection {
  /// Time of the next call of `tick`, on the monotonic clock, ms; nil for none. It may be too
  /// early, never too late.
  public var nextTick: UInt64? {
    if !pendingEvents.isEmpty { return clock }
    switch phase {
    case .preface, .hello: return Self.due(min(callsDue, helloDue))
    case .ended: return nil
    case .finishing: return Self.due(callsDue)
    case .open: return Self.due(min(callsDue, silenceDue, partialDue, ageDue))
    case .drainAnnounced(let lastIDAt, _): return min(lastIDAt, callsDue, silenceDue, partialDue)
    case .draining(let end), .leaving(let end):
      return Self.due(min(end, callsDue, silenceDue, partialDue))
    }
  }

  private static func due(_ time: UInt64) -> UInt64? { time == .max ? nil : time }

  /// Acts on the time: pings, time-outs, deadlines, heartbeats and the steps of a drain.
  public mutating func tick(now: UInt64, into events: inout [ConnectionEvent]) {
    clock = now
    deliverPending(&events)
    do throws(GoAwayError) {
      switch phase {
      case .preface, .hello:
        guard now < helloDue else {
          throw GoAwayError(.timeout, "no HELLO within \(limits.handshakeMs) ms")
        }
        checkCalls(&events)
      case .open:
        try checkPeer()
        checkCalls(&events)
        if ageDue <= now { try checkAge() }
      case .drainAnnounced(let lastIDAt, let end):
        try checkPeer()
        checkCalls(&events)
        if now >= lastIDAt { announceLast(end: end) }
      case .draining(let end), .leaving(let end):
        try checkPeer()
        checkCalls(&events)
        if now >= end { cutOff(&events) }
      case .finishing: checkCalls(&events)
      case .ended: break
      }
    } catch {
      end(error, &events)
    }
    deliverPending(&events)
  }

  // MARK: The peer

  /// Time at which the peer's HELLO is overdue. Rule R-303.
  private var helloDue: UInt64 { isReading ? helloSince &+ limits.handshakeMs : .max }

  /// Time at which the peer's silence calls for a ping, or has lasted too long. Rule R-602.
  private var silenceDue: UInt64 {
    guard isReading else { return .max }
    guard let since = probedSince else { return lastFrame &+ pingInterval }
    return since &+ UInt64(hello.pingTimeoutMs)
  }

  private var pingInterval: UInt64 {
    max(limits.pingIntervalMs, UInt64(peer?.pingFloorMs ?? 0))
  }

  /// Time at which the partial frame is overdue: after 10 s, and 1 s for each 64 KiB of payload.
  /// Rule R-205.
  private var partialDue: UInt64 {
    guard isReading, !partial.isEmpty else { return .max }
    let start = partialSince &+ Limits.frameStartMs
    guard partial.count >= FrameHeader.byteCount else { return start }
    let length = UInt64(FrameHeader(partial.span, at: 0).length)
    return start &+ length &* 1_000 / Limits.paceBytesPerSecond
  }

  /// Time at which a server closes an idle connection or drains an old one. Rule R-605.
  private var ageDue: UInt64 {
    guard role == .server, phase == .open else { return .max }
    let idle = calls.isEmpty ? lastCall &+ limits.idleMs : .max
    return min(idle, limits.ageMaxMs.map { started &+ $0 } ?? .max)
  }

  private mutating func checkPeer() throws(GoAwayError) {
    if partialDue <= clock {
      throw GoAwayError(.timeout, "a frame came too slowly: \(partial.count) bytes of it")
    }
    guard silenceDue <= clock else { return }
    guard probedSince != nil else { return sendPing() }
    throw GoAwayError(.timeout, "no sign of life for \(clock - lastFrame) ms")
  }

  private mutating func checkAge() throws(GoAwayError) {
    if calls.isEmpty, clock >= lastCall &+ limits.idleMs {
      throw GoAwayError(.idle, "no call for \(limits.idleMs) ms")
    }
    startDrain(.maxAge, graceMs: hello.drainGraceMs)
  }

  // MARK: Calls

  private mutating func checkCalls(_ events: inout [ConnectionEvent]) {
    guard callsDue <= clock else { return }
    for place in calls.places {
      switch role {
      case .client:
        if calls[place].deadline <= clock || isSilent(calls[place]) { giveUp(place, &events) }
      case .server:
        if calls[place].deadline <= clock { overdue(place, &events) } else { keepAlive(place) }
      }
    }
    callsDue = calls.places.reduce(UInt64.max) { min($0, due(calls[$1])) }
  }

  private func due(_ call: OpenCall) -> UInt64 {
    switch (call.phase, call.shape, role) {
    case (.answered, _, _), (.ended, _, _): .max
    case (.running, .stream, .server): min(call.deadline, call.active &+ limits.heartbeatMs)
    case (.running, .stream, .client), (.cancelled, .stream, .client):
      min(call.deadline, call.active &+ limits.streamIdleMs)
    case (.running, _, _), (.cancelled, _, _): call.deadline
    }
  }

  private mutating func keepAlive(_ place: Int) {
    switch (calls[place].phase, calls[place].shape) {
    case (.running, .stream):
      if clock >= calls[place].active &+ limits.heartbeatMs { sendHeartbeat(place) }
    case (.running, .unary), (.running, .undeclared), (.running, .unknown), (.cancelled, _),
      (.answered, _), (.ended, _):
      break
    }
  }

  /// Answers an overdue call at once; the call counts as open until its handler answers.
  private mutating func overdue(_ place: Int, _ events: inout [ConnectionEvent]) {
    let error = CallError(
      CallError.Reason.deadline, outcome: .unknown, retry: .withSameKey,
      text: "the time allowed ran out", next: "ask what became of it, under the same key")
    switch calls[place].phase {
    case .running: answer(place, .deadlineExceeded, error)
    case .cancelled:
      answer(
        place, .cancelled,
        CallError(
          CallError.Reason.cancelled, outcome: .unknown, retry: .withSameKey, text: "cancelled"))
    case .answered, .ended: return
    }
    events.append(.cancelled(stream: calls[place].id, .deadline))
  }

  private mutating func answer(_ place: Int, _ status: Status, _ error: CallError) {
    let header = FrameHeader(.response, stream: calls[place].id, aux: UInt32(status.rawValue))
    send(header, encode(error))
    calls[place].phase = .answered
    calls[place].deadline = .max
  }

  // MARK: Leaving

  /// Ends the connection at once, with a GOAWAY. A client's calls fail with an unknown outcome, a
  /// server's are dropped; the events come with the next `tick` or `receive`.
  public mutating func goAway(code: GoAwayCode, text: String) {
    withPendingEvents { $0.end(GoAwayError(code, text), &$1) }
  }

  /// Ends the connection in order: running calls may finish within the grace, no new ones are
  /// accepted. A server sends two GOAWAYs: first with id 2⁶⁴−1, then, once the client must have
  /// received it, with the last id that it accepted. `drained` and `ended` follow. Rule R-620.
  ///
  /// - Parameters:
  ///   - graceMs: time for running calls, ms.
  ///   - now: the monotonic clock, ms; start of the grace.
  public mutating func drain(graceMs: UInt32, now: UInt64) {
    clock = now
    switch phase {
    case .preface, .hello: goAway(code: .drain, text: "draining")
    case .open: startDrain(.drain, graceMs: graceMs)
    case .leaving(let end): phase = .leaving(end: min(end, clock &+ UInt64(graceMs)))
    case .drainAnnounced, .draining, .finishing, .ended: break
    }
  }

  private mutating func startDrain(_ code: GoAwayCode, graceMs: UInt32) {
    let end = clock &+ UInt64(graceMs)
    switch role {
    case .client:
      sendGoAway(code, last: 0, text: "leaving", graceMs: graceMs)
      phase = .draining(end: end)
      finishIfIdle()
    case .server:
      sendGoAway(code, last: .max, text: "draining", graceMs: graceMs)
      sendPing()
      phase = .drainAnnounced(lastIDAt: clock &+ Limits.drainNoticeMs, end: end)
    }
  }

  /// Server: sends the second GOAWAY of a drain, with the last accepted id.
  mutating func announceLast(end: UInt64) {
    let grace = UInt32(truncatingIfNeeded: end > clock ? end - clock : 0)
    announced = highest
    sendGoAway(.drain, last: highest, text: "draining", graceMs: grace)
    phase = .draining(end: end)
    finishIfIdle()
  }

  /// Ends the connection after the drain's grace; running calls are answered with DRAINING.
  private mutating func cutOff(_ events: inout [ConnectionEvent]) {
    guard role == .server else { return finish(.drained, .flushThenClose, &events) }
    let error = CallError(
      CallError.Reason.draining, outcome: .unknown, retry: .withSameKey,
      text: "the server stops; the call did not end in time")
    for place in calls.places {
      switch calls[place].phase {
      case .running, .cancelled:
        answer(place, .unavailable, error)
        events.append(.cancelled(stream: calls[place].id, .drain))
      case .answered, .ended: break
      }
    }
    finish(.drained, .flushThenLinger, &events)
  }
}
