/// A call that a server received.
public struct InboundRequest: Equatable, Sendable {
  /// The stream id of the call on this connection.
  public let stream: UInt64
  /// The number of the method.
  public let method: UInt16
  /// The metadata, where the call has any.
  public let meta: Meta?
  /// The encoded message.
  public let body: [UInt8]
  /// Time allowed, ms; 0 for a stream without limit.
  public let timeoutMs: UInt32
  /// End of that time on the connection's monotonic clock, ms; nil for a stream without limit.
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

/// The end of a call at the client; each call has exactly one.
public struct InboundResponse: Equatable, Sendable {
  /// The stream id of the call on this connection.
  public let stream: UInt64
  /// The status.
  public let status: Status
  /// The metadata, where the answer has any.
  public let meta: Meta?
  /// The encoded answer; empty where the status is not OK.
  public let body: [UInt8]
  /// The error, where the status is not OK: the server's, or this side's for a call without an
  /// answer.
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

/// The cause for which a server's handler should stop its work on a call.
public enum CancelCause: Equatable, Sendable {
  /// The client sent CANCEL; a response must still be sent.
  case caller
  /// The deadline passed; the response was sent.
  case deadline
  /// The drain's grace ended; the response was sent.
  case drain
}

/// The cause of a connection's end.
public enum EndReason: Equatable, Sendable {
  /// The peer closed in order, with no call open.
  case closedByPeer
  /// The transport ended with a frame or calls incomplete.
  case lost
  /// All calls finished after a GOAWAY of either side.
  case drained
  /// The peer sent GOAWAY with this code and text.
  case peer(GoAwayCode, String)
  /// This side sent GOAWAY with this code and text.
  case local(GoAwayCode, String)
  /// The peer does not speak this protocol.
  case foreignProtocol(ForeignProtocol)
  /// The peer speaks another major version.
  case otherVersion(Preface)
}

/// An event of a connection, in order.
public enum ConnectionEvent: Equatable, Sendable {
  /// The peer's HELLO was good.
  case opened(Hello)
  /// Server: a call to answer with exactly one `respond` or `fail`.
  case request(InboundRequest)
  /// Client: an item of a stream; indexes run from 0 without a gap.
  case item(stream: UInt64, index: UInt32, body: [UInt8])
  /// Client: a heartbeat of a stream; `cursor` may be empty.
  case heartbeat(stream: UInt64, cursor: [UInt8])
  /// Client: the end of a call, exactly once for each call.
  case response(InboundResponse)
  /// Server: the answer is no longer wanted. The call counts as open until it is answered.
  case cancelled(stream: UInt64, CancelCause)
  /// Server: the credit of the stream rose to `total` items.
  case creditGranted(stream: UInt64, total: UInt32)
  /// The peer starts no new calls; own calls above `lastStream` were not begun.
  case goneAway(GoAwayCode, text: String, lastStream: UInt64)
  /// The answer to a ping.
  case pong(roundTripMs: UInt64)
  /// The drain is complete.
  case drained
  /// The last event. Server: all open calls are to be dropped.
  case ended(EndReason)
}

/// The cause for which a call was not sent; none of it left.
public enum SendRefusal: Error, Equatable, Sendable {
  /// The connection has ended.
  case closed
  /// One of the sides has sent GOAWAY: no new calls.
  case draining
  /// The peer's limit of open calls is reached.
  case tooManyCalls(limit: UInt32)
  /// The frame would exceed the peer's limit, in bytes.
  case tooLarge(actual: Int, limit: Int)
  /// The metadata exceeds its limit, in bytes.
  case metaTooLarge(actual: Int, limit: Int)
  /// All stream ids are used; open another connection.
  case idsExhausted
  /// A server cannot call.
  case wrongRole
}

/// The advice to the owner on closing the transport.
public enum CloseAdvice: Equatable, Sendable {
  /// Do not close.
  case keepOpen
  /// Write the output, shut down writing, read and discard for at most `Limits.lingerMs` and
  /// `Limits.lingerBytes`, then close: a reset would destroy the GOAWAY.
  case flushThenLinger
  /// Write the output, then close.
  case flushThenClose
  /// Close at once, without writing the output.
  case closeNow
}

/// Statistics of a connection.
public struct ConnectionCounts: Equatable, Sendable {
  /// Whole, valid frames received.
  public var framesIn: UInt64 = 0
  /// Frames queued for sending.
  public var framesOut: UInt64 = 0
  /// Calls that were opened.
  public var calls: UInt64 = 0
  /// Calls refused by the connection, without its owner.
  public var refused: UInt64 = 0
  /// Answers after the deadline's own answer; not sent.
  public var lateAnswers: UInt64 = 0
  /// Answers to calls that were answered before or never opened; not sent.
  public var extraAnswers: UInt64 = 0
}
