public import Protocol

/// Every limit of a loop; the defaults are the project's.
public struct LoopSettings: Sendable {
  /// Connections accepted at one time; here and below Unix sockets are not counted.
  public var connectionsMax = Limits.connections
  /// Connections accepted at one time from one address.
  public var connectionsPerAddressMax = Limits.connectionsPerAddress
  /// Accepted connections that have not said HELLO.
  public var unopenedMax = Limits.unopened
  /// Accepted connections from one address that have not said HELLO.
  public var unopenedPerAddressMax = Limits.unopenedPerAddress
  /// Beyond the limits of connections, peers that are told GOAWAY FULL at one time.
  public var farewellsMax = Limits.farewells
  /// The counts, where several loops share them; nil: the loop has its own.
  public var admission: Admission?
  /// Listeners of a loop.
  public var listenersMax = 8
  /// Connections taken from one listener in one turn.
  public var acceptsPerTurn = 64
  /// Bytes read from one connection in one turn, at least; others get their turn then.
  public var readBytesPerTurn = 256 << 10
  /// Bytes written to one connection in one turn, at least, where so many wait.
  public var writeBytesPerTurn = 1 << 20
  /// Outgoing bytes that wait at one connection before it is not read any more.
  public var softOutputBytes = Limits.outboundSoftBytes
  /// Outgoing bytes that wait at one connection before a stall is SLOW_CONSUMER at once.
  public var hardOutputBytes = Limits.outboundHardBytes
  /// Without any progress in writing, or above `hardOutputBytes`, before SLOW_CONSUMER, ms.
  public var writeStallMs = Limits.writeStallMs
  /// Without any progress in writing above `hardOutputBytes` before SLOW_CONSUMER, ms.
  public var hardStallMs = Limits.hardStallMs
  /// From accept to the end of the TLS handshake, ms.
  public var handshakeMs = Limits.handshakeMs
  /// For a connection to come about, all its addresses together, ms.
  public var connectMs: UInt64 = 5_000
  /// For reading on after a GOAWAY, ms.
  public var lingerMs = Limits.lingerMs
  /// Bytes thrown away after a GOAWAY.
  public var lingerBytes = Limits.lingerBytes
  /// How long no connection is taken after the process ran out of descriptors, ms.
  public var acceptPauseMs: UInt64 = 100
  /// Looks for work that long before sleeping, µs; burns a core.
  public var spinMicroseconds = 0
  /// Limits of each connection: idle time, deadlines, shapes of the methods.
  public var connection = ConnectionLimits()
  /// Monotonic time in ms; tests put their own here.
  public var clock: @Sendable () -> UInt64 = { MonotonicClock.milliseconds() }
  /// Moment at which certificates must hold, UTC ms; nil: the system's clock.
  public var certificateTime: (@Sendable () -> Int64)?

  /// The defaults.
  public init() {}
}
