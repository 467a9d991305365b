internal import Bureau
package import Transport

/// How a server is run: flags and one file set it, the realm's own numbers come from `init`.
package struct ServerSettings: Sendable {
  /// The data folder.
  package var data: String
  /// The keys folder, outside the data.
  package var keys: String
  /// TLS over TCP, for everyone; nil: none.
  package var listen: Endpoint?
  /// The officers' Unix socket; nil: none.
  package var socket: String?
  /// Plain TCP on loopback, for benchmarks; nil: none.
  package var plain: Endpoint?
  /// Event loops; each has a thread.
  package var loops = 1
  /// Reader threads.
  package var readers = 2
  /// scrypt threads.
  package var hashers = 2
  /// Connections in all.
  package var connectionsMax = 1_024
  /// Connections from one address.
  package var perAddressMax = 256
  /// How long a connection may be idle, in milliseconds.
  package var idleMs: UInt64 = 600_000
  /// How long a drain may take, in milliseconds.
  package var drainMs: UInt32 = 10_000
  /// How many operations the books may lag before new changes wait for them.
  package var booksLag: UInt64 = Gate.lagMax
  /// Items that may wait at the queue.
  package var queueMax = 65_536
  /// Whether commits that failed before no longer keep a start from taking changes: an operator has
  /// seen to the disk.
  package var isForced = false
  /// How long threads look for work before they sleep, in microseconds.
  package var spinMicroseconds = 0

  /// A server on its folders, which listens nowhere yet.
  package init(data: String, keys: String) {
    self.data = data
    self.keys = keys
  }
}
