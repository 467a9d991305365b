extension Connection {
  /// Handles a frame by phase, role and type. Rule R-212.
  @inline(__always)
  mutating func dispatch(
    _ type: FrameType, _ frame: FrameHeader, _ payload: Span<UInt8>,
    _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    switch phase {
    case .hello:
      switch type {
      case .hello: try handleHello(frame, payload, &events)
      case .request, .item, .response, .cancel, .credit, .ping, .goAway:
        throw GoAwayError(.protocolError, "the first frame is not HELLO")
      }
    case .open, .drainAnnounced, .draining, .leaving:
      try dispatchOpen(type, frame, payload, &events)
    case .preface, .finishing, .ended: break
    }
  }

  @inline(__always)
  private mutating func dispatchOpen(
    _ type: FrameType, _ frame: FrameHeader, _ payload: Span<UInt8>,
    _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    switch (role, type) {
    case (.server, .request): try handleRequest(frame, payload, &events)
    case (.client, .response): try handleResponse(frame, payload, &events)
    case (.client, .item): try handleItem(frame, payload, &events)
    case (.server, .item): try refuseItem(frame)
    case (.server, .cancel): try handleCancel(frame, payload, &events)
    case (.server, .credit): try handleCredit(frame, payload, &events)
    case (.client, .ping), (.server, .ping): try handlePing(frame, payload, &events)
    case (.client, .goAway), (.server, .goAway): try handleGoAway(frame, payload, &events)
    case (.client, .hello), (.server, .hello):
      throw GoAwayError(.protocolError, "a second HELLO")
    case (.server, .response):
      throw GoAwayError(.protocolError, "a RESPONSE from a client")
    case (.client, .request), (.client, .cancel), (.client, .credit):
      throw GoAwayError(.protocolError, "frame type \(frame.type) from a server")
    }
  }

  // MARK: HELLO

  private mutating func handleHello(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    try connectionLevel(frame)
    let theirs: Hello
    do throws(Malformed) { theirs = try decode(Hello.self, from: payload) } catch {
      throw GoAwayError(.protocolError, "HELLO: \(error)")
    }
    try check(theirs)
    peer = theirs
    peerFrameBytes = Int(theirs.maxFrameBytes)
    peerConcurrent = theirs.maxConcurrent
    peerCredit = theirs.initialCredit
    phase = .open
    lastCall = clock
    events.append(.opened(theirs))
  }

  /// Checks the limits of the peer's HELLO. Rules.
  private func check(_ theirs: Hello) throws(GoAwayError) {
    let bytes = theirs.maxFrameBytes
    guard bytes >= Limits.frameBytesFloor, bytes <= Limits.frameBytesCeiling else {
      throw GoAwayError(.protocolError, "HELLO: max_frame_bytes is \(bytes)")
    }
    guard theirs.maxConcurrent >= 1, theirs.maxConcurrent <= Limits.concurrentCallsCeiling else {
      throw GoAwayError(.protocolError, "HELLO: max_concurrent is \(theirs.maxConcurrent)")
    }
    guard theirs.pingFloorMs <= Limits.pingFloorCeilingMs else {
      throw GoAwayError(.protocolError, "HELLO: ping_floor_ms is \(theirs.pingFloorMs)")
    }
    guard theirs.serverTimeMs <= Timestamp.latest.milliseconds else {
      throw GoAwayError(.protocolError, "HELLO: server_time_ms is \(theirs.serverTimeMs)")
    }
    let none = Id128(high: 0, low: 0)
    guard theirs.realm == hello.realm || theirs.realm == none || hello.realm == none else {
      throw GoAwayError(.wrongRealm, "this is realm \(hello.realm), not \(theirs.realm)")
    }
    var before: UInt64?
    for feature in theirs.features {
      if let before, before >= feature {
        throw GoAwayError(.protocolError, "HELLO: features are not ascending")
      }
      before = feature
      guard feature & 1 == 1 || hello.features.contains(feature) else {
        throw GoAwayError(.badVersion, "feature \(feature) is not known here")
      }
    }
  }

  private func connectionLevel(_ frame: FrameHeader) throws(GoAwayError) {
    guard frame.stream == 0, frame.aux == 0 else {
      throw GoAwayError(.protocolError, "frame type \(frame.type) with stream or aux")
    }
  }

  // MARK: PING

  private mutating func handlePing(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    try connectionLevel(frame)
    guard payload.count == Limits.pingBytes else {
      throw GoAwayError(.protocolError, "a PING of \(payload.count) bytes; it has 8")
    }
    guard !frame.flags.contains(.ack) else { return handlePong(payload, &events) }
    let early = peerPinged.map { clock < $0 &+ UInt64(hello.pingFloorMs) } ?? false
    peerPinged = clock
    pingStrikes = early ? pingStrikes + 1 : 0
    guard pingStrikes <= Limits.pingStrikes else {
      throw GoAwayError(.calm, "pings closer than \(hello.pingFloorMs) ms")
    }
    send(FrameHeader(.ping, flags: .ack, stream: 0), [UInt8](copying: payload))
  }

  /// Handles the answer to a ping; one without a ping is ignored. Rule R-603.
  private mutating func handlePong(_ payload: Span<UInt8>, _ events: inout [ConnectionEvent]) {
    var number: UInt64 = 0
    for byte in 0..<Limits.pingBytes { number |= UInt64(payload[byte]) << UInt64(byte * 8) }
    guard let sent = pingSent, number == pingNumber else { return }
    pingSent = nil
    events.append(.pong(roundTripMs: clock - sent))
    switch phase {
    case .drainAnnounced(_, let end): announceLast(end: end)
    case .preface, .hello, .open, .draining, .leaving, .finishing, .ended: break
    }
  }

  // MARK: GOAWAY

  private mutating func handleGoAway(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    let code = GoAwayCode(number: frame.aux)
    var text = ""
    // The connection ends anyway: an unreadable text must not change the cause.
    do throws(Malformed) { text = try decode(GoAway.self, from: payload).text } catch {
      text = "(no reason: \(error))"
    }
    failCalls(above: frame.stream, &events)
    events.append(.goneAway(code, text: text, lastStream: frame.stream))
    guard code.isGraceful else {
      return finish(.peer(code, text), .flushThenClose, &events)
    }
    switch phase {
    case .open: phase = .leaving(end: .max)
    case .drainAnnounced(_, let end), .draining(let end): phase = .leaving(end: end)
    case .preface, .hello, .leaving, .finishing, .ended: break
    }
    // After GOAWAY(2⁶⁴−1) the true last id still comes, so an idle client waits for it.
    if role == .server || frame.stream != UInt64.max { finishIfIdle() }
  }

  // MARK: The end

  /// Ends the connection for an error, with a GOAWAY. Rule R-610.
  mutating func end(_ fault: GoAwayError, _ events: inout [ConnectionEvent]) {
    switch phase {
    case .ended: return
    case .preface, .hello, .open, .drainAnnounced, .draining, .leaving, .finishing: break
    }
    let last = role == .server ? announced ?? highest : 0
    sendGoAway(fault.code, last: last, text: fault.text, offset: received)
    finish(.local(fault.code, fault.text), .flushThenLinger, &events)
  }

  /// Ends the connection: a client's calls fail, a server's are dropped.
  mutating func finish(
    _ reason: EndReason, _ advice: CloseAdvice, _ events: inout [ConnectionEvent]
  ) {
    switch phase {
    case .ended: return
    case .preface, .hello, .open, .drainAnnounced, .draining, .leaving, .finishing: break
    }
    loseCalls(&events)
    calls.removeAll()
    partial = []
    phase = .ended
    closeAdvice = advice
    if reason == .drained { events.append(.drained) }
    events.append(.ended(reason))
  }

  /// Ends a connection that waited for its last call only.
  mutating func finishIfIdle() {
    guard calls.isEmpty else { return }
    switch phase {
    case .draining: finishLater(.drained, .flushThenLinger)
    case .leaving: finishLater(.drained, .flushThenClose)
    case .finishing: finishLater(.closedByPeer, .flushThenClose)
    case .preface, .hello, .open, .drainAnnounced, .ended: break
    }
  }

  private mutating func finishLater(_ reason: EndReason, _ advice: CloseAdvice) {
    withPendingEvents { $0.finish(reason, advice, &$1) }
  }

  /// Does work that has events where no event list is at hand.
  mutating func withPendingEvents(_ work: (inout Self, inout [ConnectionEvent]) -> Void) {
    var events: [ConnectionEvent] = []
    work(&self, &events)
    pendingEvents.append(contentsOf: events)
  }
}
