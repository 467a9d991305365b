/// The limits of the wire. Rules: each is tested at the limit and one past it;
/// those that a HELLO announces are defaults here.
public enum Limits {
  // MARK: Bytes

  /// Largest payload that a side accepts unless its HELLO says otherwise: 1 MiB.
  public static let frameBytes: UInt32 = 1 << 20
  /// Smallest frame limit that a HELLO may announce, and the limit before it is known: 64 KiB.
  public static let frameBytesFloor: UInt32 = 64 << 10
  /// Largest frame limit that a HELLO may announce: 16 MiB.
  public static let frameBytesCeiling: UInt32 = 16 << 20
  /// Largest payload of a HELLO: 4 KiB.
  public static let helloBytes: UInt32 = 4 << 10
  /// Largest encoded `Meta`: 8 KiB.
  public static let metaBytes = 8 << 10
  /// Exact payload of a PING.
  public static let pingBytes = 8
  /// Largest cursor of a heartbeat or a stream's end.
  public static let cursorBytes = 256
  /// Largest text of a GOAWAY, in UTF-8 bytes.
  public static let goAwayTextBytes = 512
  /// Waiting output of one connection above which its producers pause: 4 MiB.
  public static let outboundSoftBytes = 4 << 20
  /// Waiting output of one connection above which a short stall ends it as SLOW_CONSUMER: 8 MiB.
  public static let outboundHardBytes = 8 << 20
  /// Bytes that are encrypted and written in one piece, at most: 64 KiB.
  public static let flushBytes = 64 << 10
  /// Bytes read and discarded after a GOAWAY, so that a reset does not destroy it: 64 KiB.
  public static let lingerBytes = 64 << 10

  // MARK: Pace, in bytes a second

  /// Slowest pace of a payload.
  public static let paceBytesPerSecond: UInt64 = 64 << 10

  // MARK: Counts

  /// Calls open at one time on one connection.
  public static let concurrentCalls: UInt32 = 128
  /// Most calls that a HELLO may announce.
  public static let concurrentCallsCeiling: UInt32 = 65_535
  /// Items of a stream before the first CREDIT.
  public static let initialCredit: UInt32 = 64
  /// Connections of one server, over all its loops; Unix sockets are not counted.
  public static let connections = 1_024
  /// Connections of one server from one address.
  public static let connectionsPerAddress = 256
  /// Connections of one server that have not said HELLO.
  public static let unopened = 256
  /// Connections of one server from one address that have not said HELLO.
  public static let unopenedPerAddress = 32
  /// Connections above the limits that are answered with FULL at one time.
  public static let farewells = 16
  /// Refused calls in a row, as a multiple of the calls allowed, before CALM.
  public static let refusedOvershoot: UInt32 = 3
  /// CANCEL frames in `cancelWindowMs` before CALM.
  public static let cancels = 1_000
  /// Malformed calls in `malformedWindowMs` before CALM.
  public static let malformedCalls = 16
  /// Pings below the floor that are tolerated before CALM.
  public static let pingStrikes = 2
  /// Features in a HELLO.
  public static let features = 64

  // MARK: Time, in milliseconds

  /// Time from accept to the end of HELLO.
  public static let handshakeMs: UInt64 = 5_000
  /// Deadline of a unary call that names none.
  public static let defaultTimeoutMs: UInt32 = 10_000
  /// Longest deadline of a unary call.
  public static let maxTimeoutMs: UInt32 = 300_000
  /// Time for a header to become complete once it began, and of a payload in addition to its pace.
  public static let frameStartMs: UInt64 = 10_000
  /// Shortest interval of pings.
  public static let pingFloorMs: UInt32 = 5_000
  /// Longest `pingFloorMs` that a HELLO may announce.
  public static let pingFloorCeilingMs: UInt32 = 60_000
  /// Silence after which a side pings the other.
  public static let pingIntervalMs: UInt64 = 30_000
  /// Silence after that ping that ends the connection.
  public static let pingTimeoutMs: UInt32 = 20_000
  /// Silence on a stream after which the server sends a heartbeat.
  public static let heartbeatMs: UInt64 = 15_000
  /// Silence on a stream after which the client cancels it: three heartbeats.
  public static let streamIdleMs: UInt64 = 45_000
  /// Time for running calls to end in a drain.
  public static let drainGraceMs: UInt32 = 10_000
  /// Time between the two GOAWAYs of a drain, at most.
  public static let drainNoticeMs: UInt64 = 1_000
  /// Time for a cancelled call to end by itself.
  public static let cancelGraceMs: UInt64 = 10_000
  /// Time without any call after which the server closes.
  public static let idleMs: UInt64 = 600_000
  /// Window of `cancels`.
  public static let cancelWindowMs: UInt64 = 10_000
  /// Window of `malformedCalls`.
  public static let malformedWindowMs: UInt64 = 60_000
  /// Time without progress in writing, or above `outboundHardBytes`, before SLOW_CONSUMER.
  public static let writeStallMs: UInt64 = 30_000
  /// Time without progress in writing while above `outboundHardBytes` before SLOW_CONSUMER.
  public static let hardStallMs: UInt64 = 1_000
  /// Time of reading and discarding after a GOAWAY.
  public static let lingerMs: UInt64 = 1_000
  /// Wait proposed to a call above the limit of calls.
  public static let busyRetryMs: UInt32 = 50
}
