import Protocol
import Terminal

/// Splits the bytes of one direction of a connection into frames, for implementers
/// of the protocol. It executes nothing and accepts frames in any order.
///
/// Payloads are shown as decoded messages only, never as bytes: those that cannot be decoded may
/// hold a secret.
struct FrameDump {
  private let bytes: [UInt8]
  private var offset = 0
  /// The methods of the calls by stream: a RESPONSE does not name its own.
  private(set) var methods: [UInt64: Method]
  private(set) var frames: [DumpedFrame] = []

  /// - Parameter methods: the `methods` of the dump of the client's direction.
  init(_ bytes: [UInt8], methods: [UInt64: Method] = [:]) throws(ErrorReport) {
    self.bytes = bytes
    self.methods = methods
    if let preface = Preface(Array(bytes.prefix(Preface.byteCount)).span) {
      var frame = DumpedFrame(offset: 0, type: "PREFACE")
      frame.contents = [JSONMember("version", .string("\(preface.major).\(preface.minor)"))]
      frames.append(frame)
      offset = Preface.byteCount
    }
    while offset < bytes.count { try next() }
  }

  private mutating func next() throws(ErrorReport) {
    var frame = DumpedFrame(offset: offset)
    defer { frames.append(frame) }
    let rest = bytes.count - offset
    guard let header = FrameHeader(Array(bytes[offset...].prefix(FrameHeader.byteCount)).span)
    else { return end(&frame, "cut off: \(rest) of \(FrameHeader.byteCount) bytes of a header") }
    frame.header = header
    let type = FrameType(rawValue: header.type)
    frame.type = type.map { "\($0)".uppercased() } ?? "0x" + String(header.type, radix: 16)
    guard header.length <= Limits.frameBytesCeiling else {
      return end(&frame, "no frame: its length is above \(Limits.frameBytesCeiling)")
    }
    let whole = FrameHeader.byteCount + Int(header.length)
    guard rest >= whole else {
      return end(&frame, "cut off: \(rest - FrameHeader.byteCount) of \(header.length) bytes")
    }
    let payload = Array(bytes[(offset + FrameHeader.byteCount)..<(offset + whole)])
    offset += whole
    let isSound = header.checksum(payload.span) == header.crc
    frame.isSound = isSound
    guard isSound, let type else {
      frame.problem = isSound ? nil : "the checksum is wrong"
      return
    }
    if type == .request {
      methods[header.stream] = Method(number: header.method)
      if methods[header.stream] == nil { frame.problem = "no method \(header.method)" }
    }
    frame.method = header.stream == 0 ? nil : methods[header.stream]
    try read(payload, of: type, header, into: &frame)
  }

  /// Ends the dump with a fault behind which no frame can be found.
  private mutating func end(_ frame: inout DumpedFrame, _ problem: String) {
    frame.problem = problem
    offset = bytes.count
  }

  private func read(
    _ payload: [UInt8], of type: FrameType, _ header: FrameHeader, into frame: inout DumpedFrame
  ) throws(ErrorReport) {
    var body = payload
    if header.flags.contains(.meta) {
      guard body.count >= 2, body.count >= 2 + Int(body[0]) + Int(body[1]) << 8 else {
        frame.problem = "the metadata is longer than the payload"
        return
      }
      let end = 2 + Int(body[0]) + Int(body[1]) << 8
      try message("Meta", Array(body[2..<end]), into: &frame)
      body = Array(body[end...])
    }
    switch type {
    case .hello: try message("Hello", body, into: &frame)
    case .goAway: try message("GoAway", body, into: &frame)
    case .request: try message(frame.method?.messages.request, body, into: &frame)
    case .item where header.flags.contains(.progress): break
    case .item: try message(frame.method?.messages.reply, body, into: &frame)
    case .response where header.aux != UInt32(Status.ok.rawValue):
      try message("CallError", body, into: &frame)
    case .response where frame.method?.idempotency == .feed: break
    case .response: try message(frame.method?.messages.reply, body, into: &frame)
    case .ping: frame.contents.append(JSONMember("bytes", .string(Hexadecimal.text(body))))
    case .cancel, .credit: break
    }
  }

  private func message(
    _ name: String?, _ bytes: [UInt8], into frame: inout DumpedFrame
  ) throws(ErrorReport) {
    guard let name else {
      frame.problem = frame.problem ?? "the call's method is not known"
      return
    }
    switch try NamedMessage.json(name, bytes) {
    case .success(let json): frame.contents.append(JSONMember(name, json))
    case .failure(let malformed): frame.problem = "no \(name): \(malformed)"
    }
  }
}
