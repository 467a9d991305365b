/// The protocol state machine of one connection, for both ends, without I/O: bytes and time go in,
/// events and bytes come out. No state is kept of a closed call, so memory is O(open calls) plus
/// one partial frame. Rules of `schema/protocol.md`.
///
/// Times are milliseconds of one monotonic clock, the owner's; they never run backwards.
public struct Connection: Sendable {
  /// The end of the connection.
  public enum Role: Equatable, Sendable {
    /// Opens connections and calls.
    case client
    /// Accepts connections and answers.
    case server
  }

  /// State of the connection.
  enum Phase: Equatable {
    /// The peer's eight bytes are awaited.
    case preface
    /// The peer's HELLO is awaited.
    case hello
    /// Calls and answers pass.
    case open
    /// This side sent GOAWAY(2⁶⁴−1); the true last id follows at `lastIDAt` or after the pong.
    case drainAnnounced(lastIDAt: UInt64, end: UInt64)
    /// This side sent the last id; running calls may finish until `end`.
    case draining(end: UInt64)
    /// The peer starts no new calls, or accepts none; running calls may finish, until `end` where
    /// this side drains too (else `.max`).
    case leaving(end: UInt64)
    /// The peer sent its last byte; running calls are answered.
    case finishing
    /// Ended: no more input is read, no more output made.
    case ended
  }

  let role: Role
  /// The HELLO of this side.
  public let hello: Hello
  let limits: ConnectionLimits
  let started: UInt64
  /// Start of the time allowed for the peer's HELLO, ms.
  var helloSince: UInt64
  var phase = Phase.preface
  /// The advice on closing the transport.
  public internal(set) var closeAdvice = CloseAdvice.keepOpen
  /// Statistics, counted since the connection was made.
  public internal(set) var counts = ConnectionCounts()

  /// The peer's HELLO; nil before it came.
  public internal(set) var peer: Hello?
  var peerFrameBytes = Int(Limits.frameBytesFloor)
  var peerConcurrent = Limits.concurrentCalls
  var peerCredit = Limits.initialCredit

  /// The latest time passed in, ms.
  var clock: UInt64
  var partial: [UInt8] = []
  var partialSince: UInt64 = 0
  var isReading = true
  /// Bytes received before the frame being handled; the offset in a GOAWAY.
  var received: UInt64 = 0
  /// Output that waits to be sent; see `takeOutput`.
  public internal(set) var output: [UInt8] = []
  /// Events of calls without an event list, such as `goAway`; the next `tick` or `receive` delivers
  /// them.
  var pendingEvents: [ConnectionEvent] = []

  var calls = CallTable()
  /// Server: the highest id received. Client: the last id used.
  var highest: UInt64 = 0
  /// Server: the id that a drain announced as the last accepted one; calls above it are ignored.
  var announced: UInt64?
  /// Time before which no call needs attention, ms.
  var callsDue = UInt64.max
  var lastCall: UInt64
  var refusedInARow: UInt32 = 0
  var cancels = RateWindow(limit: Limits.cancels, windowMs: Limits.cancelWindowMs)
  var malformed = RateWindow(
    limit: Limits.malformedCalls, windowMs: Limits.malformedWindowMs)

  /// Time of the last valid frame, ms.
  var lastFrame: UInt64
  /// Time of the unanswered ping, ms.
  var pingSent: UInt64?
  var lastPing: UInt64?
  /// Time of the first ping since the peer's last frame, ms.
  var probedSince: UInt64?
  var pingNumber: UInt64 = 0
  var peerPinged: UInt64?
  var pingStrikes = 0

  /// A new connection; its preface and HELLO are queued at once. Rules.
  ///
  /// - Parameters:
  ///   - role: the end.
  ///   - hello: the announced limits, which this side then keeps.
  ///   - limits: the limits that are not announced.
  ///   - now: the owner's monotonic clock, ms.
  public init(role: Role, hello: Hello, limits: ConnectionLimits = ConnectionLimits(), now: UInt64)
  {
    self.role = role
    self.hello = hello
    self.limits = limits
    started = now
    helloSince = now
    clock = now
    lastFrame = now
    lastCall = now
    output = Preface.ours.bytes
    send(FrameHeader(.hello, stream: 0), encode(hello))
  }

  /// The amount of waiting output, bytes.
  public var outputCount: Int { output.count }

  /// Returns all waiting output and removes it here.
  public mutating func takeOutput() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &output)
    return taken
  }

  /// Moves all waiting output into `buffer`, whose capacity serves the next output: no allocation
  /// where the same two buffers alternate.
  public mutating func takeOutput(into buffer: inout [UInt8]) {
    buffer.removeAll(keepingCapacity: true)
    swap(&buffer, &output)
  }

  /// Whether input is no longer read: write the output, then act on `closeAdvice`.
  public var shouldClose: Bool { closeAdvice != .keepOpen }

  /// Whether neither side can open a call any more.
  public var isClosing: Bool {
    switch phase {
    case .preface, .hello, .open: false
    case .drainAnnounced, .draining, .leaving, .finishing, .ended: true
    }
  }

  /// Open calls, cancelled ones included until they are answered.
  public var openCalls: Int { calls.count }

  /// Reports that the transport is open: the time for the peer's HELLO begins. Rule R-303.
  public mutating func transportOpened(now: UInt64) {
    clock = now
    helloSince = now
    lastFrame = now
  }

  /// Reports whether the owner reads from the transport. While it does not, no time limit on the
  /// peer's bytes or silence runs.
  public mutating func setReading(_ reads: Bool, now: UInt64) {
    clock = now
    isReading = reads
    guard reads else { return }
    helloSince = now
    lastFrame = now
    partialSince = now
    pingSent = nil
    probedSince = nil
  }
}
