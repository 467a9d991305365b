internal import Protocol

/// One call of a channel: state shared by the calling thread and the loop.
final class Exchange: Sendable {
  struct Progress {
    var stream: UInt64?
    var items = Queue<[UInt8]>()
    var taken = 0
    var isCancelled = false
    var end: Result<ChannelReply, ChannelFailure>?
  }

  let progress = Monitor(Progress())
  let call: OutgoingCall

  init(_ call: OutgoingCall) { self.call = call }

  func finish(_ end: Result<ChannelReply, ChannelFailure>) {
    progress.change { progress in
      if progress.end == nil { progress.end = end }
    }
  }
}

/// The request of a call.
struct OutgoingCall: Sendable {
  let method: UInt16
  let meta: Meta?
  let body: [UInt8]
  let timeoutMs: UInt32
  let isStreaming: Bool
}
