/// One connection's state machine, for both ends, without I/O: bytes and time go in, events
/// and bytes come out. Nothing is remembered about a closed call, so memory is O(open calls)
/// plus one partial frame. Rules of `schema/protocol.md`.
///
/// Times are milliseconds of one monotonic clock, the owner's; they never run backwards.
public struct Connection: Sendable {
  /// Which end of a connection this is.
  public enum Role: Equatable, Sendable {
    /// Opens connections and calls.
    case client
    /// Accepts connections and answers.
    case server
  }

  /// Where a connection stands.
  enum Phase: Equatable {
    /// The peer's eight bytes are awaited.
    case preface
    /// The peer's HELLO is awaited.
    case hello
    /// Calls go both ways.
    case open
    /// This side said GOAWAY(2⁶⁴−1); the true last id follows at `notice` or after the pong.
    case noticed(notice: UInt64, end: UInt64)
    /// This side said the last id; what runs may finish until `end`.
    case draining(end: UInt64)
    /// The peer starts nothing new, or wants nothing new; what runs may finish, until `end` where
    /// this side drains too (else `.max`).
    case leaving(end: UInt64)
    /// The peer sent its last byte; what runs is answered.
    case finishing
    /// Nothing more is read or sent.
    case ended
  }

  let role: Role
  /// What this side announced.
  public let hello: Hello
  let limits: ConnectionLimits
  let started: UInt64
  /// Since when the peer's HELLO is awaited.
  var helloSince: UInt64
  var phase = Phase.preface
  /// What the owner should do with the transport.
  public internal(set) var closeAdvice = CloseAdvice.keepOpen
  /// What was counted so far.
  public internal(set) var counts = ConnectionCounts()

  /// The peer's HELLO, once it came.
  public internal(set) var peer: Hello?
  var peerFrameBytes = Int(Limits.frameBytesFloor)
  var peerConcurrent = Limits.concurrentCalls
  var peerCredit = Limits.initialCredit

  /// The latest time that was passed in.
  var clock: UInt64
  var partial: [UInt8] = []
  var partialSince: UInt64 = 0
  var isReading = true
  /// Bytes of the peer before the frame being handled.
  var received: UInt64 = 0
  /// Bytes to send; see `takeOutput`.
  public internal(set) var output: [UInt8] = []
  /// Events that arose in a call that has no list for them; the next tick hands them out.
  var owed: [ConnectionEvent] = []

  var calls = CallTable()
  /// Server: the highest id seen. Client: the last id used.
  var highest: UInt64 = 0
  /// Server: the id that a drain named as the last one taken; calls above it are ignored.
  var announced: UInt64?
  /// No call needs attention before this time.
  var callsDue = UInt64.max
  var lastCall: UInt64
  var refusedInARow: UInt32 = 0
  var cancels = RateWindow(limit: Limits.cancels, windowMs: Limits.cancelWindowMs)
  var malformed = RateWindow(
    limit: Limits.malformedCalls, windowMs: Limits.malformedWindowMs)

  /// When the last valid frame came.
  var lastFrame: UInt64
  /// When the ping that is not answered yet was sent.
  var pingSent: UInt64?
  var lastPing: UInt64?
  /// Since when a ping waits for any sign of life.
  var lifeAsked: UInt64?
  var pingNumber: UInt64 = 0
  var peerPinged: UInt64?
  var pingStrikes = 0

  /// A new connection; its preface and HELLO are queued at once. Rules.
  ///
  /// - Parameters:
  ///   - role: which end this is.
  ///   - hello: what to announce; the numbers in it are then kept to.
  ///   - limits: what is not announced.
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

  /// Bytes that wait to be sent.
  public var outputCount: Int { output.count }

  /// Takes all bytes that wait to be sent.
  public mutating func takeOutput() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &output)
    return taken
  }

  /// Takes all bytes that wait to be sent into a buffer, whose room is used for the next
  /// ones: no allocation where the same two buffers take turns.
  public mutating func takeOutput(into buffer: inout [UInt8]) {
    buffer.removeAll(keepingCapacity: true)
    swap(&buffer, &output)
  }

  /// Whether nothing more is read: write the output, then do as `closeAdvice` says.
  public var shouldClose: Bool { closeAdvice != .keepOpen }

  /// Whether no new call can be opened, by either side.
  public var isClosing: Bool {
    switch phase {
    case .preface, .hello, .open: false
    case .noticed, .draining, .leaving, .finishing, .ended: true
    }
  }

  /// Calls open here, cancelled ones included until they really end.
  public var openCalls: Int { calls.count }

  /// The transport is open from now on: the time for the peer's HELLO begins. Rule R-303.
  public mutating func transportOpened(now: UInt64) {
    clock = now
    helloSince = now
    lastFrame = now
  }

  /// Tells whether the owner reads from the transport. While it does not, the peer's silence
  /// proves nothing, and no time limit on the peer's bytes runs.
  public mutating func setReading(_ reads: Bool, now: UInt64) {
    clock = now
    isReading = reads
    guard reads else { return }
    helloSince = now
    lastFrame = now
    partialSince = now
    pingSent = nil
    lifeAsked = nil
  }
}
