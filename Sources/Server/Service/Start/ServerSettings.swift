internal import Bureau
package import Transport

/// The settings of one run of the server, from the command line and the configuration file. The
/// realm's own values are fixed by `init`, in `RealmFile`.
package struct ServerSettings: Sendable {
  /// The data folder.
  package var data: String
  /// The keys folder, which must not lie in the data folder.
  package var keys: String
  /// The address for TLS over TCP, for all clients; nil: none.
  package var listen: Endpoint?
  /// The path of the officers' Unix socket; nil: none.
  package var socket: String?
  /// The address for plain TCP on loopback, for benchmarks; nil: none.
  package var plain: Endpoint?
  /// The number of event loops; each has a thread.
  package var loops = 1
  /// The number of reader threads.
  package var readers = 2
  /// The number of scrypt threads.
  package var hashers = 2
  /// The most connections in total.
  package var connectionsMax = 1_024
  /// The most connections from one address.
  package var perAddressMax = 256
  /// The time after which an idle connection is closed, in milliseconds.
  package var idleMs: UInt64 = 600_000
  /// The longest drain, in milliseconds.
  package var drainMs: UInt32 = 10_000
  /// The most operations that the books may lag before new changes wait for them.
  package var booksLag: UInt64 = Gate.lagMax
  /// The most inputs that may wait in the bureau's queue.
  package var queueMax = 65_536
  /// Whether to forget the failed commits of earlier starts (`--force`): an operator has repaired
  /// the disk.
  package var isForced = false
  /// The time that threads poll for work before they sleep, in microseconds.
  package var spinMicroseconds = 0

  /// Settings with defaults and no address to listen on.
  package init(data: String, keys: String) {
    self.data = data
    self.keys = keys
  }
}
