extension Connection {
  /// Takes bytes of the peer: every whole frame is handled, at most one partial frame is kept.
  /// Frames are read where they are; only one that arrives in pieces is copied together.
  ///
  /// - Parameters:
  ///   - bytes: what the transport read, in any cut.
  ///   - now: the monotonic clock, ms.
  ///   - events: what happened is appended here.
  public mutating func receive(
    _ bytes: Span<UInt8>, now: UInt64, into events: inout [ConnectionEvent]
  ) {
    clock = now
    pay(&events)
    var at = 0
    do throws(Fault) {
      if case .preface = phase { try takePreface(bytes, &at, &events) }
      try takeFrames(bytes, &at, &events)
    } catch {
      end(error, &events)
    }
    pay(&events)
  }

  /// The peer sent its last byte: running calls of a server are still answered, its
  /// streams are cancelled, and a client's calls are lost. Rule R-623.
  public mutating func receiveEnd(now: UInt64, into events: inout [ConnectionEvent]) {
    clock = now
    pay(&events)
    switch phase {
    case .preface, .hello:
      finish(partial.isEmpty && received == 0 ? .closedByPeer : .lost, .closeNow, &events)
    case .open, .noticed, .draining, .leaving:
      guard partial.isEmpty else { return finish(.lost, .closeNow, &events) }
      switch role {
      case .client:
        finish(calls.isEmpty ? .closedByPeer : .lost, .flushThenClose, &events)
      case .server:
        phase = .finishing
        cancelStreams(&events)
        settle()
      }
    case .finishing, .ended: break
    }
    pay(&events)
  }

  /// The transport broke: nothing can be sent any more.
  public mutating func lost(now: UInt64, into events: inout [ConnectionEvent]) {
    clock = now
    pay(&events)
    output.removeAll()
    finish(.lost, .closeNow, &events)
  }

  /// Hands out what arose where no list was at hand.
  mutating func pay(_ events: inout [ConnectionEvent]) {
    guard !owed.isEmpty else { return }
    events.append(contentsOf: owed)
    owed.removeAll()
  }

  // MARK: Preface

  private mutating func takePreface(
    _ bytes: Span<UInt8>, _ at: inout Int, _ events: inout [ConnectionEvent]
  ) throws(Fault) {
    let wanted = min(Preface.byteCount - partial.count, bytes.count)
    partial.append(copying: bytes.extracting(0..<wanted))
    at = wanted
    guard Preface.matches(partial.span) else {
      // whoever speaks something else would not understand a frame.
      let stranger = Stranger(partial.span)
      output.removeAll()
      return finish(.stranger(stranger), .closeNow, &events)
    }
    guard let preface = Preface(partial.span) else { return }
    partial.removeAll(keepingCapacity: true)
    received = UInt64(Preface.byteCount)
    guard preface.major == Preface.ours.major else {
      // our own preface and HELLO are on their way, so the peer can name both versions.
      let text = "version \(preface.major).\(preface.minor) met 1.0"
      sendGoAway(.badVersion, last: 0, text: text)
      return finish(.otherVersion(preface), .flushThenLinger, &events)
    }
    phase = .hello
  }

  // MARK: Frames

  private mutating func takeFrames(
    _ bytes: Span<UInt8>, _ at: inout Int, _ events: inout [ConnectionEvent]
  ) throws(Fault) {
    if !partial.isEmpty { try complete(bytes, &at, &events) }
    let header = FrameHeader.byteCount
    while bytes.count &- at >= header {
      guard readsFrames else { return }
      let frame = FrameHeader(bytes, at: at)
      let size = try payloadSize(frame)
      guard bytes.count &- at &- header >= size else { break }
      let from = at &+ header
      try take(frame, bytes.extracting(from..<(from &+ size)), &events)
      at = from &+ size
      received &+= UInt64(header &+ size)
    }
    guard readsFrames, at < bytes.count else { return }
    partialSince = clock
    partial.append(copying: bytes.extracting(at..<bytes.count))
    at = bytes.count
  }

  /// Adds to the partial frame no more than it lacks, and handles it once it is whole.
  private mutating func complete(
    _ bytes: Span<UInt8>, _ at: inout Int, _ events: inout [ConnectionEvent]
  ) throws(Fault) {
    let header = FrameHeader.byteCount
    guard readsFrames, fill(to: header, bytes, &at) else { return }
    let frame = FrameHeader(partial.span, at: 0)
    let size = try payloadSize(frame)
    guard fill(to: header &+ size, bytes, &at) else { return }
    var whole: [UInt8] = []
    swap(&whole, &partial)
    try take(frame, whole.span.extracting(header..<(header &+ size)), &events)
    received &+= UInt64(header &+ size)
    if size <= Int(Limits.frameBytesFloor) {
      whole.removeAll(keepingCapacity: true)
      swap(&whole, &partial)
    }
  }

  /// Whether the partial frame has so many bytes now.
  private mutating func fill(to count: Int, _ bytes: Span<UInt8>, _ at: inout Int) -> Bool {
    let wanted = max(0, min(count &- partial.count, bytes.count &- at))
    partial.append(copying: bytes.extracting(at..<(at &+ wanted)))
    at &+= wanted
    return partial.count >= count
  }

  private var readsFrames: Bool {
    switch phase {
    case .hello, .open, .noticed, .draining, .leaving: true
    // What follows the peer's last byte, or ours, is nobody's.
    case .preface, .finishing, .ended: false
    }
  }

  /// The payload's size, checked before a byte is kept for it. Rules.
  @inline(__always)
  private func payloadSize(_ frame: FrameHeader) throws(Fault) -> Int {
    let limit = peer == nil ? Limits.helloBytes : hello.maxFrameBytes
    guard frame.length <= limit else {
      throw Fault(.frameTooLarge, "a payload of \(frame.length) bytes; the limit is \(limit)")
    }
    return Int(frame.length)
  }

  @inline(__always)
  private mutating func take(
    _ frame: FrameHeader, _ payload: Span<UInt8>, _ events: inout [ConnectionEvent]
  ) throws(Fault) {
    guard frame.checksum(payload) == frame.crc else {
      throw Fault(.checksum, "the checksum of a frame is wrong")
    }
    guard let type = FrameType(rawValue: frame.type) else {
      guard frame.type >= 0x80 else {
        throw Fault(.protocolError, "there is no frame type \(frame.type)")
      }
      return try takeExtension()
    }
    guard frame.flags.isSubset(of: FrameFlags.allowed(on: type)) else {
      throw Fault(.protocolError, "flags \(frame.flags.rawValue) on frame type \(frame.type)")
    }
    guard frame.method == 0 || type == .request else {
      throw Fault(.protocolError, "a method on frame type \(frame.type)")
    }
    counts.framesIn &+= 1
    lastFrame = clock
    lifeAsked = nil
    if type != .ping { pingStrikes = 0 }
    try dispatch(type, frame, payload, &events)
  }

  /// an extension is skipped, but nothing comes before HELLO.
  private mutating func takeExtension() throws(Fault) {
    guard peer != nil else { throw Fault(.protocolError, "the first frame is not HELLO") }
    counts.framesIn &+= 1
    lastFrame = clock
    lifeAsked = nil
  }
}
