internal import Bureau
public import Transport

/// How a server is run: flags and one file set it, the realm's own numbers come from `init`.
public struct ServerSettings: Sendable {
  /// The data folder.
  public var data: String
  /// The keys folder, outside the data.
  public var keys: String
  /// TLS over TCP, for everyone; nil: none.
  public var listen: Endpoint?
  /// The officers' Unix socket; nil: none.
  public var socket: String?
  /// Plain TCP on loopback, for benchmarks; nil: none.
  public var plain: Endpoint?
  /// Event loops; each has a thread.
  public var loops = 1
  /// Reader threads.
  public var readers = 2
  /// scrypt threads.
  public var derivers = 2
  /// Connections in all.
  public var connectionsMax = 1_024
  /// Connections from one address.
  public var perAddressMax = 256
  /// How long a connection may be idle, in milliseconds.
  public var idleMs: UInt64 = 600_000
  /// How long a drain may take, in milliseconds.
  public var drainMs: UInt32 = 10_000
  /// How many operations the books may lag before new changes wait for them.
  public var booksLag: UInt64 = Gate.lagMax
  /// Items that may wait at the desk.
  public var deskMax = 65_536
  /// Whether commits that failed before no longer keep a start from taking changes: an operator has
  /// seen to the disk.
  public var isForced = false
  /// How long threads look for work before they sleep, in microseconds.
  public var spinMicroseconds = 0

  /// A server on its folders, which listens nowhere yet.
  public init(data: String, keys: String) {
    self.data = data
    self.keys = keys
  }
}
