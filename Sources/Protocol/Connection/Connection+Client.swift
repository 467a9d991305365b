/// The cause of a CANCEL, in its `aux`; informative. Rule R-404.
enum CancelReason: UInt32 {
  case caller = 0
  case deadline = 1
  case idle = 2
}

extension Connection {
  // MARK: What goes out

  /// Client: sends a call; it may follow the HELLO at once, before the server's has come.
  ///
  /// - Parameters:
  ///   - method: the method's number.
  ///   - meta: the metadata, if any.
  ///   - body: the encoded message.
  ///   - timeoutMs: time allowed; 0 is the default for a unary call and none for a stream.
  ///   - streaming: whether the method answers in items.
  ///   - now: the monotonic clock, ms.
  /// - Returns: the stream's id; exactly one `response` event will carry it.
  /// - Throws: the `SendRefusal` that applies; nothing was sent.
  public mutating func call(
    method: UInt16, meta: Meta? = nil, body: [UInt8], timeoutMs: UInt32 = 0,
    streaming: Bool = false, now: UInt64
  ) throws(SendRefusal) -> UInt64 {
    clock = now
    try checkSending()
    let start = beginFrame()
    var header = FrameHeader(
      .request, flags: .end, method: method, stream: highest + 1, aux: timeoutMs)
    if append(meta) { header.flags.insert(.meta) }
    let metaCount = payloadCount(since: start) - 2
    output.append(contentsOf: body)
    let actual = payloadCount(since: start)
    guard metaCount <= Limits.metaBytes, actual <= peerFrameBytes else {
      dropFrame(at: start)
      guard metaCount <= Limits.metaBytes else {
        throw .metaTooLarge(actual: metaCount, limit: Limits.metaBytes)
      }
      throw .tooLarge(actual: actual, limit: peerFrameBytes)
    }
    endFrame(header, at: start)
    track(header, streaming)
    return highest
  }

  private func checkSending() throws(SendRefusal) {
    guard role == .client else { throw .wrongRole }
    switch phase {
    case .preface, .hello, .open: break
    case .drainAnnounced, .draining, .leaving: throw .draining
    case .finishing, .ended: throw .closed
    }
    guard calls.count < Int(peerConcurrent) else { throw .tooManyCalls(limit: peerConcurrent) }
    guard highest < UInt64.max - 2 else { throw .idsExhausted }
  }

  private mutating func track(_ header: FrameHeader, _ streaming: Bool) {
    highest = header.stream
    lastCall = clock
    counts.calls &+= 1
    let asked = header.aux
    let timeout =
      streaming ? asked : asked == 0 ? limits.defaultTimeoutMs : min(asked, limits.maxTimeoutMs)
    let deadline = timeout == 0 ? UInt64.max : clock &+ UInt64(timeout)
    calls.append(
      OpenCall(
        id: highest, shape: streaming ? .stream : .unary, deadline: deadline,
        credit: hello.initialCredit, active: clock))
    callsDue = min(callsDue, deadline, streaming ? clock &+ limits.streamIdleMs : deadline)
  }

  /// Client: cancels a call. Its `response` event still comes: CANCELLED, or the result if that was
  /// quicker. A second cancel has no effect.
  public mutating func cancel(stream: UInt64) {
    guard role == .client, let place = calls.place(of: stream) else { return }
    switch calls[place].phase {
    case .running:
      calls[place].phase = .cancelled
      sendCancel(stream, .caller)
    case .cancelled, .answered, .ended: break
    }
  }

  /// Client: raises the credit of a stream to `items` in total. A total that is not above the
  /// former one is not sent.
  public mutating func grant(stream: UInt64, items: UInt32) {
    guard role == .client, let place = calls.place(of: stream), calls[place].shape == .stream,
      items > calls[place].credit
    else { return }
    switch calls[place].phase {
    case .running:
      calls[place].credit = items
      send(FrameHeader(.credit, stream: stream, aux: items))
    case .cancelled, .answered, .ended: break
    }
  }

  func isSilent(_ call: OpenCall) -> Bool {
    call.shape == .stream && clock >= call.active &+ limits.streamIdleMs
  }

  private mutating func sendCancel(_ stream: UInt64, _ reason: CancelReason) {
    send(FrameHeader(.cancel, stream: stream, aux: reason.rawValue))
  }

  // MARK: What comes in

  mutating func handleItem(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    let place = try awaited(frame)
    let call = calls[place]
    guard call.shape == .stream else {
      throw GoAwayError(.protocolError, "an ITEM for the unary call \(call.id)")
    }
    guard frame.aux == call.items else {
      throw GoAwayError(.protocolError, "item \(frame.aux) of call \(call.id), not \(call.items)")
    }
    calls[place].active = clock
    let isHeard = call.phase != .answered
    guard !frame.flags.contains(.progress) else {
      guard payload.count <= Limits.cursorBytes else {
        throw GoAwayError(.protocolError, "a cursor of \(payload.count) bytes")
      }
      if isHeard {
        events.append(.heartbeat(stream: call.id, cursor: [UInt8](copying: payload)))
      }
      return
    }
    guard call.items < call.credit else {
      throw GoAwayError(
        .flowControl, "item \(frame.aux) of call \(call.id); credit is \(call.credit)")
    }
    calls[place].items &+= 1
    guard isHeard else { return }
    events.append(.item(stream: call.id, index: frame.aux, body: [UInt8](copying: payload)))
  }

  mutating func handleResponse(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    let place = try awaited(frame)
    guard let number = UInt8(exactly: frame.aux), let status = Status(rawValue: number) else {
      throw GoAwayError(.protocolError, "there is no status \(frame.aux)")
    }
    let call = calls[place]
    let answer = read(frame, status, payload)
    let total = answer.meta?.items ?? 0
    guard call.shape != .stream || answer.status != .ok || total == UInt64(call.items) else {
      throw GoAwayError(.protocolError, "call \(call.id) had \(call.items) items, not \(total)")
    }
    calls.remove(at: place)
    switch call.phase {
    case .running, .cancelled: events.append(.response(answer))
    case .answered, .ended: break
    }
    if isClosing { finishIfIdle() }
  }

  /// Returns the place of the call of a frame; no frame of a server is valid before a REQUEST or
  /// after the RESPONSE.
  private func awaited(_ frame: FrameHeader) throws(GoAwayError) -> Int {
    guard let place = calls.place(of: frame.stream) else {
      throw GoAwayError(.protocolError, "call \(frame.stream) is not open")
    }
    return place
  }

  private func read(
    _ frame: FrameHeader, _ status: Status, _ payload: Span<UInt8>
  ) -> InboundResponse {
    var meta: Meta?
    var body = 0..<payload.count
    if frame.flags.contains(.meta) {
      switch splitMeta(payload) {
      case .whole(let read, let rest): (meta, body) = (read, rest)
      case .bad(_, let error): return unreadable(frame.stream, error.text)
      }
    }
    guard status != .ok else {
      return InboundResponse(
        stream: frame.stream, status: .ok, meta: meta,
        body: [UInt8](copying: payload.extracting(body)), error: nil)
    }
    do throws(Malformed) {
      let error = try decode(CallError.self, from: payload.extracting(body))
      return InboundResponse(
        stream: frame.stream, status: status, meta: meta, body: [], error: error)
    } catch {
      return unreadable(frame.stream, error.description)
    }
  }

  private func unreadable(_ stream: UInt64, _ text: String) -> InboundResponse {
    InboundResponse(
      stream: stream, status: .internal, meta: nil, body: [],
      error: CallError(
        CallError.Reason.badAnswer, outcome: .unknown, retry: .withSameKey,
        text: "the answer cannot be read: \(text)"))
  }

  // MARK: Calls that end here

  /// Ends an overdue or idle call: the caller gets an error now, the server's RESPONSE is awaited
  /// and dropped.
  mutating func giveUp(_ place: Int, _ events: inout [ConnectionEvent]) {
    let call = calls[place]
    let isIdle = clock < call.deadline
    switch call.phase {
    case .running: sendCancel(call.id, isIdle ? .idle : .deadline)
    case .cancelled: break
    case .answered, .ended: return
    }
    calls[place].phase = .answered
    calls[place].deadline = .max
    let error = CallError(
      isIdle ? CallError.Reason.streamIdle : CallError.Reason.deadline, outcome: .unknown,
      retry: .withSameKey,
      text: isIdle ? "the stream was silent for too long" : "no answer in the time allowed")
    fail(call.id, isIdle ? .unavailable : .deadlineExceeded, error, &events)
  }

  /// Fails the calls above the server's last id as not started.
  mutating func failCalls(above last: UInt64, _ events: inout [ConnectionEvent]) {
    guard role == .client else { return }
    // Each place is looked up again: removing a call moves others.
    for id in calls.ids(above: last) {
      guard let place = calls.place(of: id) else { continue }
      let call = calls[place]
      calls.remove(at: place)
      failAsNotStarted(call, &events)
    }
  }

  private mutating func failAsNotStarted(_ call: OpenCall, _ events: inout [ConnectionEvent]) {
    switch call.phase {
    case .running, .cancelled: break
    case .answered, .ended: return
    }
    let error = CallError(
      CallError.Reason.notAccepted, outcome: .notStarted, retry: .now,
      text: "the server stopped taking calls before this one")
    fail(call.id, .unavailable, error, &events)
  }

  /// Fails all calls of a lost connection with an unknown outcome. Rules.
  mutating func loseCalls(_ events: inout [ConnectionEvent]) {
    guard role == .client else { return }
    for place in calls.places {
      let call = calls[place]
      switch call.phase {
      case .running, .cancelled: break
      case .answered, .ended: continue
      }
      let error = CallError(
        CallError.Reason.connectionLost, outcome: .unknown, retry: .withSameKey,
        text: "the connection ended before the answer came")
      fail(call.id, .unavailable, error, &events)
    }
  }

  private func fail(
    _ stream: UInt64, _ status: Status, _ error: CallError, _ events: inout [ConnectionEvent]
  ) {
    events.append(
      .response(
        InboundResponse(stream: stream, status: status, meta: nil, body: [], error: error)))
  }
}
