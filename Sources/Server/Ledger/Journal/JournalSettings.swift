/// The choices for an open journal.
package struct JournalSettings: Sendable, Equatable {
  /// The length that the write-ahead log is extended to at the start, in pages of 4 KiB; 0: it is
  /// not.
  package var logPages: Int
  /// New pages in the write-ahead log from which an idle bureau checkpoints.
  package var idlePages: Int
  /// New pages in the write-ahead log from which a busy bureau checkpoints.
  package var busyPages: Int
  /// The page cache of each connection, in pages of 4 KiB.
  package var cachePages: Int
  /// The name of the SQLite VFS; nil: the system's own.
  package var vfs: String?

  /// By default a write-ahead log of 16 MiB, checkpoints from 1,000 pages when idle and from 3,000
  /// when busy.
  package init(
    logPages: Int = 4_096, idlePages: Int = 1_000, busyPages: Int = 3_000,
    cachePages: Int = 1_000, vfs: String? = nil
  ) {
    self.logPages = logPages
    self.idlePages = idlePages
    self.busyPages = busyPages
    self.cachePages = cachePages
    self.vfs = vfs
  }
}
