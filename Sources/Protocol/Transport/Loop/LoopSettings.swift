public import Protocol

/// The limits of a loop; the defaults are those of `Limits`.
public struct LoopSettings: Sendable {
  /// Connections accepted at one time. Here and below Unix sockets are not counted.
  public var connectionsMax = Limits.connections
  /// Connections accepted at one time from one address.
  public var connectionsPerAddressMax = Limits.connectionsPerAddress
  /// Accepted connections that have not said HELLO.
  public var unopenedMax = Limits.unopened
  /// Accepted connections from one address that have not said HELLO.
  public var unopenedPerAddressMax = Limits.unopenedPerAddress
  /// Connections above the limits that are answered with GOAWAY FULL at one time.
  public var farewellsMax = Limits.farewells
  /// Counts shared by several loops; nil: the loop has its own.
  public var admission: ConnectionAdmission?
  /// Listeners of one loop.
  public var listenersMax = 8
  /// Connections accepted from one listener in one turn.
  public var acceptsPerTurn = 64
  /// Bytes after which a turn stops reading one connection, so that the others are read too.
  public var readBytesPerTurn = 256 << 10
  /// Bytes after which a turn stops writing to one connection.
  public var writeBytesPerTurn = 1 << 20
  /// Waiting output of one connection above which it is not read any more, bytes.
  public var softOutputBytes = Limits.outboundSoftBytes
  /// Waiting output of one connection above which `hardStallMs` applies, bytes.
  public var hardOutputBytes = Limits.outboundHardBytes
  /// Time without progress in writing, or above `hardOutputBytes`, that ends a connection as
  /// SLOW_CONSUMER, ms.
  public var writeStallMs = Limits.writeStallMs
  /// Time without progress in writing while above `hardOutputBytes` that ends it as SLOW_CONSUMER,
  /// ms.
  public var hardStallMs = Limits.hardStallMs
  /// Time from accept(2) to the end of the TLS handshake, ms.
  public var handshakeMs = Limits.handshakeMs
  /// Time for an outgoing connection to open, all its addresses together, ms.
  public var connectMs: UInt64 = 5_000
  /// Time of reading and discarding after a GOAWAY, ms.
  public var lingerMs = Limits.lingerMs
  /// Bytes discarded after a GOAWAY.
  public var lingerBytes = Limits.lingerBytes
  /// Pause in accepting after the process ran out of descriptors or memory, ms.
  public var acceptPauseMs: UInt64 = 100
  /// Time of polling for work before the loop sleeps, µs; burns a core.
  public var spinMicroseconds = 0
  /// Limits of each connection: idle time, deadlines, method shapes.
  public var connection = ConnectionLimits()
  /// Monotonic time, ms; tests set their own.
  public var clock: @Sendable () -> UInt64 = { MonotonicClock.milliseconds() }
  /// Moment at which certificates must be valid, UTC ms; nil: the system's clock.
  public var certificateTime: (@Sendable () -> Int64)?

  /// All defaults.
  public init() {}
}
