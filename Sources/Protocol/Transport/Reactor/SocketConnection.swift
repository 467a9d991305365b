internal import Protocol
internal import TLS

/// One connection of a loop: socket, TLS session, protocol state and waiting output. Touched on the
/// loop's thread only.
final class SocketConnection {
  /// State of the transport.
  enum Stage {
    /// An outgoing socket is connecting; all attempts end at `until`.
    case connecting(until: UInt64)
    /// The TLS handshake runs.
    case handshaking(until: UInt64)
    /// Frames go both ways.
    case open
    /// GOAWAY is sent and writing is shut down. Input is discarded, because closing with unread
    /// input would reset the connection and destroy the GOAWAY.
    case lingering(until: UInt64, left: Int)
    /// Over; reported to the delegate at the start of the next turn.
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
  /// Addresses of an outgoing connection that are still to be tried, the next one last.
  var remaining: [SocketAddress] = []

  /// Plaintext for TLS, of which the first `encrypted` bytes are done. Used only for output above
  /// `Limits.flushBytes`.
  var clear: [UInt8] = []
  var encrypted = 0
  /// Bytes for the socket, of which the first `sent` are written.
  var out: [UInt8] = []
  var sent = 0
  /// Time of the last progress in writing, ms; nil while nothing waits.
  var stalledSince: UInt64?
  /// Time since which more than the hard limit waits, ms; nil below it.
  var overSince: UInt64?
  /// The event mask registered with epoll.
  var mask: UInt32 = 0
  /// In the list `touched` of this turn.
  var isTouched = false
  /// `opened` was reported to the delegate.
  var isAnnounced = false
  /// The peer's HELLO came and was accepted.
  var isOpened = false
  /// The peer's last byte was read.
  var hasEnded = false
  /// More than the soft limit waits, so the connection is not read.
  var isCongested = false
  /// The connection had input while the loop's reading was paused.
  var isParked = false
  /// The decision of `ConnectionAdmission`; nil for a connection that is not counted.
  var verdict: ConnectionAdmission.Verdict?
  /// The delegate waits for `outputDrained`.
  var wantsRoom = false
  var endReason: EndReason?
  /// Time of the next action by time alone, ms of the loop's clock; see `due`.
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

  /// Replaces the socket by that of the next attempt; the former one is closed.
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

  /// Waiting output, bytes: of the socket, of TLS and of the protocol.
  var pending: Int { out.count - sent + clear.count - encrypted + connection.outputCount }

  /// Returns the time at which the peer counts as too slow: no progress in writing, or too long
  /// above the hard limit.
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

  /// Whether input of the peer is read for the protocol.
  var takesInput: Bool {
    guard !hasEnded, !isCongested, !isParked else { return false }
    switch stage {
    case .handshaking: return true
    case .open: return !connection.shouldClose
    case .lingering, .connecting, .doomed: return false
    }
  }

  /// The event mask for epoll: only events that are acted on, or an idle loop would spin.
  var wantedMask: UInt32 {
    let write = out.count > sent || clear.count > encrypted ? Poller.write : 0
    switch stage {
    case .connecting: return Poller.write
    case .handshaking, .open: return (takesInput ? Poller.read : 0) | write
    case .lingering: return Poller.read
    case .doomed: return 0
    }
  }

  /// Returns the time of the next action by time alone, ms; `.max` for none.
  func due(_ settings: LoopSettings) -> UInt64 {
    switch stage {
    case .connecting(let until), .lingering(let until, _): return until
    case .handshaking(let until): return min(until, slowAt(settings))
    case .open: return min(connection.nextTick ?? .max, slowAt(settings))
    case .doomed: return 0
    }
  }
}
