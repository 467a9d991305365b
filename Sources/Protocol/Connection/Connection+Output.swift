extension Connection {
  private static let blank = [UInt8](repeating: 0, count: FrameHeader.byteCount)

  /// Queues a frame.
  mutating func send(_ header: FrameHeader, _ payload: [UInt8] = []) {
    let start = beginFrame()
    output.append(contentsOf: payload)
    endFrame(header, at: start)
  }

  /// Reserves room for a header at the end of the output; returns its start.
  @inline(__always)
  mutating func beginFrame() -> Int {
    let start = output.count
    output.append(contentsOf: Self.blank)
    return start
  }

  /// Returns the bytes of payload since `beginFrame`.
  @inline(__always)
  func payloadCount(since start: Int) -> Int {
    output.count &- start &- FrameHeader.byteCount
  }

  /// Removes an unfinished frame.
  mutating func dropFrame(at start: Int) {
    output.removeLast(output.count - start)
  }

  /// Fills in the header of the frame that ends the output.
  @inline(__always)
  mutating func endFrame(_ header: FrameHeader, at start: Int) {
    var header = header
    header.length = UInt32(truncatingIfNeeded: payloadCount(since: start))
    header.crc = header.checksum(
      output.span.extracting((start &+ FrameHeader.byteCount)..<output.count))
    var bytes = output.mutableSpan
    header.write(over: &bytes, at: start)
    counts.framesOut &+= 1
  }

  /// Appends a length and the metadata; false when there is none. Rule R-410.
  @inline(__always)
  mutating func append(_ meta: Meta?) -> Bool {
    guard let meta else { return false }
    let start = output.count
    output.append(0)
    output.append(0)
    encode(meta, into: &output)
    let count = output.count &- start &- 2
    output[start] = UInt8(truncatingIfNeeded: count)
    output[start &+ 1] = UInt8(truncatingIfNeeded: count >> 8)
    return true
  }

  /// Queues a GOAWAY. Rule R-610.
  mutating func sendGoAway(
    _ code: GoAwayCode, last: UInt64, text: String, graceMs: UInt32 = 0, offset: UInt64 = 0
  ) {
    let body = GoAway(text: text, graceMs: graceMs, offset: offset)
    send(FrameHeader(.goAway, stream: last, aux: code.number), encode(body))
  }

  /// Queues a ping, regardless of the peer's floor.
  mutating func sendPing() {
    pingNumber &+= 1
    pingSent = clock
    lastPing = clock
    probedSince = probedSince ?? clock
    var payload: [UInt8] = []
    for byte in 0..<UInt64(Limits.pingBytes) {
      payload.append(UInt8(truncatingIfNeeded: pingNumber >> (byte * 8)))
    }
    send(FrameHeader(.ping, stream: 0), payload)
  }
}
