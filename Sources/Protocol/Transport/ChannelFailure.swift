public import Protocol

/// Why a channel could not send. A call that was sent always gets a reply, also when the
/// connection is lost: then its error says what may have been done.
public enum ChannelFailure: Error, Equatable, Sendable {
  /// No connection came about.
  case connect(ConnectFailure)
  /// The connection takes no such call; nothing left.
  case refused(SendRefusal)
  /// The channel is closed, for this reason.
  case closed(CloseReason)
}

/// The end of a call.
public struct ChannelReply: Equatable, Sendable {
  /// How it ended.
  public let status: Status
  /// What accompanies the body.
  public let meta: Meta?
  /// The encoded answer; empty where the status is not OK.
  public let body: [UInt8]
  /// Why, where the status is not OK.
  public let error: CallError?
}

/// One call of a channel, as both threads see it.
final class Exchange: Sendable {
  struct State {
    var stream: UInt64?
    var items = Queue<[UInt8]>()
    var taken = 0
    var isCancelled = false
    var end: Result<ChannelReply, ChannelFailure>?
  }

  let state = Monitor(State())
  let call: OutgoingCall

  init(_ call: OutgoingCall) { self.call = call }

  func finish(_ end: Result<ChannelReply, ChannelFailure>) {
    state.change { state in
      if state.end == nil { state.end = end }
    }
  }
}

/// What a call says.
struct OutgoingCall: Sendable {
  let method: UInt16
  let meta: Meta?
  let body: [UInt8]
  let timeoutMs: UInt32
  let isStreaming: Bool
}
