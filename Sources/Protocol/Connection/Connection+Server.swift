extension Connection {
  // MARK: What comes in

  @inline(__always)
  mutating func handleRequest(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    let id = frame.stream
    guard id > highest, id != UInt64.max else {
      throw GoAwayError(.protocolError, "call \(id) after call \(highest)")
    }
    switch phase {
    // the client knows, or will know, that this call was not begun. R-405: its id is used.
    case .draining:
      highest = id
      return
    case .leaving: throw GoAwayError(.protocolError, "a call after GOAWAY")
    case .preface, .hello, .open, .drainAnnounced, .finishing, .ended: break
    }
    highest = id
    lastCall = clock
    guard calls.count < Int(hello.maxConcurrent) else { return try refuseBusy(id) }
    refusedInARow = 0
    guard frame.flags.contains(.end) else {
      return refuse(
        id, .unimplemented,
        CallError(
          CallError.Reason.wrongShape, outcome: .notStarted, retry: .never,
          text: "no method takes items from the client"))
    }
    let shape = limits.methods[frame.method]
    switch shape {
    case .unknown:
      return refuse(
        id, .unimplemented,
        CallError(
          CallError.Reason.unknownMethod, outcome: .notStarted, retry: .never,
          text: "there is no method \(frame.method)", actual: UInt64(frame.method)))
    case .unary, .stream, .undeclared: break
    }
    guard frame.flags.contains(.meta) else {
      return open(frame, shape, nil, [UInt8](copying: payload), &events)
    }
    switch splitMeta(payload) {
    case .whole(let meta, let body):
      open(frame, shape, meta, [UInt8](copying: payload.extracting(body)), &events)
    case .bad(let status, let error):
      try refuseBad(id, status, error)
    }
  }

  @inline(__always)
  private mutating func open(
    _ frame: FrameHeader, _ shape: MethodShape, _ meta: Meta?, _ body: [UInt8],
    _ events: inout [ConnectionEvent]
  ) {
    let timeout = timeout(frame.aux, shape)
    let deadline = timeout == 0 ? UInt64.max : clock &+ UInt64(timeout)
    calls.append(
      OpenCall(
        id: frame.stream, shape: shape, deadline: deadline, credit: peerCredit, active: clock,
        echoTimeoutMs: timeout == frame.aux ? 0 : timeout))
    callsDue = min(callsDue, shape == .stream ? clock &+ limits.heartbeatMs : deadline, deadline)
    counts.calls &+= 1
    events.append(
      .request(
        InboundRequest(
          stream: frame.stream, method: frame.method, meta: meta, body: body, timeoutMs: timeout,
          deadline: timeout == 0 ? nil : deadline)))
  }

  /// Returns the timeout in use for a requested one, ms. Rules.
  private func timeout(_ asked: UInt32, _ shape: MethodShape) -> UInt32 {
    switch shape {
    case .stream: asked
    case .unary, .undeclared, .unknown:
      asked == 0 ? limits.defaultTimeoutMs : min(asked, limits.maxTimeoutMs)
    }
  }

  private mutating func refuse(_ id: UInt64, _ status: Status, _ error: CallError) {
    counts.refused &+= 1
    send(FrameHeader(.response, stream: id, aux: UInt32(status.rawValue)), encode(error))
  }

  /// Refuses a call above the limit of open calls; too many such calls in a row end the connection
  ///
  private mutating func refuseBusy(_ id: UInt64) throws(GoAwayError) {
    refusedInARow += 1
    guard
      refusedInARow
        <= hello.maxConcurrent.multipliedReportingOverflow(
          by: Limits.refusedOvershoot
        ).partialValue
    else {
      throw GoAwayError(.calm, "\(refusedInARow) calls above the \(hello.maxConcurrent) allowed")
    }
    refuse(
      id, .resourceExhausted,
      CallError(
        CallError.Reason.tooManyCalls, outcome: .notStarted, retry: .after,
        text: "too many calls at one time", next: "wait for an answer first",
        retryAfterMs: Limits.busyRetryMs, limit: UInt64(hello.maxConcurrent),
        actual: UInt64(calls.count) + 1))
  }

  private mutating func refuseBad(
    _ id: UInt64, _ status: Status, _ error: CallError
  ) throws(GoAwayError) {
    if status == .invalidArgument, malformed.exceeds(now: clock) {
      throw GoAwayError(.calm, "more than \(Limits.malformedCalls) malformed calls in a minute")
    }
    refuse(id, status, error)
  }

  mutating func handleCancel(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    let place = try opened(frame, payload)
    guard !cancels.exceeds(now: clock) else {
      throw GoAwayError(.calm, "more than \(Limits.cancels) cancels in 10 s")
    }
    if let place { cancel(place, &events) }
  }

  private mutating func cancel(_ place: Int, _ events: inout [ConnectionEvent]) {
    switch calls[place].phase {
    case .running:
      calls[place].phase = .cancelled
      calls[place].deadline = min(calls[place].deadline, clock &+ Limits.cancelGraceMs)
      callsDue = min(callsDue, calls[place].deadline)
      events.append(.cancelled(stream: calls[place].id, .caller))
    case .cancelled, .answered, .ended: break
    }
  }

  /// Cancels the running streams after the client's last byte: it can grant no more credit.
  mutating func cancelStreams(_ events: inout [ConnectionEvent]) {
    for place in calls.places {
      switch calls[place].shape {
      case .stream: cancel(place, &events)
      case .unary, .undeclared, .unknown: break
      }
    }
  }

  mutating func handleCredit(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    guard let place = try opened(frame, payload) else { return }
    let call = calls[place]
    switch (call.shape, call.phase) {
    case (.unary, _), (.unknown, _), (_, .answered), (_, .ended): return
    case (.stream, .running), (.stream, .cancelled), (.undeclared, .running),
      (.undeclared, .cancelled):
      break
    }
    guard frame.aux >= call.credit else {
      throw GoAwayError(.flowControl, "credit \(frame.aux) after \(call.credit)")
    }
    guard frame.aux > call.credit else { return }
    calls[place].credit = frame.aux
    events.append(.creditGranted(stream: frame.stream, total: frame.aux))
  }

  /// Refuses an ITEM of a client: no method accepts items. One for a closed call is only late
  ///
  func refuseItem(_ frame: FrameHeader) throws(GoAwayError) {
    guard frame.stream != 0, frame.stream <= highest else {
      throw GoAwayError(.protocolError, "an ITEM for call \(frame.stream), never opened")
    }
    guard calls.place(of: frame.stream) == nil else {
      throw GoAwayError(.protocolError, "an ITEM after END")
    }
  }

  /// Returns the place of the call of a frame without payload; nil for a closed call.
  private func opened(_ frame: FrameHeader, _ payload: Span<UInt8>) throws(GoAwayError) -> Int? {
    guard payload.isEmpty else {
      throw GoAwayError(.protocolError, "a payload on frame type \(frame.type)")
    }
    guard frame.stream != 0, frame.stream <= highest else {
      throw GoAwayError(.protocolError, "call \(frame.stream) was never opened")
    }
    return calls.place(of: frame.stream)
  }

  // MARK: What goes out

  /// Server: ends a call with an answer. Only the first end counts; later ones are counted and
  /// dropped. An answer larger than the client accepts becomes RESOURCE_EXHAUSTED, outcome *done*.
  public mutating func respond(
    stream: UInt64, status: Status = .ok, meta: Meta? = nil, body: [UInt8] = []
  ) {
    respond(stream: stream, status: status, meta: meta) { $0.append(contentsOf: body) }
  }

  /// Server: ends a call with a message as answer.
  public mutating func respond<M: Message>(stream: UInt64, meta: Meta? = nil, message: M) {
    respond(stream: stream, meta: meta) { encode(message, into: &$0) }
  }

  /// Server: ends a call with an answer that is written directly into the output.
  ///
  /// - Parameters:
  ///   - stream: the call's stream id.
  ///   - status: the status.
  ///   - meta: the metadata, if any.
  ///   - write: appends the body to the given array, and must not change what is before it.
  @inline(__always)
  public mutating func respond(
    stream: UInt64, status: Status = .ok, meta: Meta? = nil, writing write: (inout [UInt8]) -> Void
  ) {
    guard let call = close(stream) else { return }
    let start = beginFrame()
    var header = FrameHeader(.response, stream: stream, aux: UInt32(status.rawValue))
    if append(completed(meta, call)) { header.flags.insert(.meta) }
    write(&output)
    guard payloadCount(since: start) <= peerFrameBytes else {
      return answerTooLarge(header, start)
    }
    endFrame(header, at: start)
    if isClosing { finishIfIdle() }
  }

  /// Server: ends a call with an error.
  public mutating func fail(stream: UInt64, status: Status, error: CallError) {
    respond(stream: stream, status: status) { encode(error, into: &$0) }
    guard
      error.reason == CallError.Reason.malformed || error.reason == CallError.Reason.unknownField
    else { return }
    guard malformed.exceeds(now: clock) else { return }
    let fault = GoAwayError(.calm, "more than \(Limits.malformedCalls) malformed calls in a minute")
    withPendingEvents { $0.end(fault, &$1) }
  }

  /// Server: sends an item of a stream; its index is the number of items before it.
  ///
  /// - Returns: false when nothing was sent: no credit (wait for `creditGranted`), the call is over
  ///   or cancelled, or the item is larger than the client accepts, which ends the call.
  public mutating func item(stream: UInt64, body: [UInt8], now: UInt64) -> Bool {
    clock = now
    guard let place = streaming(stream), calls[place].items < calls[place].credit else {
      return false
    }
    guard body.count <= peerFrameBytes else {
      fail(
        stream: stream, status: .resourceExhausted,
        error: CallError(
          CallError.Reason.itemTooLarge, outcome: .unknown, retry: .never,
          text: "an item is too large",
          limit: UInt64(peerFrameBytes), actual: UInt64(body.count)))
      return false
    }
    send(FrameHeader(.item, stream: stream, aux: calls[place].items), body)
    calls[place].items &+= 1
    calls[place].active = clock
    return true
  }

  /// Sends a heartbeat on a silent stream. Rule R-432.
  mutating func sendHeartbeat(_ place: Int) {
    let call = calls[place]
    send(FrameHeader(.item, flags: .progress, stream: call.id, aux: call.items))
    calls[place].active = clock
  }

  /// Returns the items that may still be sent on a stream; nil when the call is over.
  public func credit(stream: UInt64) -> UInt32? {
    guard let place = calls.place(of: stream) else { return nil }
    return calls[place].credit - calls[place].items
  }

  /// Returns the place of a running call that may have items. An undeclared call becomes a stream
  /// with its first item, and loses a deadline that the client did not ask for.
  private mutating func streaming(_ stream: UInt64) -> Int? {
    guard role == .server, let place = calls.place(of: stream) else { return nil }
    switch (calls[place].phase, calls[place].shape) {
    case (.cancelled, _), (.answered, _), (.ended, _), (.running, .unary), (.running, .unknown):
      return nil
    case (.running, .stream): return place
    case (.running, .undeclared):
      calls[place].shape = .stream
      if calls[place].echoTimeoutMs != 0 { calls[place].deadline = .max }
      calls[place].echoTimeoutMs = 0
      callsDue = min(callsDue, clock &+ limits.heartbeatMs)
      return place
    }
  }

  /// Removes a call from the table; nil when no answer may be sent any more.
  @inline(__always)
  private mutating func close(_ stream: UInt64) -> OpenCall? {
    guard role == .server, let place = calls.place(of: stream) else {
      counts.extraAnswers &+= 1
      return nil
    }
    let call = calls[place]
    calls.remove(at: place)
    switch call.phase {
    case .running, .cancelled: return call
    case .answered, .ended:
      counts.lateAnswers &+= 1
      if isClosing { finishIfIdle() }
      return nil
    }
  }

  /// Returns the metadata, completed by the number of items and the timeout in use. Rules R-409,
  ///
  @inline(__always)
  private func completed(_ meta: Meta?, _ call: OpenCall) -> Meta? {
    guard call.items != 0 || call.echoTimeoutMs != 0 else { return meta }
    return (meta ?? Meta()).adding(
      items: UInt64(call.items), effectiveTimeoutMs: call.echoTimeoutMs)
  }

  private mutating func answerTooLarge(_ header: FrameHeader, _ start: Int) {
    let actual = payloadCount(since: start)
    dropFrame(at: start)
    let done = header.aux == UInt32(Status.ok.rawValue)
    let error = CallError(
      CallError.Reason.replyTooLarge, outcome: done ? .done : .unknown, retry: .never,
      text: "the answer has \(actual) bytes; you accept \(peerFrameBytes)",
      next: "ask for less, or announce a larger max_frame_bytes",
      limit: UInt64(peerFrameBytes), actual: UInt64(actual))
    let status = UInt32(Status.resourceExhausted.rawValue)
    send(FrameHeader(.response, stream: header.stream, aux: status), encode(error))
    if isClosing { finishIfIdle() }
  }
}
