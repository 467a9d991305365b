/// A call as it arrived at the server.
public struct InboundRequest: Equatable, Sendable {
  /// Names the call on this connection.
  public let stream: UInt64
  /// Which method.
  public let method: UInt16
  /// What accompanies the body, where anything does.
  public let meta: Meta?
  /// The encoded message.
  public let body: [UInt8]
  /// Time allowed, in ms; 0 for a stream without limit.
  public let timeoutMs: UInt32
  /// When that time ends, on the connection's monotonic clock; nil for a stream without limit.
  public let deadline: UInt64?

  /// A request with all its parts.
  public init(
    stream: UInt64, method: UInt16, meta: Meta?, body: [UInt8], timeoutMs: UInt32,
    deadline: UInt64?
  ) {
    self.stream = stream
    self.method = method
    self.meta = meta
    self.body = body
    self.timeoutMs = timeoutMs
    self.deadline = deadline
  }
}

/// The one end of a call, as the client sees it.
public struct InboundResponse: Equatable, Sendable {
  /// Names the call on this connection.
  public let stream: UInt64
  /// How it ended.
  public let status: Status
  /// What accompanies the body, where anything does.
  public let meta: Meta?
  /// The encoded answer; empty where the status is not OK.
  public let body: [UInt8]
  /// Why, where the status is not OK: the server's word, or this side's for a call whose
  /// answer never came.
  public let error: CallError?

  /// A response with all its parts.
  public init(
    stream: UInt64, status: Status, meta: Meta? = nil, body: [UInt8] = [],
    error: CallError? = nil
  ) {
    self.stream = stream
    self.status = status
    self.meta = meta
    self.body = body
    self.error = error
  }
}

/// Why the server should stop working on a call.
public enum CancelCause: Equatable, Sendable {
  /// The client sent CANCEL; a response is still owed.
  case caller
  /// The time allowed ran out; the response was sent.
  case deadline
  /// The drain's grace ran out; the response was sent.
  case drain
}

/// How a connection ended.
public enum EndReason: Equatable, Sendable {
  /// The peer closed, in order, with nothing left open.
  case closedByPeer
  /// The transport ended in the middle of something.
  case lost
  /// All calls were finished after a GOAWAY of either side.
  case drained
  /// The peer ended it.
  case peer(GoAwayCode, String)
  /// This side ended it.
  case local(GoAwayCode, String)
  /// The peer does not speak this protocol.
  case foreignProtocol(ForeignProtocol)
  /// The peer speaks another major version.
  case otherVersion(Preface)
}

/// What the owner of a connection learns from it, in order.
public enum ConnectionEvent: Equatable, Sendable {
  /// The peer's HELLO was good.
  case opened(Hello)
  /// Server: a call to answer with exactly one `respond` or `fail`.
  case request(InboundRequest)
  /// Client: an item of a stream; indexes run from 0 without a gap.
  case item(stream: UInt64, index: UInt32, body: [UInt8])
  /// Client: a stream lives; `cursor` may be empty.
  case heartbeat(stream: UInt64, cursor: [UInt8])
  /// Client: the end of a call, exactly one for each.
  case response(InboundResponse)
  /// Server: nobody waits for this call any more. It counts until it is answered.
  case cancelled(stream: UInt64, CancelCause)
  /// Server: `total` items in all may now be sent.
  case creditGranted(stream: UInt64, total: UInt32)
  /// The peer starts nothing new; calls above `lastStream` were not begun.
  case goneAway(GoAwayCode, text: String, lastStream: UInt64)
  /// The answer to a ping, after so many ms.
  case pong(roundTripMs: UInt64)
  /// The drain is complete.
  case drained
  /// The last event. Server: all calls still open are to be dropped.
  case ended(EndReason)
}

/// Why a call could not be sent; nothing of it left.
public enum SendRefusal: Error, Equatable, Sendable {
  /// The connection has ended.
  case closed
  /// The peer, or this side, starts nothing new here.
  case draining
  /// As many calls are open as the peer allows.
  case tooManyCalls(limit: UInt32)
  /// The frame would be larger than the peer accepts, in bytes.
  case tooLarge(actual: Int, limit: Int)
  /// The metadata is larger than its limit, in bytes.
  case metaTooLarge(actual: Int, limit: Int)
  /// All ids are used; open another connection.
  case idsExhausted
  /// Servers do not call.
  case wrongRole
}

/// What the owner should do with the transport.
public enum CloseAdvice: Equatable, Sendable {
  /// Go on.
  case keepOpen
  /// Write the output, shut down writing, read and discard for at most `Limits.lingerMs` and
  /// `Limits.lingerBytes`, close: a reset would destroy the GOAWAY.
  case flushThenLinger
  /// Write the output, close.
  case flushThenClose
  /// Close.
  case closeNow
}

/// What a connection counted, for statistics.
public struct ConnectionCounts: Equatable, Sendable {
  /// Whole, valid frames received.
  public var framesIn: UInt64 = 0
  /// Frames queued for sending.
  public var framesOut: UInt64 = 0
  /// Calls opened.
  public var calls: UInt64 = 0
  /// Calls refused by the connection itself.
  public var refused: UInt64 = 0
  /// Answers that came after the deadline had answered; not sent.
  public var lateAnswers: UInt64 = 0
  /// Answers to calls that were answered or never opened; not sent.
  public var extraAnswers: UInt64 = 0
}
