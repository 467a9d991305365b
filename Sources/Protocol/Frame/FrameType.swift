/// The kinds of frame. Unknown kinds from 0x80 to 0xFF are skipped whole, unknown kinds
/// below end the connection.
public enum FrameType: UInt8, CaseIterable, Sendable {
  /// Identity and limits of the sender; the first frame each way, stream 0.
  case hello = 0x01
  /// Client to server: a call, on a new stream.
  case request = 0x02
  /// Server to client: one item of a streaming call, or (PROGRESS) a heartbeat.
  case item = 0x03
  /// Server to client: the one end of a call; `aux` is the status.
  case response = 0x04
  /// Client to server: the answer is no longer wanted. A RESPONSE still follows.
  case cancel = 0x05
  /// Client to server: `aux` items in total may be sent on this stream.
  case credit = 0x06
  /// Both ways: eight bytes that come back with ACK.
  case ping = 0x07
  /// Both ways: no new calls, or the end of the connection; `aux` is the code.
  case goAway = 0x08
}

/// The flag byte of a frame.
public struct FrameFlags: OptionSet, Equatable, Sendable {
  /// The flag bits.
  public let rawValue: UInt8

  /// Flags from their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// REQUEST: no items follow from the client.
  public static let end = FrameFlags(rawValue: 0x01)
  /// REQUEST, RESPONSE: the payload begins with a length (u16) and a `Meta`.
  public static let meta = FrameFlags(rawValue: 0x02)
  /// PING: the answer.
  public static let ack = FrameFlags(rawValue: 0x04)
  /// ITEM: a heartbeat; takes no credit and no index.
  public static let progress = FrameFlags(rawValue: 0x08)
  /// Kept for compression; no version uses it.
  public static let compressed = FrameFlags(rawValue: 0x10)

  /// Returns the flags that a kind of frame may carry.
  static func allowed(on type: FrameType) -> FrameFlags {
    switch type {
    case .request: [.end, .meta]
    case .item: [.progress]
    case .response: [.meta]
    case .ping: [.ack]
    case .hello, .cancel, .credit, .goAway: []
    }
  }
}
