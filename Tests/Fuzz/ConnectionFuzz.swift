// modules: Protocol
import Protocol

/// Feeds bytes to either end of a connection: raw, or as the headers and payloads of frames with
/// right checksums. The events are the same however the bytes are cut, and the end's promises hold
/// while its owner answers.
enum ConnectionFuzz: FuzzTarget {
  static func run(_ input: [UInt8]) throws(BrokenProperty) {
    guard input.count >= 2 else { return }
    let role: Connection.Role = input[0] & 1 == 0 ? .server : .client
    let rest = input.dropFirst(2)
    let bytes = input[0] & 2 == 0 ? Array(rest) : framed(rest)
    let size = Int(input[1]) + 1
    var whole = FuzzedEnd(role)
    try whole.feed(bytes)
    var cut = FuzzedEnd(role)
    try pieces(bytes, size) { (piece) throws(BrokenProperty) in try cut.feed(piece) }
    try BrokenProperty.unless(
      whole.events == cut.events, "a cut of \(size) bytes changes the events")
    try BrokenProperty.unless(
      whole.output == cut.output, "a cut of \(size) bytes changes the answers")
    var owned = FuzzedEnd(role)
    try pieces(bytes, size) { (piece) throws(BrokenProperty) in
      try owned.feed(piece)
      try owned.answer()
      try owned.pass(UInt64(size) * 16)
    }
    try owned.finish()
  }

  private static func pieces(
    _ bytes: [UInt8], _ size: Int, _ body: ([UInt8]) throws(BrokenProperty) -> Void
  ) throws(BrokenProperty) {
    var rest = bytes[...]
    while !rest.isEmpty {
      try body(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
  }

  /// Builds a greeting and frames: eight bytes of input give a header, and those after them its
  /// payload.
  private static func framed(_ terms: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = Preface.ours.bytes + FrameHeader(.hello, stream: 0).frame(encode(FuzzedEnd.hello))
    var rest = terms
    while rest.count >= 8 {
      let term = Array(rest.prefix(8))
      rest = rest.dropFirst(8)
      var header = FrameHeader(.ping, stream: term[3] == 255 ? .max : UInt64(term[3]))
      header.type = term[0]
      header.flags = FrameFlags(rawValue: term[1])
      header.method = UInt16(term[2])
      header.aux = UInt32(term[4]) | UInt32(term[5]) << 12
      var frame = header.frame(Array(rest.prefix(Int(term[6]))))
      rest = rest.dropFirst(Int(term[6]))
      if term[7] == 255 { frame[frame.count - 1] ^= 1 }
      bytes += frame
    }
    return bytes
  }
}

/// One end of a connection, with the properties checked after every step.
struct FuzzedEnd {
  static let hello = Hello(
    software: "fuzz", version: "1", realm: Id128(high: 1, low: 1), schemaHash: .zero,
    serverTimeMs: 1, features: [], maxFrameBytes: Limits.frameBytes, maxConcurrent: 4,
    initialCredit: 2)

  private(set) var connection: Connection
  private(set) var events: [ConnectionEvent] = []
  private(set) var output: [UInt8] = []
  private let role: Connection.Role
  private var now: UInt64 = 1_000
  private var seen = 0

  init(_ role: Connection.Role) {
    self.role = role
    var limits = ConnectionLimits()
    limits.methods[1] = .unary
    limits.methods[2] = .stream
    connection = Connection(role: role, hello: Self.hello, limits: limits, now: now)
    if role == .client {
      for method: UInt16 in [1, 2, 1, 2] { call(method) }
    }
    output = connection.takeOutput()
  }

  mutating func feed(_ bytes: [UInt8]) throws(BrokenProperty) {
    connection.receive(bytes.span, now: now, into: &events)
    output += connection.takeOutput()
    try check()
  }

  mutating func pass(_ milliseconds: UInt64) throws(BrokenProperty) {
    now += milliseconds
    connection.tick(now: now, into: &events)
    output += connection.takeOutput()
    try check()
  }

  /// Reacts to the new events in the ways open to an owner, chosen by the stream's number.
  mutating func answer() throws(BrokenProperty) {
    let fresh = events[seen...]
    seen = events.count
    for event in fresh {
      switch event {
      case .request(let request): answer(request.stream)
      case .cancelled(let stream, _): connection.respond(stream: stream)
      case .creditGranted(let stream, _): _ = connection.item(stream: stream, body: [1], now: now)
      case .opened, .item:
        guard role == .client else { continue }
        connection.grant(stream: 2, items: 100)
        call(1)
      case .heartbeat, .response, .goneAway, .pong, .drained, .ended: continue
      }
    }
    output += connection.takeOutput()
    try check()
  }

  private mutating func answer(_ stream: UInt64) {
    switch stream % 4 {
    case 0: connection.respond(stream: stream)
    case 1:
      connection.fail(
        stream: stream, status: .invalidArgument,
        error: CallError(CallError.Reason.malformed, outcome: .notStarted, retry: .never))
    case 2:
      let body = [UInt8](repeating: 7, count: 9)
      for _ in 0..<3 { _ = connection.item(stream: stream, body: body, now: now) }
    default: break
    }
  }

  private mutating func call(_ method: UInt16) {
    _ = Readable.value { () throws(SendRefusal) in
      try connection.call(method: method, body: [1, 2], streaming: method == 2, now: now)
    }
  }

  /// Ends the input and lets 80 minutes pass: the connection must end.
  mutating func finish() throws(BrokenProperty) {
    connection.receiveEnd(now: now, into: &events)
    try answer()
    for _ in 0..<8 {
      try pass(600_000)
      try answer()
    }
    // A feed has no end of its own: its owner ends it.
    for case .request(let request) in events { connection.respond(stream: request.stream) }
    try pass(1)
    try BrokenProperty.unless(isEnded, "the connection does not end: \(events.suffix(3))")
    try BrokenProperty.unless(connection.nextTick == nil, "ended, and waits for a time")
    guard role == .client else { return }
    let answered = Dictionary(grouping: events.compactMap(Self.answered)) { $0 }
    try BrokenProperty.unless(answered.allSatisfy { $0.value.count == 1 }, "a call ends twice")
    try BrokenProperty.unless(connection.openCalls == 0, "ended, and calls are open")
  }

  private static func answered(_ event: ConnectionEvent) -> UInt64? {
    if case .response(let response) = event { response.stream } else { nil }
  }

  private var isEnded: Bool { if case .ended = events.last { true } else { false } }

  private func check() throws(BrokenProperty) {
    let ends = events.count { if case .ended = $0 { true } else { false } }
    try BrokenProperty.unless(
      ends <= 1 && (ends == 0 || isEnded), "something happens after the end")
    try checkOutput()
  }

  /// Checks that the output is the preface and whole frames with right checksums.
  private func checkOutput() throws(BrokenProperty) {
    try BrokenProperty.unless(output.starts(with: Preface.ours.bytes), "no preface")
    var at = Preface.byteCount
    while at < output.count {
      guard at + FrameHeader.byteCount <= output.count,
        let header = FrameHeader(Array(output[at..<at + FrameHeader.byteCount]).span)
      else { throw BrokenProperty("half a header is sent") }
      let end = at + FrameHeader.byteCount + Int(header.length)
      try BrokenProperty.unless(end <= output.count, "half a frame is sent")
      let frame = output[at..<end]
      let payload = Array(frame.dropFirst(FrameHeader.byteCount))
      try BrokenProperty.unless(
        header.frame(payload) == Array(frame), "a frame is sent wrong: \(header)")
      at = end
    }
  }
}
