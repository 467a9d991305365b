extension Connection {
  /// Handles received bytes: every whole frame is handled, at most one partial frame is kept.
  /// Frames are read in place; only one that arrives in pieces is copied.
  ///
  /// - Parameters:
  ///   - bytes: input of the transport, split anywhere.
  ///   - now: the monotonic clock, ms.
  ///   - events: new events are appended here.
  public mutating func receive(
    _ bytes: Span<UInt8>, now: UInt64, into events: inout [ConnectionEvent]
  ) {
    clock = now
    deliverPending(&events)
    var at = 0
    do throws(GoAwayError) {
      if case .preface = phase { try handlePreface(bytes, &at, &events) }
      try handleFrames(bytes, &at, &events)
    } catch {
      end(error, &events)
    }
    deliverPending(&events)
  }

  /// Handles the end of the peer's input: running calls of a server are still answered, its streams
  /// are cancelled, and a client's calls are lost. Rule R-623.
  public mutating func receiveEnd(now: UInt64, into events: inout [ConnectionEvent]) {
    clock = now
    deliverPending(&events)
    switch phase {
    case .preface, .hello:
      finish(partial.isEmpty && received == 0 ? .closedByPeer : .lost, .closeNow, &events)
    case .open, .drainAnnounced, .draining, .leaving:
      guard partial.isEmpty else { return finish(.lost, .closeNow, &events) }
      switch role {
      case .client:
        finish(calls.isEmpty ? .closedByPeer : .lost, .flushThenClose, &events)
      case .server:
        phase = .finishing
        cancelStreams(&events)
        finishIfIdle()
      }
    case .finishing, .ended: break
    }
    deliverPending(&events)
  }

  /// Handles a broken transport: nothing can be sent any more.
  public mutating func lost(now: UInt64, into events: inout [ConnectionEvent]) {
    clock = now
    deliverPending(&events)
    output.removeAll()
    finish(.lost, .closeNow, &events)
  }

  /// Delivers the pending events.
  mutating func deliverPending(_ events: inout [ConnectionEvent]) {
    guard !pendingEvents.isEmpty else { return }
    events.append(contentsOf: pendingEvents)
    pendingEvents.removeAll()
  }

  // MARK: Preface

  private mutating func handlePreface(
    _ bytes: Span<UInt8>, _ at: inout Int, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    let wanted = min(Preface.byteCount - partial.count, bytes.count)
    partial.append(copying: bytes.extracting(0..<wanted))
    at = wanted
    guard Preface.matches(partial.span) else {
      // a peer of another protocol would not understand a frame.
      let foreign = ForeignProtocol(partial.span)
      output.removeAll()
      return finish(.foreignProtocol(foreign), .closeNow, &events)
    }
    guard let preface = Preface(partial.span) else { return }
    partial.removeAll(keepingCapacity: true)
    received = UInt64(Preface.byteCount)
    guard preface.major == Preface.ours.major else {
      // our preface and HELLO are already queued, so the peer knows both versions.
      let text = "version \(preface.major).\(preface.minor) met 1.0"
      sendGoAway(.badVersion, last: 0, text: text)
      return finish(.otherVersion(preface), .flushThenLinger, &events)
    }
    phase = .hello
  }

  // MARK: Frames

  private mutating func handleFrames(
    _ bytes: Span<UInt8>, _ at: inout Int, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    if !partial.isEmpty { try complete(bytes, &at, &events) }
    let header = FrameHeader.byteCount
    while bytes.count &- at >= header {
      guard readsFrames else { return }
      let frame = FrameHeader(bytes, at: at)
      let size = try payloadSize(frame)
      guard bytes.count &- at &- header >= size else { break }
      let from = at &+ header
      try handleFrame(frame, bytes.extracting(from..<(from &+ size)), &events)
      at = from &+ size
      received &+= UInt64(header &+ size)
    }
    guard readsFrames, at < bytes.count else { return }
    partialSince = clock
    partial.append(copying: bytes.extracting(at..<bytes.count))
    at = bytes.count
  }

  /// Completes the partial frame with no more bytes than it lacks, and handles it once it is whole.
  private mutating func complete(
    _ bytes: Span<UInt8>, _ at: inout Int, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    let header = FrameHeader.byteCount
    guard readsFrames, fill(to: header, bytes, &at) else { return }
    let frame = FrameHeader(partial.span, at: 0)
    let size = try payloadSize(frame)
    guard fill(to: header &+ size, bytes, &at) else { return }
    var whole: [UInt8] = []
    swap(&whole, &partial)
    try handleFrame(frame, whole.span.extracting(header..<(header &+ size)), &events)
    received &+= UInt64(header &+ size)
    if size <= Int(Limits.frameBytesFloor) {
      whole.removeAll(keepingCapacity: true)
      swap(&whole, &partial)
    }
  }

  /// Fills the partial frame up to `count` bytes; true once it has them.
  private mutating func fill(to count: Int, _ bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    let wanted = max(0, min(count &- partial.count, bytes.count &- at))
    partial.append(copying: bytes.extracting(at..<(at &+ wanted)))
    at &+= wanted
    return partial.count >= count
  }

  private var readsFrames: Bool {
    switch phase {
    case .hello, .open, .drainAnnounced, .draining, .leaving: true
    // Input after the peer's last byte, or after ours, is ignored.
    case .preface, .finishing, .ended: false
    }
  }

  /// Returns the payload's size, checked before memory is used for it. Rules.
  @inline(__always)
  private func payloadSize(_ frame: FrameHeader) throws(GoAwayError) -> Int {
    let limit = peer == nil ? Limits.helloBytes : hello.maxFrameBytes
    guard frame.length <= limit else {
      throw GoAwayError(.frameTooLarge, "a payload of \(frame.length) bytes; the limit is \(limit)")
    }
    return Int(frame.length)
  }

  @inline(__always)
  private mutating func handleFrame(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(GoAwayError) {
    guard frame.checksum(payload) == frame.crc else {
      throw GoAwayError(.checksum, "the checksum of a frame is wrong")
    }
    guard let type = FrameType(rawValue: frame.type) else {
      guard frame.type >= 0x80 else {
        throw GoAwayError(.protocolError, "there is no frame type \(frame.type)")
      }
      return try handleExtension()
    }
    guard frame.flags.isSubset(of: FrameFlags.allowed(on: type)) else {
      throw GoAwayError(.protocolError, "flags \(frame.flags.rawValue) on frame type \(frame.type)")
    }
    guard frame.method == 0 || type == .request else {
      throw GoAwayError(.protocolError, "a method on frame type \(frame.type)")
    }
    counts.framesIn &+= 1
    lastFrame = clock
    probedSince = nil
    if type != .ping { pingStrikes = 0 }
    try dispatch(type, frame, payload, &events)
  }

  /// Skips an extension frame; before HELLO it is an error.
  private mutating func handleExtension() throws(GoAwayError) {
    guard peer != nil else { throw GoAwayError(.protocolError, "the first frame is not HELLO") }
    counts.framesIn &+= 1
    lastFrame = clock
    probedSince = nil
  }
}
