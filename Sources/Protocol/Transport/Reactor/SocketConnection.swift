internal import Protocol
internal import TLS

/// One connection as a loop holds it: socket, TLS, protocol, and what waits to be written.
/// Touched on the loop's thread only.
final class SocketConnection {
  /// Where the transport of a connection stands.
  enum Stage {
    /// An outgoing socket; `until` is the end of all attempts.
    case connecting(until: UInt64)
    /// TLS is being agreed on.
    case handshaking(until: UInt64)
    /// Frames go both ways.
    case open
    /// GOAWAY is out and writing is shut; what comes is thrown away, so that no reset destroys it.
    case lingering(until: UInt64, left: Int)
    /// To be reported at the start of the next turn.
    case doomed(CloseReason)
  }

  let id: ConnectionID
  let isOutgoing: Bool
  var connection: Connection
  var tls: TLSSession?
  var stage: Stage
  var peer: Peer
  private(set) var fd: Int32
  private var descriptor: Descriptor?
  /// Addresses of an outgoing connection still to be tried, last first.
  var remaining: [SocketAddress] = []

  /// Bytes for TLS, of which `encrypted` are taken: only where more wait than go in one piece.
  var clear: [UInt8] = []
  var encrypted = 0
  /// Bytes for the socket, of which `sent` are written.
  var out: [UInt8] = []
  var sent = 0
  /// When writing last moved; nil while nothing waits.
  var stalledSince: UInt64?
  /// Since when more waits than the hard limit.
  var overSince: UInt64?
  /// What epoll was told.
  var mask: UInt32 = 0
  var isTouched = false
  /// The delegate knows this connection.
  var isAnnounced = false
  /// The peer's HELLO was good.
  var isOpened = false
  /// The peer sends no more.
  var hasEnded = false
  /// Too much waits to be written.
  var isCongested = false
  /// The loop doesn't read, and this connection had something.
  var isParked = false
  /// How it was let in; nil for one that is not counted.
  var verdict: Admission.Verdict?
  /// The delegate asked to be told when there is room again.
  var wantsRoom = false
  var endReason: EndReason?
  var dueAt = UInt64.max

  init(
    id: ConnectionID, descriptor: consuming Descriptor, connection: Connection, tls: TLSSession?,
    stage: Stage, peer: Peer, isOutgoing: Bool
  ) {
    self.id = id
    fd = descriptor.number
    self.descriptor = consume descriptor
    self.connection = connection
    self.tls = tls
    self.stage = stage
    self.peer = peer
    self.isOutgoing = isOutgoing
  }

  /// The socket of the next attempt; the last one is closed.
  func replace(_ next: consuming Descriptor) {
    fd = next.number
    descriptor = consume next
    mask = 0
  }

  /// Closes the socket; its number may be used again at once.
  func closeSocket() {
    descriptor = nil
    fd = -1
  }

  /// Bytes of the protocol and of TLS that wait to be written.
  var pending: Int { out.count - sent + clear.count - encrypted + connection.outputCount }

  /// When the peer is too slow: it takes nothing, or stays above the hard limit.
  func slowAt(_ settings: LoopSettings) -> UInt64 {
    let limit = overSince == nil ? settings.writeStallMs : settings.hardStallMs
    let stall = stalledSince.map { $0 &+ limit } ?? .max
    return min(stall, overSince.map { $0 &+ settings.writeStallMs } ?? .max)
  }

  var isDoomed: Bool {
    switch stage {
    case .doomed: true
    case .connecting, .handshaking, .open, .lingering: false
    }
  }

  /// Whether bytes of the peer go to the protocol.
  var takesInput: Bool {
    guard !hasEnded, !isCongested, !isParked else { return false }
    switch stage {
    case .handshaking: return true
    case .open: return !connection.shouldClose
    case .lingering, .connecting, .doomed: return false
    }
  }

  /// What epoll should watch: never more than someone will act on, or an idle loop would spin.
  var wantedMask: UInt32 {
    let write = out.count > sent || clear.count > encrypted ? Poller.write : 0
    switch stage {
    case .connecting: return Poller.write
    case .handshaking, .open: return (takesInput ? Poller.read : 0) | write
    case .lingering: return Poller.read
    case .doomed: return 0
    }
  }

  /// When time alone changes something.
  func due(_ settings: LoopSettings) -> UInt64 {
    switch stage {
    case .connecting(let until), .lingering(let until, _): return until
    case .handshaking(let until): return min(until, slowAt(settings))
    case .open: return min(connection.nextTick ?? .max, slowAt(settings))
    case .doomed: return 0
    }
  }
}
